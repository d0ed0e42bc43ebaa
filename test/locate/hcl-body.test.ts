import { parseHcl, type HclBody } from "../../analyzer/locate/hcl-body";

/** Blocks and attributes as `type.label{attribute=value ...}`. */
function outline(text: string): string {
  const told = ({ attributes, blocks }: HclBody): string =>
    [
      ...attributes.map(({ name, value }) => `${name}=${text.slice(value.start, value.end)}`),
      ...blocks.map(({ type, labels, body }) => `${[type, ...labels].join(".")}{${told(body)}}`),
    ].join(" ");
  return told(parseHcl(text));
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

  it("tells what stands before a syntax error", () => {
    expect(outline('a = 1\nresource "x" "y" {\n b = "unclosed\n}')).toBe("a=1");
    expect(outline("a = 1\n)")).toBe("a=1");
  });

  it("does not run out of stack on a hostile file, or out of time", () => {
    expect(outline("a = 1\n" + "b {".repeat(100_000))).toBe("a=1");
    expect(outline('a = "' + '${"'.repeat(100_000))).toBe("");
    expect(outline("a = [" + "[".repeat(100_000))).toMatch(/^a=/);
  });
});
