import { MAX_DEPTH } from "./located";
import { PolicySyntaxError } from "./syntax-error";

/** An attribute or block of HCL, and where it stands: hcl2-parser tells its value and nothing else. */
export type HclItem = HclAttribute | HclBlock;

interface Extent {
  readonly name: string;
  /** Offsets of the item's first character, and after its last. */
  readonly start: number;
  readonly end: number;
}

export interface HclAttribute extends Extent {
  readonly kind: "attribute";
  /** The offset after the `=`. */
  readonly valueStart: number;
  /** Whether it can be read without evaluating anything. */
  readonly literal: boolean;
}

export interface HclBlock extends Extent {
  readonly kind: "block";
  readonly labels: readonly string[];
  readonly items: readonly HclItem[];
}

const BLANK = /[^\S\n]*/y;
const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const HEREDOC = /<<-?([\p{L}_][\p{L}\p{N}_-]*)[^\S\n]*\n/uy;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * The attributes and blocks of an HCL text with their places. It knows just as much of the syntax as it takes to find
 * where strings, heredocs, comments and brackets end.
 * @throws PolicySyntaxError with the place where the text stops being HCL
 */
export function outlineHcl(text: string): readonly HclItem[] {
  return new Outline(text).file();
}

class Outline {
  private at = 0;

  constructor(private readonly text: string) {}

  file(): HclItem[] {
    const items = this.items(0);
    if (this.at < this.text.length) throw this.error('There is a "}" that closes nothing.');
    return items;
  }

  /** Everything up to the `}` that closes the block, or the end of the file. */
  private items(depth: number): HclItem[] {
    const items: HclItem[] = [];
    const firsts = new Map<string, HclItem>();
    for (
      this.skipBlank(true);
      this.at < this.text.length && this.text[this.at] !== "}";
      this.skipBlank(true)
    ) {
      const item = this.item(depth);
      checkLike(firsts.get(item.name), item);
      if (!firsts.has(item.name)) firsts.set(item.name, item);
      items.push(item);
    }
    return items;
  }

  private item(depth: number): HclItem {
    const start = this.at;
    const name = this.match(IDENTIFIER)?.[0];
    if (name === undefined) throw this.error("The name of an attribute or a block is expected here.");
    this.skipBlank();
    const item =
      this.text[this.at] === "=" ? this.attribute(name, start) : this.block(name, start, depth + 1);
    this.skipBlank();
    const next = this.text[this.at];
    if (next !== undefined && next !== "\n" && next !== "}")
      throw this.error(`A line break is expected after "${name}".`);
    return item;
  }

  private attribute(name: string, start: number): HclAttribute {
    const valueStart = ++this.at;
    const literal = this.expression(name);
    return { kind: "attribute", name, start, valueStart, end: this.at, literal };
  }

  private block(name: string, start: number, depth: number): HclBlock {
    if (depth > MAX_DEPTH) throw this.error("Blocks nest too deeply here.");
    const labels: string[] = [];
    for (; this.text[this.at] !== "{"; this.skipBlank()) labels.push(this.label(name));
    this.at++;
    const items = this.items(depth);
    if (this.at >= this.text.length)
      throw new PolicySyntaxError(start, `The block "${name}" is opened here and never closed.`);
    this.at++;
    return { kind: "block", name, labels, start, end: this.at, items };
  }

  private label(name: string): string {
    const start = this.at;
    if (this.text[this.at] !== '"') {
      const word = this.match(IDENTIFIER)?.[0];
      if (word !== undefined) return word;
      throw this.error(`After "${name}" either "=" or a block in "{ }" is expected.`);
    }
    if (!this.string()) throw this.error(`The label of "${name}" is not a plain text.`);
    return unquoted(this.text.slice(start, this.at));
  }

  /** Passes an expression; returns whether it is a literal. */
  private expression(name: string): boolean {
    const open: string[] = [];
    let literal = true;
    let empty = true;
    for (this.skipBlank(open.length > 0); this.at < this.text.length; this.skipBlank(open.length > 0)) {
      const character = this.text[this.at] ?? "";
      if (open.length === 0 && (character === "\n" || character === "}")) break;
      literal = this.token(character, open) && literal;
      empty = false;
    }
    if (open.length > 0) throw this.error(`"${open.at(-1) ?? ""}" is missing at the end of "${name}".`);
    if (empty) throw this.error(`"${name}" has no value.`);
    return literal;
  }

