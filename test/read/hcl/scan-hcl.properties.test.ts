import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { loadHclParser } from "../../../analyzer/read/hcl/parse-hcl";
import {
  HclSyntaxError,
  scanHcl,
  scanHclUpToError,
  type HclBody,
  type Span,
} from "../../../analyzer/read/hcl/scan-hcl";
import { isObject, type Json } from "../../../analyzer/base/json";

/** What HCL is made of, in any order. */
const SCRAPS = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'a b-1 1 -1 = == { } [ ] ( ) , : . ? " ${ %{ $${ %%{ $ % \\ # // /* */ << <<E <<-E E'.split(" "),
      ),
      fc.constantFrom(
        " ",
        "\n",
        "\r\n",
        "a = ",
        "a {\n",
        "}\n",
        '"a"',
        "<<E\n",
        "\nE\n",
        "\ufeff",
        "\u2028",
        "é",
      ),
      fc.string({ unit: "binary", maxLength: 2 }),
    ),
    { maxLength: 60 },
  )
  .map((scraps) => scraps.join(""));

const { body: BODY } = fc.letrec<{ body: string; item: string; value: string }>((tie) => ({
  body: fc.array(tie("item"), { maxLength: 4, depthIdentifier: "body" }).map((items) => items.join("")),
  item: fc.oneof(
    { depthSize: "small", depthIdentifier: "body" },
    fc
      .tuple(fc.constantFrom("a", "b-1", "é", "_"), tie("value"))
      .map(([name, value]) => `${name} = ${value}\n`),
    fc.constantFrom("\n", '# } "\n', "// ${\n", "/* {\n */"),
    fc
      .tuple(fc.constantFrom("c", 'c "d"', 'c "d \\" {" e'), tie("body"))
      .map(([head, body]) => `${head} {\n${body}}\n`),
  ),
  value: fc.oneof(
    { depthSize: "small", depthIdentifier: "value" },
    fc.constantFrom("1", "a.b", '"}"', '"\\"{"', '"$${"', "<<E\n}\n E x\n E", "true /* } */", "a ? b : c"),
    tie("value").map((value) => `[${value}\n, 2]`),
    tie("value").map((value) => `{ k = ${value}\n }`),
    tie("value").map((value) => `f(${value}\n)`),
    tie("value").map((value) => `"} \${${value}\n} {"`),
    tie("value").map((value) => `<<-E\n{ %{ if ${value}\n} E\n  E`),
  ),
}));

/** A text's outline or its error, and nothing else thrown. */
function scan(text: string): HclBody | HclSyntaxError {
  try {
    return scanHcl(text);
  } catch (error) {
    if (error instanceof HclSyntaxError) return error;
    throw error;
  }
}

function itemsOf({ attributes, blocks }: HclBody) {
  return [...attributes, ...blocks].sort((a, b) => a.start - b.start);
}

const namesOf = (body: HclBody) => itemsOf(body).map((item) => ("body" in item ? item.type : item.name));

/** Items follow one another within their body, and each slices to just itself. */
function expectPlaces(text: string, body: HclBody): void {
  let from = body.start;
  for (const item of itemsOf(body)) {
    expect(item.start).toBeGreaterThanOrEqual(from);
    from = item.end;
    const own = text.slice(item.start, item.end);
    if ("body" in item) {
      expect(own).toMatch(/\}$/);
      expect(text[item.body.start - 1]).toBe("{");
      expect(item.body.end).toBe(item.end - 1);
      expect(scan(own)).toMatchObject({ attributes: [], blocks: [{ type: item.type, labels: item.labels }] });
      expectPlaces(text, item.body);
    } else {
      expect(own.slice(0, item.name.length)).toBe(item.name);
      expect(text.slice(item.start + item.name.length, item.value.start)).toMatch(/^[^=]*=/);
      expect(item.value.end).toBe(item.end);
      expect(isWithin(item.value, item)).toBe(true);
      expect(scan(own)).toMatchObject({
        attributes: [{ name: item.name, literal: item.literal }],
        blocks: [],
      });
    }
  }
  expect(from).toBeLessThanOrEqual(body.end);
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start < inner.start && inner.start < inner.end && inner.end <= outer.end;
}

