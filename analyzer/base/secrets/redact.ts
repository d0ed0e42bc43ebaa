import { isObject, type Json, type JsonObject } from "../json";
import { printable } from "../printable";
import { Matcher } from "./matcher";
import { hasSecretName, isSecretEntry, isValueMember } from "./names";
import { replaceEncoded } from "./encoded";
import { replaceRecognized } from "./scan";
import { spellings } from "./spellings";

/** What stands in a report for a value that may not be shown. */
export const SENSITIVE = "(sensitive)";
/** What stands for a value that no plan knows. */
export const UNKNOWN = "(known after apply)";

/** The same for one of which it is known what it refers to. */
export function unknownOf(refers: string): string {
  return `(known after apply: ${refers})`;
}

const LONGEST_TEXT = 600;
/** What is searched for shapes of secrets: what lies behind is never shown. */
const LONGEST_SEARCHED = 16 * LONGEST_TEXT;
/** Addresses and names come again and again; that many texts are remembered. */
const MOST_REMEMBERED = 50_000;

/** What holds strings that may not be shown, such as a workspace. */
interface Holder {
  readonly secrets: readonly string[];
}

const redactors = new WeakMap<Holder, Redactor>();

/** The redactor for what is told of some workspaces: made once, since it knows thousands of spellings. */
export function redactorOf(workspaces: readonly Holder[]): Redactor {
  const [first] = workspaces;
  const known = first && redactors.get(first);
  if (known) return known;
  const redactor = new Redactor(workspaces.flatMap(({ secrets }) => secrets));
  if (first) redactors.set(first, redactor);
  return redactor;
}

/** Blots secrets out of values and texts. */
export class Redactor {
  private readonly matcher: Matcher;
  private readonly remembered = new Map<string, string>();
  /** What stands for addresses that look alike when they are shown, by how they are shown. */
  private readonly addresses = new Map<string, Map<string, string>>();

  /** @param secrets strings that are sensitive somewhere in the sources, and so everywhere */
  constructor(secrets: Iterable<string>) {
    this.matcher = new Matcher([...secrets].flatMap(spellings));
  }

  /** A text for output: no secret, no control character, no more than a screenful. */
  text(text: string): string {
    const known = this.remembered.get(text);
    if (known !== undefined) return known;
    const lines = this.whole(text.slice(0, LONGEST_SEARCHED)).split("\n").map(printable).join("\n");
    const clean = lines.length > LONGEST_TEXT ? `${lines.slice(0, LONGEST_TEXT)}…` : lines;
    if (this.remembered.size < MOST_REMEMBERED) this.remembered.set(text, clean);
    return clean;
  }

  /**
   * An address for output. Two that differ in nothing but a secret key stay two: `x["(sensitive)"]`, `x["(sensitive 2)"]`,
   * numbered as they come.
   */
  address(address: string): string {
    const shown = this.text(address);
    if (shown === address || !shown.includes(SENSITIVE)) return shown;
    const alike = this.addresses.get(shown) ?? new Map<string, string>();
    this.addresses.set(shown, alike);
    const numbered =
      alike.get(address) ??
      (alike.size === 0 ? shown : shown.replace(SENSITIVE, `(sensitive ${String(alike.size + 1)})`));
    alike.set(address, numbered);
    return numbered;
  }

  /** A text without secrets, of any length and with all its characters: for what is hashed or compared, not shown. */
  whole(text: string): string {
    // Whole tokens first: a part that is blotted out of base64 would leave the secret's ends beside it.
    const decoded = replaceEncoded(text, (inner) => this.blot(inner) !== inner, SENSITIVE);
    return this.blot(decoded);
  }

  private blot(text: string): string {
    return replaceRecognized(this.matcher.replace(text, SENSITIVE), () => SENSITIVE);
  }

  /** A value for output. */
  value(value: Json | undefined, sensitive: boolean): Json {
    if (value === undefined || value === null) return null;
    if (sensitive) return SENSITIVE;
    if (typeof value === "string") return this.text(value);
    if (typeof value === "number") return this.text(String(value)) === String(value) ? value : SENSITIVE;
    if (Array.isArray(value)) return value.slice(0, 20).map((item) => this.value(item, false));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        this.text(key),
        this.value(item, isSecret(value, key, item)),
      ]),
    );
  }
}

/** Whether a member is secret by its name: a text, a number or a list of them. What only points at a secret is not. */
function isSecret(entry: JsonObject, key: string, item: Json): boolean {
  const items = Array.isArray(item) ? item : [item];
  if (items.length === 0 || items.some((one) => !["string", "number"].includes(typeof one))) return false;
  if (items.every((one) => typeof one === "string" && one.startsWith("arn:"))) return false;
  return hasSecretName(key, item) || (isSecretEntry(entry) && isValueMember(key));
}
