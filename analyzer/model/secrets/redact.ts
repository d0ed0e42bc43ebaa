import { isObject, type Json, type JsonObject } from "../../base/json";
import { printable } from "../../base/printable";
import { hasSecretName, isSecretEntry, isValueMember } from "./names";

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
/** A secret's name, but for Secrets Manager's: its ARNs and actions (`secretsmanager:GetSecretValue`) hold none. */
const NAME = String.raw`(?<!\barn:[^\s"']{0,200})(?!secretsmanager:)[\w-]{0,64}(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)[\w-]{0,64}`;

/** Texts that lead to a secret, each followed by what holds it: `password=...` and the like within a longer text. */
const ASSIGNMENTS: readonly RegExp[] = [
  // A quoted value reaches to its closing quote.
  new RegExp(String.raw`\b(${NAME}["']?[ \t]*(?:=>|:=|[=:])[ \t]*["'])([^"'\n]+)`, "gi"),
  // `&` and `;` end an unquoted one where another assignment follows, as in a query or a connection string.
  new RegExp(
    String.raw`\b(${NAME}["']?[ \t]*(?:=>|:=|[=:](?!>))[ \t]*)((?:[^\s"',;&}]|[&;](?![ \t]*[\w. -]+=))+)`,
    "gi",
  ),
  new RegExp(String.raw`(--?${NAME}[ \t]+["']?)([^\s"'-][^\s"']*)`, "gi"),
  /\b((?:bearer|basic)[ \t]+)([^\s"',]{6,})/gi,
  /(?<=\s)((?:-u|--user)[ \t]+["']?[^\s:"']+:)([^\s"']+)/g,
  /\b((?:mysql\w*|mariadb[\w-]*)\b[^\n;|]{0,200}?[ \t]-p)([^\s"']+)/g,
];
/** What may be base64: it is looked into, for a secret may stand there encoded. */
const ENCODED = /[A-Za-z0-9+/_-]{8,}={0,2}/g;

const LONGEST_TEXT = 600;
/** What is searched for shapes of secrets: what lies behind is never shown. */
const LONGEST_SEARCHED = 16 * LONGEST_TEXT;

/** Blots secrets out of values and texts. */
export class Redactor {
  private readonly secrets: readonly string[];

  /** @param secrets strings that are sensitive somewhere in the sources, and so everywhere */
  constructor(secrets: Iterable<string>) {
    const spelled = [...secrets].flatMap(spellings);
    this.secrets = [...new Set(spelled)].sort((a, b) => b.length - a.length);
  }

  /** A text for output: no secret, no control character, no more than a screenful. */
  text(text: string): string {
    let clean = this.blot(text).replace(ENCODED, (token) => (this.hides(token) ? SENSITIVE : token));
    clean = clean.split("\n").map(printable).join("\n");
    return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}…` : clean;
  }

  private blot(text: string): string {
    let clean = text;
    for (const secret of this.secrets)
      if (clean.includes(secret)) clean = clean.replaceAll(secret, SENSITIVE);
    clean = clean.slice(0, LONGEST_SEARCHED);
    for (const shape of SECRET_SHAPES) clean = clean.replace(shape, SENSITIVE);
    for (const assignment of ASSIGNMENTS) {
      clean = clean.replace(assignment, (whole, name: string, value: string) =>
        POINTER.test(value) ? whole : name + SENSITIVE,
      );
    }
    return clean;
  }

  /** Whether the token is base64 of a text that has a secret in it. */
  private hides(token: string): boolean {
    const decoded = Buffer.from(token, "base64").toString("utf8");
    return !decoded.includes("\uFFFD") && this.blot(decoded) !== decoded;
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
        this.value(item, ["string", "number"].includes(typeof item) && isSecret(value, key)),
      ]),
    );
  }
}

function isSecret(entry: JsonObject, key: string): boolean {
  return hasSecretName(key) || (isSecretEntry(entry) && isValueMember(key));
}

/** A secret as it is, and as it stands within a JSON text and a URL. */
function spellings(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.replace(/\p{Cs}/gu, ""))];
}

/** ARNs and paths of secrets are no secrets. */
const POINTER = /^(?:arn:|\$\{|\/|\(sensitive\))/;
