import { describeText } from "../../../analyzer/read/sources/other-text";

describe("describeText", () => {
  it.each([
    ["a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "Git LFS pointer"],
    ["an error page", '<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>', "XML or HTML"],
    ["CloudFormation in YAML", "AWSTemplateFormatVersion: 2010-09-09\n", "CloudFormation"],
    ["Terraform's error box", "╷\n│ Error: No such file\n╵\n", "error message"],
    [
      "a plan for people",
      "Terraform used the selected providers to generate the following\n  # aws_x.y will be created\n  {\n",
      "for people",
    ],
    [
      "a plan without changes",
      "\nNo changes. Your infrastructure matches the configuration.\n",
      "for people",
    ],
    ["configuration", '# network\nresource "aws_vpc" "a" {\n}\n', "Terraform configuration"],
    ["a binary file", "\u0000\u0001\u0002", "binary"],
  ])("knows %s", (_, text, what) => {
    expect(describeText(text)?.what).toMatch(what);
  });

  it("says nothing of what it does not know", () => {
    expect(describeText("hello")).toBeUndefined();
  });
});
