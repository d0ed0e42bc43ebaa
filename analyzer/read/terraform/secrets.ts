import { isObject, type Json } from "../../base/json";
import { decodings } from "../../base/secrets/encoded";
import { isSecretEntry, isValueMember } from "../../base/secrets/names";
import { recognizedIn } from "../../base/secrets/scan";
import { isTelling, isToken, looksRandom } from "../../base/secrets/telling";
import { descend, type SchemaNode } from "../../model/catalogue/catalogue";
import { isMarked, maskAt, type Mask } from "../../model/workspace/mask";
import { schemaOf } from "../../model/catalogue/schema-of";
import { isSecretMember } from "../../model/catalogue/secret-member";
import type { Resource, Variable } from "../../model/workspace/workspace";

/** A line of a secret text that is as long as this is told by itself: texts are compared line by line. */
const LONG_LINE = 16;
/** A document in a document in a document: nobody goes further. */
const DEEPEST = 100;

/**
 * What a secret holds beside the secret, and configurations name in the open: looked for elsewhere only if it is random.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
 */
const OPEN_MEMBERS =
  /^(?:user_?name|user|login|engine|host|hostname|port|db_?name|database|(?:db|replica)?(?:instance|cluster)identifier|region)$/i;

/** A resource, or an earlier or planned state of one, in which secrets may stand. */
export type SecretHolder = Pick<Resource, "values" | "before" | "sensitive"> &
  Partial<Pick<Resource, "parts" | "mode" | "type" | "guessed">>;

/**
 * Every string of a workspace that is sensitive: by Terraform's masks, by the provider's schema, by declaration or by its
 * name, in documents too. The same secret also stands in places that no mask covers (an environment variable, user data),
 * so that outputs blot out these strings wherever they occur.
 */
export function secretStrings(
  resources: readonly SecretHolder[],
  declared: readonly Pick<Variable, "value" | "sensitive">[],
): string[] {
  const learner = new Learner();
  for (const { value, sensitive } of declared) learner.visit(value, { mask: sensitive });
  for (const { values, before, sensitive: mask, guessed, mode, type } of resources) {
    const schema = type === undefined || mode === undefined ? undefined : schemaOf({ mode, type });
    learner.visit(values, { mask, guessed, node: schema });
    if (before !== values) learner.visit(before, { mask, guessed, node: schema });
  }
  const { found } = learner;
  // The name of a block is in the configuration for all to read: `warehouse` is also the user's name in a secret.
  for (const { parts } of resources) {
    for (const { name } of parts ? [parts, ...parts.modules] : []) found.delete(name);
  }
  return [...found];
}

/** What is known of a value while it is walked through. */
interface Knowledge {
  readonly mask?: Mask;
  /** What is secret by default alone. */
  readonly guessed?: Mask;
  readonly node?: SchemaNode;
}

class Learner {
  readonly found = new Set<string>();
  private readonly seen = new Set<string>();

  visit(value: Json, knowledge: Knowledge, depth = 0): void {
    if (value === null || typeof value === "boolean" || depth > DEEPEST) return;
    const { mask, guessed, node } = knowledge;
    if (isMarked(guessed)) this.add(value, looksRandom);
    else if (isMarked(mask) || node?.sensitive === true) this.add(value, isTelling);
    else if (typeof value === "string") this.text(value, depth);
    else if (Array.isArray(value)) {
      this.command(value);
      value.forEach((item, i) => this.visit(item, within(knowledge, i), depth + 1));
    } else if (isObject(value)) {
      const entry = isSecretEntry(value);
      for (const [key, item] of Object.entries(value)) {
        if (isNamed(node, key, item) || (entry && isValueMember(key) && isTexts(item)))
          this.add(item, isTelling);
        else this.visit(item, within(knowledge, key), depth + 1);
      }
    }
  }

  /** A list may be a command, of which an option's value is an element of its own: `["--api-key", "q7Qm2vXc"]`. */
  private command(list: readonly Json[]): void {
    if (!list.some((item) => typeof item === "string" && item.startsWith("-"))) return;
    const words = list.filter((item) => typeof item === "string" || typeof item === "number");
    for (const secret of recognizedIn(words.join(" "))) this.add(secret, isTelling);
  }

  /** A text that is not secret as a whole may be a document with secrets. */
  private text(text: string, depth: number): void {
    if (text.length < 8 || this.seen.has(text)) return;
    this.seen.add(text);
    const document = documentOf(text);
    if (document !== undefined) this.visit(document, {}, depth + 1);
    else for (const secret of recognizedIn(text)) this.add(secret, isTelling);
  }

  private add(value: Json, counts: (text: string) => boolean): void {
    if (typeof value === "string") this.addText(value, counts);
    else if (typeof value === "number") this.addText(String(value), counts);
    else if (Array.isArray(value)) for (const item of value) this.add(item, counts);
    else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (looksRandom(key)) this.found.add(key);
        this.add(item, OPEN_MEMBERS.test(key) ? looksRandom : counts);
      }
    }
  }

  private addText(value: string, counts: (text: string) => boolean): void {
    if (counts(value)) this.found.add(value);
    if (value.includes("\n")) {
      for (const line of value.split("\n").map((one) => one.trim())) {
        if ((line.length >= LONG_LINE || isToken(line)) && counts(line)) this.found.add(line);
      }
    }
    // A secret that is a JSON document gives away its members one by one.
    const document = documentOf(value);
    if (document !== undefined) this.add(document, counts);
    else if (/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value))
      for (const text of decodings(value)) if (counts(text)) this.found.add(text);
  }
}

function within({ mask, guessed, node }: Knowledge, key: string | number): Knowledge {
  return {
    mask: maskAt(mask, key),
    guessed: maskAt(guessed, key),
    node: node && descend(node, key),
  };
}

/** A secret by its name. */
function isNamed(parent: SchemaNode | undefined, name: string, value: Json): boolean {
  return isTexts(value) && isSecretMember(parent, name, value);
}

/** A text, or texts in a list, that are no ARNs. */
function isTexts(value: Json): boolean {
  const items = Array.isArray(value) ? value : [value];
  return items.length > 0 && items.every((item) => typeof item === "string" && !item.startsWith("arn:"));
}

/** The object or list that a text holds as JSON; undefined for any other text. */
function documentOf(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
