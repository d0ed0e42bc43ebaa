import { rule } from "../../../../analyzer/judge/rules/terraform/terraform-dr-stands-alone";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const remoteState = (region: string): Planned =>
  existing(
    "data.terraform_remote_state.primary",
    { backend: "s3", config: { bucket: "state", key: "app", region } },
    { mode: "data" },
  );

describe("terraform-dr-stands-alone: the DR workspace reads nothing from the primary region", () => {
  test("primary's state", () => {
    expect(violationsOf(rule, { dr: [remoteState("us-east-1")] })).toEqual([
      expect.objectContaining({
        dr: "data.terraform_remote_state.primary",
        severity: "warning",
        paths: ["config.region"],
      }),
    ]);
  });

  test("a data source of the primary region is worth a word", () => {
    const bucket = existing("data.aws_s3_bucket.home", { id: "home", region: "us-east-1" }, { mode: "data" });
    expect(violationsOf(rule, { dr: [bucket] }).map(({ severity }) => severity)).toEqual(["info"]);
  });

  test("compliant: a state in the DR region, read by DR or by primary", () => {
    expect(violationsOf(rule, { dr: [remoteState("us-west-2")] })).toEqual([]);
    expect(violationsOf(rule, { primary: [remoteState("us-east-1")] })).toEqual([]);
  });

  test("not applicable: data sources that ask nobody", () => {
    const document = existing(
      "data.aws_iam_policy_document.this",
      { id: "1", region: "us-east-1" },
      { mode: "data" },
    );
    expect(violationsOf(rule, { dr: [document] })).toEqual([]);
  });
});
