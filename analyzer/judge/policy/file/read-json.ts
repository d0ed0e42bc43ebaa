import { Lines } from "../../../base/lines";
import { MAX_DEPTH, type Located, type LocatedObject, type Member } from "./located";

const BLANK = /[ \t\r\n]*/y;
const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|"(?:[^"\\\n]|\\.)*"/y;

/**
 * Reads JSON with the line of everything in it, which `JSON.parse` does not tell. A name that stands twice in an object
 * is an error: `JSON.parse` would silently drop the first, and with it, say, a suppression's expiry.
 * @throws JsonSyntaxError when it is not a JSON object
 */
export function readJson(text: string): LocatedObject {
  return new Reader(text).document();
}

class Reader {
  private at = 0;
  private readonly lines: Lines;

  constructor(private readonly text: string) {
    this.lines = new Lines(text);
  }

  document(): LocatedObject {
    const value = this.value(0);
    this.skipBlank();
    if (this.at < this.text.length) throw this.error("The JSON ends before this.");
    if (value.kind === "object") return value;
    throw new JsonSyntaxError(0, "This is JSON, but not an object.");
  }

  private value(depth: number): Located {
    if (depth > MAX_DEPTH) throw this.error("Values nest too deeply here.");
    this.skipBlank();
    const line = this.lines.at(this.at);
    if (this.text[this.at] === "{") return { kind: "object", line, members: this.members(depth) };
    if (this.text[this.at] === "[") {
      const items: Located[] = [];
      this.list("]", () => items.push(this.value(depth + 1)));
      return { kind: "list", line, items };
    }
    return { kind: "value", line, value: this.literal() };
  }

  private members(depth: number): Member[] {
    const members = new Map<string, Member>();
    this.list("}", () => {
      this.skipBlank();
      const [start, line] = [this.at, this.lines.at(this.at)];
      const name = this.literal();
      if (typeof name !== "string")
        throw new JsonSyntaxError(start, "A name in quotation marks is expected.");
      if (members.has(name)) throw new JsonSyntaxError(start, `"${name}" is set twice.`);
      this.expect(":");
      members.set(name, { name, line, value: this.value(depth + 1) });
    });
    return [...members.values()];
  }

  /** Passes a bracket, what `read` reads between commas, and the bracket that closes it. */
  private list(closing: string, read: () => void): void {
    this.at++;
    this.skipBlank();
    if (this.text[this.at] !== closing) {
      for (read(); this.skipBlank() === ","; read()) this.at++;
    }
    this.expect(closing);
  }

  private literal(): string | number | boolean | null {
    LITERAL.lastIndex = this.at;
    const found = LITERAL.exec(this.text)?.[0];
    if (found === undefined)
      throw this.error(this.at < this.text.length ? "This is no JSON." : "The JSON is cut off.");
    try {
      const value = JSON.parse(found) as string | number | boolean | null;
      this.at += found.length;
      return value;
    } catch {
      throw this.error("This text holds what JSON does not allow.");
    }
  }

  private expect(character: string): void {
    if (this.skipBlank() !== character)
      throw this.error(
        this.at < this.text.length ? `"${character}" is expected here.` : "The JSON is cut off.",
      );
    this.at++;
  }

  /** Passes blanks; returns the character after them. */
  private skipBlank(): string | undefined {
    BLANK.lastIndex = this.at;
    BLANK.exec(this.text);
    this.at = Math.max(this.at, BLANK.lastIndex);
    return this.text[this.at];
  }

  private error(what: string): JsonSyntaxError {
    return new JsonSyntaxError(this.at, what);
  }
}

/** Where and why a text is not JSON as it is read here. */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";

  constructor(
    /** In characters, from the text's beginning. */
    readonly offset: number,
    what: string,
  ) {
    super(what);
  }
}