  /** Passes a token of an expression; returns whether literals have such. */
  private token(character: string, open: string[]): boolean {
    if (character === '"') return this.string();
    if (character === "<" && this.text[this.at + 1] === "<") return this.heredoc();
    const closing = CLOSING[character];
    if (closing !== undefined) {
      open.push(closing);
      if (open.length > MAX_DEPTH) throw this.error("Brackets nest too deeply here.");
    } else if (/[)\]}]/.test(character) && open.pop() !== character) {
      throw this.error(`There is a "${character}" that closes nothing.`);
    }
    if (closing !== undefined || /[)\]},]/.test(character)) {
      this.at++;
      return character !== "(" && character !== ")";
    }
    const inObject = open.includes("}");
    const word = this.match(IDENTIFIER)?.[0];
    if (word !== undefined) return inObject || ["true", "false", "null"].includes(word);
    if (this.match(NUMBER) !== undefined) return true;
    this.at++;
    return inObject && /[=:]/.test(character);
  }

  /** Passes a quoted string; returns whether it is without interpolation. */
  private string(): boolean {
    const start = this.at++;
    let plain = true;
    while (this.at < this.text.length && this.text[this.at] !== "\n") {
      const character = this.text[this.at];
      if (character === '"') {
        this.at++;
        return plain;
      }
      if (this.opensTemplate()) {
        plain = false;
        this.template();
      } else this.at += character === "\\" ? 2 : 1;
    }
    throw new PolicySyntaxError(start, "A text is opened with a quotation mark here and never closed.");
  }

  /** Whether `${` or `%{` stands here; a doubled `$${` or `%%{`, which stands for itself, is passed. */
  private opensTemplate(): boolean {
    const two = this.text.slice(this.at, this.at + 3);
    if (two === "$${" || two === "%%{") this.at += 2;
    return two.startsWith("${") || two.startsWith("%{");
  }

  /** Passes `${ ... }`. */
  private template(): void {
    const start = this.at;
    this.at += 2;
    for (let depth = 1; this.at < this.text.length;) {
      const character = this.text[this.at] ?? "";
      if (character === '"') {
        this.nestedString(start);
        continue;
      }
      this.at++;
      if (character === "{") depth++;
      else if (character === "}" && --depth === 0) return;
    }
    throw new PolicySyntaxError(start, "An interpolation is opened here and never closed.");
  }

  private nesting = 0;

  private nestedString(start: number): void {
    if (++this.nesting > MAX_DEPTH)
      throw new PolicySyntaxError(start, "Interpolations nest too deeply here.");
    this.string();
    this.nesting--;
  }

  /** Passes a heredoc up to its closing word; returns whether it is without interpolation. */
  private heredoc(): boolean {
    const start = this.at;
    const word = this.match(HEREDOC)?.[1];
    if (word === undefined) throw this.error("A text of several lines begins with <<WORD and a line break.");
    const first = this.at;
    for (let from = first; from < this.text.length;) {
      const next = this.text.indexOf("\n", from);
      const end = next < 0 ? this.text.length : next;
      if (this.text.slice(from, end).trim() === word) {
        this.at = end;
        return !/(?:^|[^$])\$\{|(?:^|[^%])%\{/.test(this.text.slice(first, from));
      }
      from = end + 1;
    }
    throw new PolicySyntaxError(start, `A text is opened with <<${word} here and never closed.`);
  }

  /** Passes blanks and comments, and line breaks where they mean nothing. */
  private skipBlank(lines = false): void {
    for (;;) {
      this.match(BLANK);
      if (lines && this.text[this.at] === "\n") this.at++;
      else if (this.text[this.at] === "#" || this.text.startsWith("//", this.at)) this.skipTo("\n", 0);
      else if (this.text.startsWith("/*", this.at)) this.skipComment();
      else return;
    }
  }

  private skipComment(): void {
    if (this.text.indexOf("*/", this.at + 2) < 0)
      throw this.error("A comment is opened with /* here and never closed.");
    this.skipTo("*/", 2);
  }

  private skipTo(mark: string, beyond: number): void {
    const found = this.text.indexOf(mark, this.at);
    this.at = found < 0 ? this.text.length : found + beyond;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }

  private error(what: string): PolicySyntaxError {
    return new PolicySyntaxError(this.at, what);
  }
}

/** What HCL refuses without saying where: one name for two attributes, or for an attribute and a block. */
function checkLike(first: HclItem | undefined, item: HclItem): void {
  if (first === undefined) return;
  if (first.kind === "attribute" || item.kind === "attribute")
    throw new PolicySyntaxError(item.start, `"${item.name}" is set twice.`);
  if (first.labels.length !== item.labels.length)
    throw new PolicySyntaxError(
      item.start,
      `This "${item.name}" has another number of labels than the one before.`,
    );
}

/** HCL's escapes are JSON's, but for `$${`, `%%{`, and `\U`. */
function unquoted(literal: string): string {
  try {
    return (JSON.parse(literal) as string).replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");
  } catch {
    return literal.slice(1, -1);
  }
}
