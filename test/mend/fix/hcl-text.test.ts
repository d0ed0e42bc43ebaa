import { Expression, hclText, hclValue, quoted } from "../../../analyzer/mend/fix/hcl-text";

describe("a snippet of HCL", () => {
  it.each([
    ["plain", '"plain"'],
    ['say "hi" \\ n', '"say \\"hi\\" \\\\ n"'],
    ["two\nlines\tand\r", '"two\\nlines\\tand\\r"'],
    ["${var.x} %{if} $${y}", '"$${var.x} %%{if} $$${y}"'],
    ["$ % {", '"$ % {"'],
    ["\u202egnp\u0000", '"\\u202egnp\\u0000"'],
    ["##vso[task.complete]", '"\\u0023#vso[task.complete]"'],
  ])("writes %j as %s", (text, literal) => {
    expect(quoted(text)).toBe(literal);
  });

  it("leaves expressions as they are, within lists too", () => {
    expect(hclValue([new Expression("aws_vpc.main.id"), "x", 1, true, null])).toBe(
      '[aws_vpc.main.id, "x", 1, true, null]',
    );
  });

  it("aligns as terraform fmt does, and parts what stands on several lines", () => {
    const items = [
      { kind: "attribute", name: "a", value: 1 },
      { kind: "attribute", name: "long", value: "x" },
      { kind: "attribute", name: "tags", value: { Name: "x", "a b": "y" } },
      { kind: "note", text: "b: known after apply\n# still a comment" },
      { kind: "block", type: "rule", labels: [], body: [{ kind: "attribute", name: "days", value: [] }] },
    ] as const;
    expect(hclText([{ kind: "block", type: "resource", labels: ["t", "n"], body: items }])).toBe(
      [
        'resource "t" "n" {',
        "  a    = 1",
        '  long = "x"',
        "",
        "  tags = {",
        '    Name  = "x"',
        '    "a b" = "y"',
        "  }",
        "",
        "  # b: known after apply\\n# still a comment",
        "  rule {",
        "    days = []",
        "  }",
        "}",
        "",
      ].join("\n"),
    );
  });
});
