import { HclSyntaxError, scanHcl, scanHclUpToError, type HclBody } from "../../../analyzer/read/hcl/scan-hcl";

/** Blocks and attributes as `type.label{attribute=value ...}`. */
function outline(text: string): string {
  const told = ({ attributes, blocks }: HclBody): string =>
    [
      ...attributes.map(({ name, value }) => `${name}=${text.slice(value.start, value.end)}`),
      ...blocks.map(({ type, labels, body }) => `${[type, ...labels].join(".")}{${told(body)}}`),
    ].join(" ");
  return told(scanHclUpToError(text));
}

describe("where blocks and attributes stand in a file of HCL", () => {
  it("finds blocks within blocks, on one line and on many", () => {
    expect(outline('resource "aws_x" "y" {\n  a = 1\n  b { c = [1,\n 2] }\n}\nlocals {}')).toBe(
      "resource.aws_x.y{a=1 b{c=[1,\n 2]}} locals{}",
    );
  });

  it.each([
    ["comments", '# resource "a" "b" {\n// x {\n/* y {\n */ z = 1 # { "\n', "z=1"],
    ["strings", 'a = "} # \\" resource {"\nb = 2', 'a="} # \\" resource {" b=2'],
    [
      "templates in strings",
      'a = "${f("}", "{")}-%{ if x }\\"%{ endif }"\nb = 2',
      'a="${f("}", "{")}-%{ if x }\\"%{ endif }" b=2',
    ],
    ["escaped templates", 'a = "$${ %%{ "\nb = 2', 'a="$${ %%{ " b=2'],
    [
      "heredocs",
      'a = <<EOT\nresource "x" "y" {\n"\nEOT x\n  EOT\nb = 2',
      'a=<<EOT\nresource "x" "y" {\n"\nEOT x\n  EOT b=2',
    ],
    ["templates in heredocs", "a = <<-E\n${f(<<-E\n}\nE\n)}\nE\nb = 2", "a=<<-E\n${f(<<-E\n}\nE\n)}\nE b=2"],
    [
      "expressions on many lines",
      "a = (x ?\n 1 : 2)\nb = { c = 1\n d = 2 }",
      "a=(x ?\n 1 : 2) b={ c = 1\n d = 2 }",
    ],
    ["labels without quotes", "resource aws_x y-z { a = 1 }", "resource.aws_x.y-z{a=1}"],
    [
      "carriage returns and a byte order mark",
      "\ufeffa = 1\r\nb = <<E\r\nx\r\nE\r\nc = 2\r\n",
      "a=1 b=<<E\r\nx\r\nE c=2",
    ],
    ["comparisons", "a = b == c\nd = 1 < 2", "a=b == c d=1 < 2"],
  ])("is not taken in by %s", (_, text, expected) => {
    expect(outline(text)).toBe(expected);
  });

  it("takes labels as they are meant, and values without the comments around them", () => {
    expect(scanHcl('a "b\\"$${c}" {}').blocks).toMatchObject([{ labels: ['b"${c}'] }]);
    expect(outline("a = /* x */ 1 + 2 /* y */ # z\nb { c = 3 /* z */ }")).toBe("a=1 + 2 b{c=3}");
  });

  it("tells what stands before a syntax error", () => {
    expect(outline('a = 1\nresource "x" "y" {\n b = "unclosed\n}')).toBe("a=1");
    expect(outline("a = 1\n)")).toBe("a=1");
    expect(outline("a = 1\nb {} c {}")).toBe("a=1 b{}");
  });
});

describe("an error of syntax has a place and words:", () => {
  it.each([
    ["a block that is not closed", "b {}\n|a { x = 1", 'The block "a" is opened here and never closed.'],
    ["a brace too many", "a {}\n|}", 'There is a "}" that closes nothing.'],
    ["another bracket", "a = [|)]", 'There is a ")" that closes nothing.'],
    ["a bracket too few", "a = [1\nb = 2|", '"]" is missing at the end of "a".'],
    ["no value", "a = # 1|\nb = 1", '"a" has no value.'],
    ["a comparison", "a |== 1", 'After "a" either "=" or a block in "{ }" is expected.'],
    ["no name", "|= 1", "The name of an attribute or a block is expected here."],
    ["a template for a label", 'a "${b}"| {}', 'The label of "a" is not a plain text.'],
    ["two blocks on a line", "a {} |b {}", 'A line break is expected after "a".'],
    ["a line break in a text", 'a = |"b\n"', "A text is opened with a quotation mark here and never closed."],
    ["an escaped one", 'a = |"\\\n"', "A text is opened with a quotation mark here and never closed."],
    ["an interpolation without end", 'a = "|${b', "An interpolation is opened here and never closed."],
    ["a heredoc without end", "a = |<<E\nE x\n", "A text is opened with <<E here and never closed."],
    ["a heredoc's beginning", "a = |<<E x\n", "A text of several lines begins with <<WORD and a line break."],
    ["a comment without end", "a = 1 |/* *", "A comment is opened with /* here and never closed."],
    ["blocks too deep", "a {\n a {\n a |{}}}", "Blocks nest too deeply here."],
    ["brackets too deep", "a = [[|[]]]", "Brackets nest too deeply here."],
    ["templates too deep", 'a = "${"${"|${b}"}"}"', "Interpolations nest too deeply here."],
  ])("%s", (_, marked, what) => {
    const offset = marked.indexOf("|");
    const scan = () => scanHcl(marked.replace("|", ""), 2);
    expect(scan).toThrow(new HclSyntaxError(offset, what));
    expect(scan).toThrow(expect.objectContaining({ offset, what }));
  });
});

describe("a literal", () => {
  const literal = (value: string) => scanHcl(`a = ${value}`).attributes[0]?.literal;

  it.each([
    "1",
    "-1.5e3",
    "true",
    "null",
    '"$${x}\\""',
    "[1,\n 2]",
    '{ a = 1, "b" : [null]\n c-d = 2 }',
    "<<E\n%%{\nE",
  ])("is %s", (value) => {
    expect(literal(value)).toBe(true);
  });

  it.each([
    "a",
    "a.b",
    "1 + 1",
    "(1)",
    "f()",
    '"%{ if a }"',
    "<<E\n${a}\nE",
    "{ a = b }",
    "{ (a) = 1 }",
    "{ a = b == c }",
  ])("is not %s", (value) => {
    expect(literal(value)).toBe(false);
  });
});