describe("scanning whatever there may be", () => {
  it("throws nothing but errors of syntax, whose place is within the text", () => {
    fc.assert(
      fc.property(SCRAPS, (text) => {
        const found = scan(text);
        if (!(found instanceof HclSyntaxError)) return;
        expect(found.offset).toBeGreaterThanOrEqual(0);
        expect(found.offset).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("tells places that nest and slice to what they are said to be, before an error too", () => {
    fc.assert(
      fc.property(fc.oneof(SCRAPS, BODY), (text) => {
        expectPlaces(text, scanHclUpToError(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("takes what is HCL, with and without tolerance alike", () => {
    fc.assert(
      fc.property(BODY, (text) => {
        expect(scanHclUpToError(text)).toEqual(scanHcl(text));
      }),
    );
  });

  it("tells of a file that is cut off the beginning of what it tells of the whole", () => {
    fc.assert(
      fc.property(BODY, fc.nat(), (text, cut) => {
        const whole = namesOf(scanHcl(text));
        const part = namesOf(scanHclUpToError(text.slice(0, cut % (text.length + 1))));
        expect(part).toEqual(whole.slice(0, part.length));
      }),
    );
  });
});

/** How many characters the scanner looks at, those that it looks for in vain included. */
function stepsFor(text: string): number {
  const { exec } = RegExp.prototype;
  const { indexOf, startsWith, slice } = String.prototype;
  let steps = 0;
  const count = <T>(result: T, looked: number): T => {
    steps += 1 + looked;
    return result;
  };
  RegExp.prototype.exec = function (this: RegExp, subject: string) {
    const found = exec.call(this, subject);
    return count(found, found?.[0].length ?? 0);
  };
  String.prototype.indexOf = function (this: string, mark: string, from = 0) {
    const found = indexOf.call(this, mark, from);
    return count(found, (found < 0 ? this.length : found) - from);
  };
  String.prototype.startsWith = function (this: string, mark: string, from) {
    return count(startsWith.call(this, mark, from), mark.length);
  };
  String.prototype.slice = function (this: string, from, to) {
    const part = slice.call(this, from, to);
    return count(part, part.length);
  };
  try {
    scanHclUpToError(text);
  } finally {
    RegExp.prototype.exec = exec;
    Object.assign(String.prototype, { indexOf, startsWith, slice });
  }
  return steps;
}

describe("the work for a hostile file grows as its length does:", () => {
  it.each<[string, (times: number) => string]>([
    ["one name", (n) => "a".repeat(n)],
    ["quotation marks", (n) => `a = ${'"'.repeat(n)}`],
    ["texts", (n) => `a = ${'"" '.repeat(n)}`],
    ["one text", (n) => `a = "${"x".repeat(n)}"`],
    ["escapes", (n) => `a = "${"\\\\".repeat(n)}`],
    ["dollar signs", (n) => `a = "${"$".repeat(n)}{`],
    ["templates", (n) => `a = "${"${b}".repeat(n)}"`],
    ["templates in templates", (n) => `a = "${'${"'.repeat(n)}`],
    ["blocks in blocks", (n) => "a {".repeat(n)],
    ["blocks that open and close", (n) => "a {}\n".repeat(n)],
    ["labels", (n) => `a ${'"b" '.repeat(n)}`],
    ["open brackets", (n) => `a = ${"[".repeat(n)}`],
    ["brackets that open and close", (n) => `a = [${"{},".repeat(n)}]`],
    ["marks of heredocs", (n) => "a = <<".repeat(n)],
    ["a heredoc's mark without end", (n) => `a = <<${"E".repeat(n)}`],
    ["a heredoc with a long mark", (n) => `a = <<${"E".repeat(n)}\n${`${"E".repeat(99)}\n`.repeat(n / 100)}`],
    ["heredocs opened in a heredoc", (n) => `a = <<E\n${"<<E\n".repeat(n)}`],
    ["heredocs in templates of heredocs", (n) => `a = ${"<<E\n${".repeat(n)}`],
    ["templates on a heredoc's line", (n) => `a = <<E\n${"${b}".repeat(n)}\nE\n`],
    ["heredocs in a text's templates", (n) => `a = "${"${<<E\n\nE\n}".repeat(n)}"`],
    ["comments", (n) => "/**/".repeat(n)],
    ["comments opened in a comment", (n) => "/* ".repeat(n)],
    ["comments opened in a text", (n) => `a = "${"/* ".repeat(n)}"\n`],
    ["comments opened in a template", (n) => `a = "\${${"/* ".repeat(n)}}"\n`],
    ["comments to the end of the line", (n) => "#\n".repeat(n)],
    ["blank lines", (n) => "\n".repeat(n)],
    ["blanks after the words of an object", (n) => `a = {${`b${" ".repeat(99)}`.repeat(n / 100)}}`],
    ["operators", (n) => `a = ${"<".repeat(n)}`],
  ])("%s", (_, make) => {
    const [single, double] = [stepsFor(make(20_000)), stepsFor(make(40_000))];
    expect(double).toBeLessThanOrEqual(2 * single + 1000);
    expect(double).toBeLessThanOrEqual(20 * make(40_000).length + 1000);
  });

  it("and a megabyte of any does not overflow the stack", () => {
    for (const piece of ['"', '"${', "{", "[", "a {", "<<E\n", "${<<E\n", "a", "é", " ", "\\", "$", "/*"])
      for (const before of ["", "a = ", 'a = "', "a = <<E\n", "a = [", "# "])
        expect(scanHclUpToError(before + piece.repeat(1_000_000 / piece.length)).start).toBe(0);
  });
});

/** How often each type of block stands in hcl2-parser's object, in which labels are levels. */
function count(value: Json): number {
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.values(value).reduce<number>((sum, inner) => sum + count(inner), 0) : 0;
}

describe("the configurations of the corpus", () => {
  const corpus = join(__dirname, "../../corpus");
  const files = readdirSync(corpus, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tf"))
    .map((file) => [file, readFileSync(join(corpus, file), "utf8")] as const);

  it.each(files)("%s is the same with and without tolerance", (_, text) => {
    expect(scanHclUpToError(text)).toEqual(scanHcl(text));
  });

  it("have the blocks that hcl2-parser finds", async () => {
    const parse = await loadHclParser();
    for (const [, text] of files.filter((_, i) => i % 10 === 0)) {
      const { blocks } = scanHcl(text);
      const parsed = Object.entries(parse(text) ?? {}).map(([type, value]) => [type, count(value)]);
      const types = [...new Set(blocks.map(({ type }) => type))];
      const found = types.map((type) => [type, blocks.filter((block) => block.type === type).length]);
      expect(found.sort()).toEqual(parsed.sort());
    }
  });
});
