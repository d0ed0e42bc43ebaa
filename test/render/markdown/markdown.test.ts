import { renderMarkdown } from "../../../analyzer/render/markdown/markdown";
import { expectGolden } from "../../support/golden";
import {
  at,
  cleanReport,
  difference,
  divergedReport,
  finding,
  GOLDEN_REPORTS,
  hostileReport,
  incompleteReport,
  reportOf,
  resource,
  thousandReport,
} from "../../support/report-fixtures";

/** A rendering of one hostile text alone: what its markup would do is then easy to tell. */
function withMessage(message: string): string {
  return renderMarkdown(reportOf([finding({ message, impact: message, remediation: "", address: message })]));
}

describe("the Markdown report", () => {
  it.each(Object.entries(GOLDEN_REPORTS))("renders the %s report as its golden file", (name, build) => {
    expectGolden(`${name}.md`, renderMarkdown(build()));
  });

  it("begins with the marker by which a pipeline finds its comment again, and has it once", () => {
    expect(renderMarkdown(divergedReport())).toMatch(/^<!-- drparity -->\n/);
    expect(renderMarkdown(hostileReport()).match(/<!--/g)).toHaveLength(1);
  });

  it("says verdict, score and counts before any finding", () => {
    const [, , verdict, , counts] = renderMarkdown(divergedReport()).split("\n");
    expect(verdict).toBe("### ❌ drparity: divergent, 87/100");
    expect(counts).toContain("2 critical, 13 warnings, 1 info");
    expect(renderMarkdown(cleanReport())).toContain("### ✅ drparity: parity, 100/100");
  });

  it("tells what the plan introduces before what was there", () => {
    const text = renderMarkdown(divergedReport());
    const at = ["Introduced by", "Changed outside", "Existing before", "Healed by"].map((title) =>
      text.indexOf(title),
    );
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
  });

  it("links places to the commit's files and rules to their pages, whatever a file is called", () => {
    const place = at('mod ules/"><img>.tf', 7, resource("aws_subnet.a"));
    const report = reportOf([finding({ rule: "twins-equal", primary: place })]);
    const run = { id: "7", commit: "0123456", files: "https://github.com/a/b/blob/0123456/" };
    const text = renderMarkdown(report, { run });
    expect(text).toContain(
      '<a href="https://github.com/a/b/blob/0123456/mod%20ules/%22%3E%3Cimg%3E.tf#L7"><code>mod ules/"&#62;&#60;img&#62;.tf:7</code></a>',
    );
    expect(text).toMatch(
      /rule <a href="https:\/\/docs\.aws\.amazon\.com\/[^"]+"><code>twins-equal<\/code><\/a>/,
    );
    expect(renderMarkdown(report)).not.toContain("github.com/a/b");
  });

  it("says prominently what makes a report incomplete", () => {
    expect(renderMarkdown(incompleteReport())).toMatch(
      /> \[!WARNING\]\n> \*\*This report cannot prove parity:\*\*\n> - /,
    );
  });

  it("puts alike findings into one entry", () => {
    expect(renderMarkdown(divergedReport())).toContain("12 × <code>aws_subnet</code>");
  });

  describe("size", () => {
    it.each([
      ["a thousand findings", thousandReport()],
      ["hostile strings of 10 kB", hostileReport()],
      ["findings of 40 kB each", reportOf(Array.from({ length: 40 }, (_, i) => huge(i)))],
    ])("stays within 60,000 bytes for %s", (_what, report) => {
      const text = renderMarkdown(report);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    });

    it("leaves out whole findings, least severe first, and says how many and where they are", () => {
      const text = renderMarkdown(thousandReport());
      expect(text).toMatch(
        /\d+ of 1000 findings left out here\*\*, the least severe: the JSON artifact has them all/,
      );
      expect(text).toContain("🔴");
      expect(text).not.toContain("🔵");
    });

    it("leaves nothing out when everything fits", () => {
      expect(renderMarkdown(divergedReport())).not.toContain("left out");
    });

    function huge(i: number) {
      const differences = Array.from({ length: 40 }, (_, n) =>
        difference(`字[${String(n)}]`, "字".repeat(1000), n),
      );
      return finding({
        address: `aws_lb.${"字".repeat(500)}${String(i)}`,
        differences,
        impact: "字".repeat(5000),
      });
    }
  });

  describe("hostile text", () => {
    it.each([
      ["a tag", "<script>alert(1)</script>", /<script/],
      ["the end of a fold", "</details></details>", /<\/details><\/details>/],
      ["a comment", "--> <!-- drparity -->", /> <!-- drparity/],
      ["an entity", "&lt;script&gt;", /&lt;/],
      ["a code span", "`x`", /`/],
      ["a link", "[a](javascript:alert(1))", /\[a/],
      ["an image", "![a](https://evil.example/x.png)", /\[a/],
      ["a mention", "ask @octocat", /@octocat/],
      ["a team's mention", "ask @org/team", /@org/],
      ["a mail address", "a@evil.example", /@evil/],
      ["a bare link", "https://evil.example", /:\/\/evil/],
      ["a link without a scheme", "www.evil.example", /www\.evil/],
      ["an issue", "see #1", /#1/],
      ["an issue by its short name", "see GH-2", /GH-2/],
      ["emphasis", "*b* _i_ ~s~ __b__", /\*b|[ >]_i|~s|__b/],
      ["mathematics", "$x$", /\$x/],
      ["a table cell", "a | b", /a \| b/],
      ["an escaped table cell", "a \\| b", /a \\\| b/],
      ["a heading", "x\n# heading", /^# heading/m],
      ["a list", "- item", /<summary>- item/],
      ["a command to Azure's agent", "##vso[task.complete]", /##vso\[/],
      ["a command to GitHub's runner", "x\n::error::boom", /^::error/m],
      ["bidirectional text", "\u202egnp.exe", /\u202e/],
    ])("does not come alive: %s", (_what, text, live) => {
      expect(withMessage(text)).not.toMatch(live);
    });

    it("stays on one line, so that no block can begin", () => {
      const blocks = renderMarkdown(hostileReport())
        .split("\n")
        .filter((line) => line !== "");
      const own =
        /^(<!-- drparity -->|###|\*\*|>|<details><summary>|<pre lang="hcl">|<\/details>|\||- |critical|warning|info|<sub>)/;
      expect(blocks.filter((line) => !own.test(line))).toEqual([]);
    });

    it("keeps every table row at three cells", () => {
      const rows = renderMarkdown(hostileReport()).match(/^\|.*$/gm) ?? [];
      expect(rows.length).toBeGreaterThan(20);
      for (const row of rows) expect(row.match(/\|/g)).toHaveLength(4);
    });
  });
});
