import { rule } from "../../../../analyzer/judge/rules/ec2/ec2-image-same-release";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const data = (id: string, name: string, owners = ["self"]): Planned =>
  existing("data.aws_ami.web", { id, image_id: id, name, owners, most_recent: true }, { mode: "data" });
const template = (image_id: string): Planned =>
  existing("aws_launch_template.web", { id: "lt-1", name: "web", image_id });
const side = (id: string, name: string, owners?: string[]) => [data(id, name, owners), template(id)];

describe("ec2-image-same-release: both regions boot the same release of an image", () => {
  test("DR finds last quarter's image", () => {
    expect(
      violationsOf(rule, { primary: side("ami-0a1", "web-2026.10.1"), dr: side("ami-0b2", "web-2026.07.2") }),
    ).toEqual([
      expect.objectContaining({
        primary: "aws_launch_template.web",
        dr: "aws_launch_template.web",
        severity: "warning",
        paths: ["image_id", "name"],
      }),
    ]);
  });

  test("AWS's own images may be a release apart", () => {
    const found = violationsOf(rule, {
      primary: side("ami-0a1", "al2023-ami-2023.9.1", ["amazon"]),
      dr: side("ami-0b2", "al2023-ami-2023.8.7", ["amazon"]),
    });
    expect(found.map(({ severity }) => severity)).toEqual(["info"]);
  });

  test("compliant: the same name, but for the region", () => {
    expect(violationsOf(rule, { primary: side("ami-0a1", "web-7"), dr: side("ami-0b2", "web-7") })).toEqual(
      [],
    );
    expect(
      violationsOf(rule, {
        primary: side("ami-0a1", "web-us-east-1-7"),
        dr: side("ami-0b2", "web-us-west-2-7"),
      }),
    ).toEqual([]);
  });

  test("not applicable: images that are in no source, and copies", () => {
    expect(violationsOf(rule, { primary: [template("ami-0a1")], dr: [template("ami-0b2")] })).toEqual([]);
    const copy = existing("aws_ami_copy.web", {
      id: "ami-0b2",
      name: "copy-of-web",
      source_ami_id: "ami-0a1",
    });
    expect(
      violationsOf(rule, { primary: side("ami-0a1", "web-7"), dr: [copy, template("ami-0b2")] }),
    ).toEqual([]);
  });
});
