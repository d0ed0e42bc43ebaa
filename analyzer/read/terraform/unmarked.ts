import { asText, bareObject, isObject, own, type Json, type JsonObject } from "../../base/json";
import { type Mask, unionMask } from "../../model/workspace/mask";
import { HARMLESS_ATTRIBUTES, HARMLESS_IN_AWS, SECRET_ATTRIBUTES } from "./provider-attributes";
import { schemaOf } from "../../model/catalogue/schema-of";
import type { Resource } from "../../model/workspace/workspace";

/** A resource of which it is asked what is secret. */
interface Subject {
  readonly mode: "managed" | "data";
  readonly type: string;
}

/**
 * What of a resource is secret: what the source marks and what is known to be; where it marks nothing, not even that
 * nothing is marked, what nobody knows to be harmless as well.
 */
export function secrecy(
  entry: JsonObject,
  values: readonly (JsonObject | null)[],
  { masks, trusted = true }: { readonly masks: readonly Mask[]; readonly trusted?: boolean },
): Pick<Resource, "sensitive" | "guessed"> {
  const { mode, type } = entry;
  const subject = {
    mode: mode === "data" ? ("data" as const) : ("managed" as const),
    type: asText(type) ?? "",
  };
  const marks = masks.some((mask) => mask !== undefined) && trusted;
  const known = values.map((one) => knownMask(subject, one));
  const guessed = marks
    ? undefined
    : values.map((one) => guessedMask(subject, one)).reduce(unionMask, undefined);
  const sensitive = [...masks, ...known, guessed].reduce<Mask>(unionMask, undefined);
  return guessed === undefined ? { sensitive } : { sensitive, guessed };
}

/** What is known to be secret by type and attribute, whether the source says so or not. */
export function knownMask({ type }: Subject, values: JsonObject | null): Mask {
  const patterns = SECRET_ATTRIBUTES[type];
  if (!patterns || values === null) return undefined;
  const steps = patterns.split(" ").map((pattern) => pattern.split("."));
  return maskOf(values, steps);
}

function maskOf(value: Json, patterns: readonly (readonly string[])[]): Mask {
  if (patterns.some((pattern) => pattern.length === 0)) return true;
  const below = (key: string) =>
    patterns.filter(([first]) => first === key || first === "*").map((pattern) => pattern.slice(1));
  if (Array.isArray(value)) return value.map((item, i) => maskOf(item, below(String(i))) ?? false);
  if (!isObject(value)) return undefined;
  const mask = bareObject();
  for (const [key, item] of Object.entries(value)) {
    const inner = below(key);
    if (inner.length > 0) mask[key] = maskOf(item, inner) ?? false;
  }
  return mask;
}

/**
 * What counts as secret where a source says nothing: every text and number of a type whose schema is not at hand, unless it
 * is known to be harmless. States before Terraform 1.10 and plans before 0.15.1 hold no masks of what a provider's schema
 * calls sensitive (hashicorp/terraform#28522, #34323), and a value that is hidden needlessly does less harm than a key
 * in a pull request.
 */
export function guessedMask(subject: Subject, values: JsonObject | null): Mask {
  if (values === null || schemaOf(subject) !== undefined) return undefined;
  const { type } = subject;
  const harmless = new Set(
    `${HARMLESS_ATTRIBUTES[type] ?? ""} ${type.startsWith("aws_") ? HARMLESS_IN_AWS : ""}`.split(" "),
  );
  if (harmless.has("*")) return undefined;
  // Old configurations make passwords of it; a suffix of a name is short.
  if (type === "random_string" && Number(own(values, "length") ?? 0) < 16) return undefined;
  const known = new Set((SECRET_ATTRIBUTES[type] ?? "").split(" "));
  const mask = bareObject();
  for (const [name, value] of Object.entries(values)) {
    if (!harmless.has(name) && !known.has(name) && saysAnything(value)) mask[name] = true;
  }
  return mask;
}

/** Flags and what is empty tell nothing. */
function saysAnything(value: Json): boolean {
  if (Array.isArray(value)) return value.some(saysAnything);
  if (isObject(value)) return Object.keys(value).length > 0;
  return typeof value === "number" || (typeof value === "string" && value !== "");
}
