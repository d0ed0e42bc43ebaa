import { asObject, asText, isObject, own, type Json, type JsonObject } from "../../base/json";

/** Where Terraform keeps a workspace's state, as a configuration or `terraform init` says it. */
export interface Backend {
  /** `s3`, `local`, `remote`, ...; `cloud` for HCP Terraform. */
  readonly type: string;
  /** The block's arguments. It may hold secrets: never to be printed. */
  readonly config: JsonObject;
  /** Whether Terraform has evaluated them: `${` then is part of a text, as in an IAM policy. Else it begins an expression. */
  readonly isEvaluated?: boolean;
  /** The file that says so. */
  readonly where: string;
}

/** What `terraform init` noted in `.terraform/terraform.tfstate`: the whole configuration, `-backend-config` included. */
export function backendInRecord(record: JsonObject, where: string): Backend | undefined {
  const backend = asObject(own(record, "backend"));
  const type = asText(own(backend, "type"));
  return type === undefined
    ? undefined
    : { type, config: asObject(own(backend, "config")), where, isEvaluated: true };
}

/** The backends in a configuration in JSON syntax, or as hcl2-parser gives it: any block may be a list of blocks. */
export function backendsInJson(configuration: JsonObject, where: string): Backend[] {
  return blocks(own(configuration, "terraform")).flatMap((terraform) => [
    ...blocks(own(terraform, "backend")).flatMap((byType) => backendsByType(byType, where)),
    ...blocks(own(terraform, "cloud")).map((config) => ({ type: "cloud", config, where })),
  ]);
}

function backendsByType(byType: JsonObject, where: string): Backend[] {
  return Object.keys(byType).flatMap((type) =>
    blocks(own(byType, type)).map((config) => ({ type, config, where })),
  );
}

function blocks(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}
