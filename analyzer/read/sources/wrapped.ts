import { isObject, own, type JsonObject } from "../../base/json";
import { kindOf } from "./identify";

/**
 * What tools put before Terraform's own output in a line: a time (a pipeline's log), Terragrunt's `12:00:00.123 STDOUT [unit] tofu: `
 * and, of older versions, `[unit] `. Every part is bounded, so that a hostile text costs no more than its length.
 */
const PREFIX =
  /^(?:\d{4}-\d\d-\d\dT[\d:.]{8,20}Z[ \t]+)?(?:\d\d:\d\d:\d\d(?:\.\d{1,9})?[ \t]+)?(?:STDOUT[ \t]+)?(?:\[[^\]\n]{1,300}\][ \t]+)?(?:(?:terraform|tofu):[ \t]+)?(?=\{"(?:format_version|version|terraform_version)")/m;

/** A text whose JSON stands in one line, behind a log's prefix, without that prefix; any other as it is. */
export function withoutPrefix(text: string): string {
  const found = PREFIX.exec(text);
  return found === null ? text : text.slice(0, found.index) + text.slice(found.index + found[0].length);
}

/** Under which names policies are given a plan: Spacelift's, HCP Terraform's (OPA), Scalr's. */
const WRAPPERS = ["terraform", "plan", "tfplan"];

/** The plan in what a tool hands to its policies; any other document as it is. */
export function unwrapped(document: JsonObject): JsonObject {
  if (kindOf(document) !== undefined) return document;
  const inner = WRAPPERS.map((name) => own(document, name)).filter((value) => isObject(value));
  const plans = inner.filter((value) => kindOf(value) === "plan");
  return plans.length === 1 ? (plans[0] ?? document) : document;
}
