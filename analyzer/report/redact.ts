import { isObject, type Json } from "../json";
import { printable } from "../printable";
import { hasSecretName } from "../terraform/secret-names";

/** What stands in a report for a value that may not be shown. */
export const SENSITIVE = "(sensitive)";
/** What stands for a value that no plan knows. */
export const UNKNOWN = "(known after apply)";

/** Shapes of credentials, wherever they stand. Sources: AWS's and the vendors' documentation of their token formats. */
const SECRET_SHAPES: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:ghp|gho|ghs|ghr|github_pat|glpat|xox[abprs]|sk|rk|pk)[-_][A-Za-z0-9_-]{16,}/g,
  /(?<=:\/\/[^/\s:@]{0,128}:)[^/\s@]{1,256}(?=@)/g,
];
/** `password=...` and the like within a longer text. */
const ASSIGNMENT =
  /\b([\w-]*(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)[\w-]*["']?\s*[=:]\s*["']?)([^\s"',;&}]{4,})/gi;

const LONGEST_TEXT = 600;

/** Blots secrets out of values and texts. */
export class Redactor {
  private readonly secrets: readonly string[];

  /** @param secrets strings that are sensitive somewhere in the sources, and so everywhere */
  constructor(secrets: Iterable<string>) {
    this.secrets = [...new Set(secrets)].sort((a, b) => b.length - a.length);
  }

  /** A text for output: no secret, no control character, no more than a screenful. */
  text(text: string): string {
    let clean = text;
    for (const secret of this.secrets)
      if (clean.includes(secret)) clean = clean.replaceAll(secret, SENSITIVE);
    for (const shape of SECRET_SHAPES) clean = clean.replace(shape, SENSITIVE);
    clean = clean.replace(ASSIGNMENT, (whole, name: string, value: string) =>
      POINTER.test(value) ? whole : name + SENSITIVE,
    );
    clean = clean.split("\n").map(printable).join("\n");
    return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}…` : clean;
  }

  /** A value for output. */
  value(value: Json | undefined, sensitive: boolean): Json {
    if (value === undefined || value === null) return null;
    if (sensitive) return SENSITIVE;
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.slice(0, 20).map((item) => this.value(item, false));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        this.text(key),
        this.value(item, typeof item === "string" && hasSecretName(key)),
      ]),
    );
  }
}

/** ARNs and paths of secrets are no secrets. */
const POINTER = /^(?:arn:|\$\{|\/|\(sensitive\))/;
