import { InputError } from "../../base/errors";
import { isObject, own, type Json, type JsonObject } from "../../base/json";
import type { SourceKind } from "./document";
import { describeJson } from "./other-json";

/** Raw states are of this version since Terraform 0.12 (2019). */
const RAW_STATE_VERSION = 4;

/** All that `terraform show -json` writes of a state, `values` aside: all of an empty state. */
const STATE_KEYS = new Set(["format_version", "terraform_version", "values", "checks"]);

/**
 * What a JSON document is, by its keys; undefined when it is neither a plan nor a state. Its version may still be one
 * that {@link identify} refuses.
 */
export function kindOf(document: JsonObject): SourceKind | undefined {
  const has = (key: string) => own(document, key) !== undefined;
  if (!has("format_version")) return isRawState(document) ? "raw-state" : undefined;
  if (has("planned_values") || has("resource_changes")) return "plan";
  const isState =
    isObject(own(document, "values")) || Object.keys(document).every((key) => STATE_KEYS.has(key));
  return isState ? "state" : undefined;
}

/**
 * The kind of a document that the analyzer can read.
 *
 * @throws InputError when it is encrypted, of a version that is not known, or something else
 */
export function identify(document: JsonObject, where: string): SourceKind {
  if (own(document, "encrypted_data") !== undefined) throw encrypted(where);
  const kind = kindOf(document);
  if (kind === undefined) throw new InputError({ where, ...describeJson(document) });
  if (kind === "raw-state") assertRawVersion(document, where);
  else assertFormatVersion(document, kind, where);
  return kind;
}

function isRawState(document: JsonObject): boolean {
  const marks = ["lineage", "serial", "resources", "modules"];
  return (
    typeof own(document, "version") === "number" && marks.some((key) => own(document, key) !== undefined)
  );
}

/** Terraform promises that a minor version only adds properties, and breaks readers with a major one alone. */
function assertFormatVersion(document: JsonObject, kind: SourceKind, where: string): void {
  const version = own(document, "format_version");
  if (typeof version === "string" && /^[01]\.\d+/.test(version)) return;
  // Digits are all that is ever quoted of a document.
  const shown =
    typeof version === "string" && /^\d{1,4}(?:\.\d{1,4}){0,2}$/.test(version) ? ` ${version}` : "";
  throw new InputError({
    where,
    what: `This ${kind} has a format_version${shown} that this version of drparity does not know (it knows 0.x and 1.x).`,
    fix: "Update drparity, or write the file with a Terraform version that it knows.",
  });
}

function assertRawVersion(document: JsonObject, where: string): void {
  const version = Number(own(document, "version"));
  if (version === RAW_STATE_VERSION) return;
  if (isBackendRecord(document)) throw backendRecord(where);
  throw version < RAW_STATE_VERSION ? legacyState(version, where) : futureState(version, where);
}

function encrypted(where: string): InputError {
  return new InputError({
    where,
    what: "This is encrypted by OpenTofu.",
    fix: "Run `tofu show -json` in its directory (add FILE for a saved plan), and give what that writes.",
  });
}

/** `.terraform/terraform.tfstate` has the shape of an old state, without resources. */
function isBackendRecord(document: JsonObject): boolean {
  const modules = own(document, "modules");
  const holdsResources = (module: Json) =>
    isObject(module) && Object.keys(own(module, "resources") ?? {}).length > 0;
  return own(document, "backend") !== undefined && !(Array.isArray(modules) && modules.some(holdsResources));
}

function backendRecord(where: string): InputError {
  return new InputError({
    where,
    what: "This is Terraform's note of which backend is in use, not a state.",
    fix: "Give the working directory itself, or fetch the state with `terraform state pull > state.json`.",
  });
}

function legacyState(version: number, where: string): InputError {
  return new InputError({
    where,
    what: `This is a state of version ${version}, from before Terraform 0.12.`,
    fix: "Upgrade it first: run `terraform init` and `terraform apply` with Terraform 0.12, then 0.13, then yours.",
  });
}

function futureState(version: number, where: string): InputError {
  return new InputError({
    where,
    what: `This is a state of version ${version}; this version of drparity knows version ${RAW_STATE_VERSION}.`,
    fix: "Update drparity, or give what `terraform show -json` writes of it.",
  });
}
