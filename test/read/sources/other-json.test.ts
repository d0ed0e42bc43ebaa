import type { JsonObject } from "../../../analyzer/base/json";
import { describeJson } from "../../../analyzer/read/sources/other-json";

const CASES: readonly (readonly [string, JsonObject, string])[] = [
  ["one line of a log", { "@level": "info", "@message": "x", "@module": "terraform.ui" }, "log that"],
  ["a redacted plan", { plan_format_version: "1.2", resource_changes: [] }, "redacted"],
  ["provider schemas", { format_version: "1.0", provider_schemas: {} }, "providers schema"],
  ["a validation", { format_version: "1.0", valid: true, diagnostics: [] }, "terraform validate"],
  ["functions", { format_version: "1.0", function_signatures: {} }, "functions"],
  ["Terraform's version", { terraform_version: "1.11.4", platform: "linux_amd64" }, "terraform version"],
  ["outputs", { vpc: { sensitive: false, type: "string", value: "vpc-1" } }, "terraform output"],
  ["a file encrypted with SOPS", { data: "x", sops: { mac: "x" } }, "SOPS"],
  ["a state lock", { ID: "x", Operation: "OperationTypeApply", Who: "me", Created: "x" }, "state lock"],
  ["drparity's report", { schemaVersion: "1.0", findings: [] }, "report of drparity"],
  ["drparity's manifest", { schemaVersion: "1.0", pair: {}, workspaces: [], twins: [] }, "manifest"],
  ["CloudFormation", { Resources: { a: { Type: "AWS::S3::Bucket" } } }, "CloudFormation"],
  ["a Pulumi checkpoint", { version: 3, deployment: {} }, "Pulumi"],
  ["package.json", { name: "x", version: "1.0.0", dependencies: {} }, "package.json"],
  ["an IAM policy", { Version: "2012-10-17", Statement: [] }, "IAM policy"],
  ["SARIF", { $schema: "x", version: "2.1.0", runs: [] }, "SARIF"],
  ["cdk.tf.json", { "//": {}, resource: { aws_vpc: {} }, terraform: {} }, "configuration in JSON"],
  ["a plan that was filtered", { planned_values: {} }, "no format_version"],
  ["changes alone", { resource_changes: [] }, "no format_version"],
  ["a part of a plan", { format_version: "1.2", variables: {} }, "part of a plan"],
  ["variables", { region: "eu-west-1", instance_count: 3 }, "tfvars"],
  ["an empty object", {}, "neither a plan nor a state"],
  ["anything else", { "a b": 1 }, "neither a plan nor a state"],
];

describe("describeJson", () => {
  it.each(CASES)("knows %s", (_, document, what) => {
    const description = describeJson(document);
    expect(description.what).toMatch(what);
    expect(description.fix).not.toBe("");
  });
});
