import { isObject, own, type JsonObject } from "../../base/json";
import { MAKE_A_PLAN, NOT_A_LOG } from "./advice";

/** What a JSON document is, when it is not a plan or a state. */
export interface JsonDescription {
  readonly what: string;
  readonly fix: string;
}

interface JsonKind {
  readonly matches: (document: JsonObject) => boolean;
  readonly what: string;
  readonly fix?: string;
}

const has =
  (...keys: string[]) =>
  (document: JsonObject) =>
    keys.every((key) => own(document, key) !== undefined);

const WHOLE_OUTPUT = "Give the output of `terraform show -json` as it is, without filtering it.";

/** Ordered: the surest signs come first. */
const KINDS: readonly JsonKind[] = [
  { matches: has("@level", "@message"), ...NOT_A_LOG },
  {
    matches: has("plan_format_version"),
    what: "This is HCP Terraform's redacted plan, which leaves out what the analysis needs.",
    fix: "Download the plan's `json-output` instead of `json-output-redacted`.",
  },
  {
    matches: has("format_version", "provider_schemas"),
    what: "This is the output of `terraform providers schema`.",
  },
  { matches: has("format_version", "diagnostics"), what: "This is the output of `terraform validate`." },
  { matches: has("format_version", "function_signatures"), what: "This lists Terraform's functions." },
  { matches: has("terraform_version", "platform"), what: "This is the output of `terraform version`." },
  { matches: isOutputs, what: "This is the output of `terraform output -json`." },
  {
    matches: has("sops"),
    what: "This is encrypted with SOPS.",
    fix: "Decrypt it to a pipe, and give `-` as the source.",
  },
  {
    matches: has("ID", "Operation", "Who", "Created"),
    what: "This is a state lock, not a state.",
    fix: "Give the state beside it: the same name without `.tflock`.",
  },
  { matches: has("schemaVersion", "findings"), what: "This is a report of drparity." },
  {
    matches: isManifest,
    what: "This is drparity's manifest, not a plan or a state.",
    fix: "Give it with --manifest.",
  },
  {
    matches: isCloudFormation,
    what: "This is a CloudFormation template; drparity compares Terraform.",
  },
  {
    matches: has("version", "deployment"),
    what: "This is a Pulumi checkpoint; drparity compares Terraform.",
  },
  { matches: isPackageJson, what: "This is a package.json of npm." },
  { matches: isPolicy, what: "This is an IAM policy." },
  { matches: has("$schema", "runs"), what: "This is a SARIF report." },
  {
    matches: isConfiguration,
    what: "This is Terraform configuration in JSON (a cdk.tf.json?), not a plan of it.",
  },
  {
    matches: (document) => has("planned_values")(document) || has("resource_changes")(document),
    what: "This looks like a plan, but has no format_version.",
    fix: WHOLE_OUTPUT,
  },
  {
    matches: has("format_version", "variables"),
    what: "This looks like a part of a plan: it has neither planned_values nor resource_changes.",
    fix: WHOLE_OUTPUT,
  },
  { matches: isVariables, what: "This is a JSON object of another kind: perhaps variable values (tfvars)." },
];

const UNKNOWN = "This JSON is neither a plan nor a state.";

/** What a JSON object that is no source seems to be. Nothing of it is quoted: it may hold secrets. */
export function describeJson(document: JsonObject): JsonDescription {
  const kind = KINDS.find(({ matches }) => matches(document));
  return { what: kind?.what ?? UNKNOWN, fix: kind?.fix ?? MAKE_A_PLAN };
}

function isOutputs(document: JsonObject): boolean {
  const values = Object.values(document);
  return (
    values.length > 0 && values.every((value) => isObject(value) && has("sensitive", "type", "value")(value))
  );
}

function isManifest(document: JsonObject): boolean {
  return has("pair", "workspaces")(document) || has("pair", "twins")(document);
}

function isCloudFormation(document: JsonObject): boolean {
  if (has("AWSTemplateFormatVersion")(document)) return true;
  const resources = own(document, "Resources");
  return (
    isObject(resources) && Object.values(resources).some((value) => isObject(value) && has("Type")(value))
  );
}

function isPackageJson(document: JsonObject): boolean {
  return ["dependencies", "devDependencies", "scripts", "lockfileVersion"].some(
    (key) => has("name", key)(document) || has("version", key)(document),
  );
}

function isPolicy(document: JsonObject): boolean {
  return has("Statement")(document);
}

function isConfiguration(document: JsonObject): boolean {
  return ["resource", "terraform", "provider", "module", "data", "variable", "output", "locals"].some(
    (key) => {
      const block = own(document, key);
      return isObject(block) || Array.isArray(block);
    },
  );
}

function isVariables(document: JsonObject): boolean {
  const keys = Object.keys(document);
  return keys.length > 0 && keys.every((key) => /^[A-Za-z_][\w-]*$/.test(key));
}
