import { scanHcl } from "../../../analyzer/read/hcl/scan-hcl";
import { editFor } from "../../../analyzer/act/remediate/edit";

/** The text once an attribute is set in its first block; "none" where that is not done. */
function set(text: string, path: string, value: string): string {
  const [block] = scanHcl(text).blocks;
  const names = path.split(".");
  const setting = { blocks: names.slice(0, -1), name: names.at(-1) ?? "", value };
  const edit = block && editFor(text, block, setting);
  if (!edit) return "none";
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  lines.splice(edit.start, edit.count, ...edit.lines);
  return lines.join("");
}

const block = (body: string) => `resource "a" "b" {\n${body}}\n`;

describe("the edit that sets an attribute", () => {
  it.each([
    ["a number", "  x = 1 # why\n", "2", "  x = 2 # why\n"],
    ["a string", '  x = "a\\n$5"\n', '"b"', '  x = "b"\n'],
    ["a list on several lines", '  x = [\n    "a",\n    "b",\n  ]\n', '["c"]', '  x = ["c"]\n'],
  ])("replaces %s", (_what, before, value, after) => {
    expect(set(block(before), "x", value)).toBe(block(after));
  });

  it.each([
    ["a variable", "  x = var.x\n"],
    ["a template", '  x = "${var.x}-1"\n'],
    ["a condition", "  x = true ? 1 : 2\n"],
    ["a function", '  x = jsonencode("a")\n'],
    ["a list of references", "  x = [aws_a.b.id]\n"],
    ["a heredoc", "  x = <<E\n1\nE\n"],
    ["a product", "  x = 4 * 24\n"],
    ["what it is already", "  x = 9\n"],
  ])("leaves %s alone", (_what, before) => {
    expect(set(block(before), "x", "9")).toBe("none");
  });

  it("adds what is not written, after the last attribute, indented as that", () => {
    expect(set(block("    y = [\n      1,\n    ]\n\n  c {}\n"), "x", "1")).toBe(
      block("    y = [\n      1,\n    ]\n    x = 1\n\n  c {}\n"),
    );
    expect(set(block(""), "x", "1")).toBe(block("  x = 1\n"));
    expect(set('resource "a" "b" { y = 1 }\n', "x", "1")).toBe("none");
  });

  it("goes into the one block of the name, and into no other", () => {
    expect(set(block("  c {\n    x = 1\n  }\n"), "c.x", "2")).toBe(block("  c {\n    x = 2\n  }\n"));
    expect(set(block("  c {\n    y = 1\n  }\n"), "c.x", "2")).toBe(
      block("  c {\n    y = 1\n    x = 2\n  }\n"),
    );
    expect(set(block("  c {\n    x = 1\n  }\n  c {\n    x = 1\n  }\n"), "c.x", "2")).toBe("none");
    expect(set(block('  dynamic "c" {\n    content {\n      x = 1\n    }\n  }\n'), "c.x", "2")).toBe("none");
    expect(set(block("  y = 1\n"), "c.x", "2")).toBe("none");
  });
});
