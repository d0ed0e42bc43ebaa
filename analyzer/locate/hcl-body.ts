/** A part of a text: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `name = value`. The span is the whole attribute's. */
export interface HclAttribute extends Span {
  readonly name: string;
  readonly value: Span;
}

/** `type "label" { ... }`. The span is the whole block's. */
export interface HclBlock extends Span {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
}

/** What stands between a block's braces, or in a file. The span leaves the braces out. */
export interface HclBody extends Span {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

/** Deeper than anybody writes; what recurses would overflow the stack on a hostile file. */
const MAX_DEPTH = 100;

/** HCL's identifiers: those of Unicode, and a dash inside. */
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** The line that opens a heredoc. */
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;
const COMMENT = /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const BLANKS = /[ \t\r]+/y;

/**
 * Where blocks and attributes stand in a file of Terraform's native syntax. hcl2-parser, which tells values, forgets
 * positions. Expressions are passed over, not understood: strings with templates in them, heredocs and comments may hold
 * whatever looks like a block.
 *
 * Of a file with a syntax error, what stands before the error is told.
 */
export function parseHcl(text: string): HclBody {
  return new Scanner(text).file();
}

/** Not HCL from here on. */
class SyntaxProblem extends Error {}

class Scanner {
  private at = 0;
  private depth = 0;
  /** What ends the heredoc that was opened last. */
  private marker = "";

  constructor(private readonly text: string) {}

  file(): HclBody {
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    if (this.text.startsWith("\ufeff")) this.at++;
    try {
      this.items(attributes, blocks);
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
    }
    return { start: 0, end: this.text.length, attributes, blocks };
  }

  private items(attributes: HclAttribute[], blocks: HclBlock[]): void {
    for (this.skipSpace(); this.at < this.text.length && this.char !== "}"; this.skipSpace()) {
      const start = this.at;
      const name = this.match(IDENTIFIER);
      if (name === undefined) throw new SyntaxProblem();
      this.skipBlanks();
      if (this.char === "=" && this.text[this.at + 1] !== "=") attributes.push(this.attribute(name, start));
      else blocks.push(this.block(name, start));
    }
  }

  private attribute(name: string, start: number): HclAttribute {
    this.at++;
    this.skipBlanks();
    const from = this.at;
    const end = this.skipExpression();
    return { name, start, end, value: { start: from, end } };
  }

  private block(type: string, start: number): HclBlock {
    const labels: string[] = [];
    for (; this.char !== "{"; this.skipBlanks()) labels.push(this.label());
    this.at++;
    const body = this.deeper(() => this.body());
    this.at++;
    return { type, labels, body, start, end: this.at };
  }

  private label(): string {
    const from = this.at;
    if (this.char !== '"') return this.match(IDENTIFIER) ?? this.fail();
    this.skipQuoted();
    return this.text.slice(from + 1, this.at - 1);
  }

  private body(): HclBody {
    const start = this.at;
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    this.items(attributes, blocks);
    if (this.char !== "}") throw new SyntaxProblem();
    return { start, end: this.at, attributes, blocks };
  }

  /** Up to the end of the line outside of brackets. Returns where the expression's last character ends. */
  private skipExpression(): number {
    let open = 0;
    let end = this.at;
    while (this.at < this.text.length) {
      const { char } = this;
      if (open === 0 && (char === "\n" || char === "}")) break;
      if (this.skipBlanks() || this.match(COMMENT) !== undefined) continue;
      if (char === '"') this.skipQuoted();
      else if (char === "<" && this.match(HEREDOC, 1) !== undefined) this.skipHeredoc();
      else {
        if ("([{".includes(char)) open++;
        else if (")]}".includes(char) && --open < 0) throw new SyntaxProblem();
        this.at++;
        if (char === "\n") continue;
      }
      end = this.at;
    }
    return end;
  }

  private skipQuoted(): void {
    this.at++;
    while (this.char !== '"') {
      if (this.char === "" || this.char === "\n") throw new SyntaxProblem();
      if (this.char === "\\") this.at += 2;
      else this.skipTemplateCharacter();
    }
    this.at++;
  }

  private skipHeredoc(): void {
    const closing = new RegExp(`[ \\t]*${this.marker}[ \\t]*(?=\\r?\\n|$)`, "y");
    for (;;) {
      if (this.match(closing) !== undefined) return;
      while (this.char !== "\n") {
        if (this.char === "") throw new SyntaxProblem();
        this.skipTemplateCharacter();
      }
      this.at++;
    }
  }

  /** A character of a string, or a whole `${...}` or `%{...}`; `$${` and `%%{` are text. */
  private skipTemplateCharacter(): void {
    const two = this.text.slice(this.at, this.at + 3);
    if (two === "$${" || two === "%%{") this.at += 3;
    else if (two.startsWith("${") || two.startsWith("%{")) {
      this.at += 2;
      this.deeper(() => this.skipInterpolation());
    } else this.at++;
  }

  private skipInterpolation(): void {
    for (let open = 1; open > 0;) {
      const { char } = this;
      if (char === "") throw new SyntaxProblem();
      if (char === '"') this.skipQuoted();
      else if (char === "<" && this.match(HEREDOC, 1) !== undefined) this.skipHeredoc();
      else if (this.match(COMMENT) === undefined) {
        if (char === "{") open++;
        else if (char === "}") open--;
        this.at++;
      }
    }
  }

  private deeper<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new SyntaxProblem();
    const result = read();
    this.depth--;
    return result;
  }

  private skipSpace(): void {
    while (this.skipBlanks() || this.char === "\n" || this.match(COMMENT) !== undefined) {
      if (this.char === "\n") this.at++;
    }
  }

  private skipBlanks(): boolean {
    return this.match(BLANKS) !== undefined;
  }

  /** The text here, if the pattern fits; a heredoc's marker is kept. */
  private match(pattern: RegExp, group = 0): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at += found[0].length;
    if (group > 0) this.marker = found[group] ?? "";
    return found[0];
  }

  private get char(): string {
    return this.text[this.at] ?? "";
  }

  private fail(): never {
    throw new SyntaxProblem();
  }
}
