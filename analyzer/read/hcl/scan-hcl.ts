/** A part of a text: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `name = value`. The span is the whole attribute's. */
export interface HclAttribute extends Span {
  readonly name: string;
  /** The expression from its first character to its last, without what is commented around it. */
  readonly value: Span;
  /** Whether it can be read without evaluating anything. */
  readonly literal: boolean;
}

/** `type "label" { ... }`. The span is the whole block's. */
export interface HclBlock extends Span {
  readonly type: string;
  /** As they are meant: without quotation marks and escapes. */
  readonly labels: readonly string[];
  readonly body: HclBody;
}

/** What stands between a block's braces, or in a file. The span leaves the braces out. */
export interface HclBody extends Span {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

/** Where and why a text is not HCL. */
export class HclSyntaxError extends Error {
  override readonly name = "HclSyntaxError";

  constructor(
    /** In characters, from the text's beginning. */
    readonly offset: number,
    /** A sentence for whoever wrote the text. */
    readonly what: string,
  ) {
    super(what);
  }
}

/** Deeper than anybody writes; what recurses would overflow the stack on a hostile file. */
const DEEPEST = 100;

/**
 * Where blocks and attributes stand in a text of HCL: hcl2-parser tells their values, but no place, not even that of an
 * error. Of an expression it is only told where it ends; strings with templates in them, heredocs and comments may hold
 * whatever looks like a block.
 *
 * @param deepest how far blocks, brackets and templates may nest, each for itself
 * @throws HclSyntaxError with the place where the text stops being HCL
 */
export function scanHcl(text: string, deepest = DEEPEST): HclBody {
  const { file, error } = scanned(text, deepest);
  if (error) throw error;
  return file;
}

/**
 * What of a file stands before its first syntax error: whole items of the file itself, none that the error is within.
 * For Terraform's files, which Terraform itself judges, and of which a part is better than none.
 */
export function scanHclUpToError(text: string): HclBody {
  return scanned(text, DEEPEST).file;
}

function scanned(text: string, deepest: number): { readonly file: HclBody; readonly error?: HclSyntaxError } {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  const file = { start: 0, end: text.length, attributes, blocks };
  try {
    new Scanner(text, deepest).file(attributes, blocks);
  } catch (error) {
    if (error instanceof HclSyntaxError) return { file, error };
    throw error;
  }
  return { file };
}

const BLANKS = /[ \t\r]+/y;
/** HCL's identifiers: those of Unicode, and a dash inside. */
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** The line that opens a heredoc. */
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;
/** Pieces of text that open no template, in quotation marks and in a heredoc's line: `$${` and `%%{` mean themselves. */
const QUOTED = /[^"\\\n$%]+|\\[^\n]|\$\$\{|%%\{|[$%](?!\{)/y;
const UNQUOTED = /[^\n$%]+|\$\$\{|%%\{|[$%](?!\{)/y;
/** What follows a key of an object. */
const KEY_SIGN = /[ \t]*[=:](?!=)/y;
const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/**
 * Every method passes what it is named after. Each goes on or throws, and none looks further ahead than it then goes:
 * so the time is linear in the text's length.
 */
class Scanner {
  private at = 0;
  private templates = 0;

  constructor(
    private readonly text: string,
    private readonly deepest: number,
  ) {}

  /** Fills the lists, so that they hold what was read before an error. */
  file(attributes: HclAttribute[], blocks: HclBlock[]): void {
    if (this.char === "\ufeff") this.at++;
    this.items(attributes, blocks, 0);
    if (this.at < this.text.length) throw this.error('There is a "}" that closes nothing.');
  }

  /** Everything up to the `}` that closes the block, or the end of the file. */
  private items(attributes: HclAttribute[], blocks: HclBlock[], depth: number): void {
    for (this.space(); this.char !== "" && this.char !== "}"; this.space()) {
      const start = this.at;
      const name = this.match(IDENTIFIER);
      if (name === undefined) throw this.error("The name of an attribute or a block is expected here.");
      this.blanks();
      if (this.char === "=" && !this.isHere("==")) attributes.push(this.attribute(name, start));
      else blocks.push(this.block(name, start, depth + 1));
      this.blanks();
      if (!["", "\n", "}"].includes(this.char)) throw this.error(`A line break is expected after "${name}".`);
    }
  }

  private attribute(name: string, start: number): HclAttribute {
    this.at++;
    this.blanks();
    const from = this.at;
    const { end, literal } = this.expression(name);
    return { name, start, end, value: { start: from, end }, literal };
  }

  private block(type: string, start: number, depth: number): HclBlock {
    if (depth > this.deepest) throw this.error("Blocks nest too deeply here.");
    const labels: string[] = [];
    for (; this.char !== "{"; this.blanks()) labels.push(this.label(type));
    const from = ++this.at;
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    this.items(attributes, blocks, depth);
    if (this.at >= this.text.length)
      throw new HclSyntaxError(start, `The block "${type}" is opened here and never closed.`);
    const body = { start: from, end: this.at++, attributes, blocks };
    return { type, labels, body, start, end: this.at };
  }

  private label(type: string): string {
    const start = this.at;
    if (this.char !== '"') {
      const word = this.match(IDENTIFIER);
      if (word !== undefined) return word;
      throw this.error(`After "${type}" either "=" or a block in "{ }" is expected.`);
    }
    if (!this.quoted()) throw this.error(`The label of "${type}" is not a plain text.`);
    return unquoted(this.text.slice(start, this.at));
  }

  /** Ends with the line, outside of brackets. */
  private expression(name: string): { readonly end: number; readonly literal: boolean } {
    const start = this.at;
    const open: string[] = [];
    let [end, literal] = [start, true];
    while (this.char !== "" && (open.length > 0 || (this.char !== "\n" && this.char !== "}"))) {
      literal = this.token(open) && literal;
      end = this.at;
      if (open.length > 0) this.space();
      else this.blanks();
    }
    if (open.length > 0) throw this.error(`"${open.at(-1) ?? ""}" is missing at the end of "${name}".`);
    if (end === start) throw this.error(`"${name}" has no value.`);
    return { end, literal };
  }

  /** @returns whether literals have such a token */
  private token(open: string[]): boolean {
    const { char } = this;
    if (char === '"') return this.quoted();
    if (this.isHere("<<")) return this.heredoc();
    if (/[()[\]{}]/.test(char)) return this.bracket(char, open);
    const inObject = open.includes("}");
    const word = this.match(IDENTIFIER);
    if (word !== undefined)
      return ["true", "false", "null"].includes(word) || (inObject && this.isNext(KEY_SIGN));
    if (this.match(NUMBER) !== undefined) return true;
    this.at++;
    return char === "," || (inObject && /[=:]/.test(char));
  }

  private bracket(char: string, open: string[]): boolean {
    const closing = CLOSING.get(char);
    if (closing === undefined && open.pop() !== char)
      throw this.error(`There is a "${char}" that closes nothing.`);
    if (closing !== undefined && open.push(closing) > this.deepest)
      throw this.error("Brackets nest too deeply here.");
    this.at++;
    return char !== "(" && char !== ")";
  }

  /** @returns whether it is without templates */
  private quoted(): boolean {
    const start = this.at++;
    const plain = this.pieces(QUOTED);
    if (this.char !== '"')
      throw new HclSyntaxError(start, "A text is opened with a quotation mark here and never closed.");
    this.at++;
    return plain;
  }

  /** Up to its closing word; the break of that line belongs to what follows. Returns whether it is without templates. */
  private heredoc(): boolean {
    const start = this.at;
    const word = this.exec(HEREDOC)?.[1];
    if (word === undefined) throw this.error("A text of several lines begins with <<WORD and a line break.");
    for (let plain = true; ; this.at++) {
      const line = this.text.slice(this.at, this.lineEnd());
      if (line.trim() === word) {
        this.at += line.trimEnd().length;
        return plain;
      }
      plain = this.pieces(UNQUOTED) && plain;
      if (this.char === "")
        throw new HclSyntaxError(start, `A text is opened with <<${word} here and never closed.`);
    }
  }

  /** @returns whether they are without templates */
  private pieces(piece: RegExp): boolean {
    for (let plain = true; ; plain = false) {
      while (this.match(piece) !== undefined);
      if (!this.isHere("${") && !this.isHere("%{")) return plain;
      this.template();
    }
  }

  /** `${ ... }` or `%{ ... }`. Only braces matter for where it ends, as they do for HCL's own scanner. */
  private template(): void {
    const start = this.at;
    if (++this.templates > this.deepest) throw this.error("Interpolations nest too deeply here.");
    this.at += 2;
    for (let open = 1; open > 0;) {
      this.space();
      const { char } = this;
      if (char === "") throw new HclSyntaxError(start, "An interpolation is opened here and never closed.");
      if (char === '"') this.quoted();
      else if (this.isHere("<<")) this.heredoc();
      else {
        if (char === "{") open++;
        else if (char === "}") open--;
        this.at++;
      }
    }
    this.templates--;
  }

  /** Blanks, comments and line breaks. */
  private space(): void {
    for (this.blanks(); this.char === "\n"; this.blanks()) this.at++;
  }

  /** Blanks and comments within a line. */
  private blanks(): void {
    do this.match(BLANKS);
    while (this.comment());
  }

  /** @returns whether there was one */
  private comment(): boolean {
    if (this.char === "#" || this.isHere("//")) this.at = this.lineEnd();
    else if (this.isHere("/*")) {
      const end = this.text.indexOf("*/", this.at + 2);
      if (end < 0) throw this.error("A comment is opened with /* here and never closed.");
      this.at = end + 2;
    } else return false;
    return true;
  }

  private lineEnd(): number {
    const next = this.text.indexOf("\n", this.at);
    return next < 0 ? this.text.length : next;
  }

  /** The character here; empty at the end. */
  private get char(): string {
    return this.text[this.at] ?? "";
  }

  private isHere(mark: string): boolean {
    return this.text.startsWith(mark, this.at);
  }

  private isNext(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  private match(pattern: RegExp): string | undefined {
    return this.exec(pattern)?.[0];
  }

  private exec(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    this.at += found?.[0].length ?? 0;
    return found;
  }

  private error(what: string): HclSyntaxError {
    return new HclSyntaxError(this.at, what);
  }
}

/** HCL's escapes are JSON's, but for `$${`, `%%{`, and `\U`. */
function unquoted(literal: string): string {
  try {
    return (JSON.parse(literal) as string).replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");
  } catch {
    return literal.slice(1, -1);
  }
}
