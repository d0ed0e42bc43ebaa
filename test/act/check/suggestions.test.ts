import { hunksIn } from "../../../analyzer/act/check/hunks";
import { suggestionsOf, type Suggestion } from "../../../analyzer/act/check/suggestions";
import { unifiedDiff, type LineEdit } from "../../../analyzer/act/remediate/unified-diff";

const LINES = Array.from({ length: 20 }, (_, i) => `line ${String(i + 1)}`);
const TEXT = `${LINES.join("\n")}\n`;
/** A pull request that adds the whole file, and so shows all of it. */
const ADDED = {
  path: "dr/main.tf",
  patch: `@@ -0,0 +1,20 @@\n${LINES.map((line) => `+${line}`).join("\n")}`,
};

const diffOf = (edits: readonly LineEdit[]) => unifiedDiff("dr/main.tf", TEXT, edits, () => true);

/** As GitHub applies them. */
function applied(suggestions: readonly Suggestion[]): string {
  const lines = [...LINES];
  for (const { from, to, lines: wanted } of [...suggestions].reverse())
    lines.splice(from - 1, to - from + 1, ...wanted);
  return `${lines.join("\n")}\n`;
}

function edited(edits: readonly LineEdit[]): string {
  const lines = LINES.map((line) => `${line}\n`);
  for (const { start, count, lines: added } of [...edits].reverse()) lines.splice(start, count, ...added);
  return lines.join("");
}

describe("suggestions", () => {
  it.each<[string, LineEdit[]]>([
    ["a replaced line", [{ start: 4, count: 1, lines: ["new\n"] }]],
    ["several lines for one", [{ start: 4, count: 1, lines: ["new\n", "newer\n"] }]],
    ["one line for several", [{ start: 4, count: 3, lines: ["new\n"] }]],
    ["an inserted line", [{ start: 4, count: 0, lines: ["new\n"] }]],
    ["a line inserted at the top", [{ start: 0, count: 0, lines: ["new\n"] }]],
    ["a removed line", [{ start: 4, count: 1, lines: [] }]],
    ["a line of dashes", [{ start: 4, count: 1, lines: ["-- a/x\n", "++ b/x\n"] }]],
    [
      "two in one hunk",
      [
        { start: 4, count: 1, lines: ["new\n"] },
        { start: 6, count: 0, lines: ["newer\n"] },
      ],
    ],
    [
      "two far apart",
      [
        { start: 2, count: 1, lines: ["new\n", "newer\n"] },
        { start: 17, count: 2, lines: ["last\n"] },
      ],
    ],
  ])("make of the file what the patch makes of it: %s", (_, edits) => {
    const suggestions = suggestionsOf(diffOf(edits), [ADDED]);
    expect(suggestions).toHaveLength(edits.length);
    expect(applied(suggestions)).toBe(edited(edits));
  });

  const patch = diffOf([{ start: 4, count: 1, lines: ["new\n"] }]);
  const around = (line: number, text = `line ${String(line)}`) => ({
    path: "dr/main.tf",
    patch: `@@ -1,0 +${String(line)},1 @@ resource\n+${text}\n\\ No newline at end of file`,
  });

  it.each<[string, { path: string; patch: string }[], number]>([
    ["where the pull request shows the line", [around(5)], 1],
    ["nowhere else in the file", [around(6)], 0],
    ["in no other file", [{ ...around(5), path: "primary/main.tf" }], 0],
    ["not where the line is another one by now", [around(5, "line 4")], 0],
    ["not where GitHub shows no diff", [], 0],
  ])("stand %s", (_, files, count) => {
    expect(suggestionsOf(patch, files)).toHaveLength(count);
  });

  it("know a path that git quotes", () => {
    expect(hunksIn('--- "a/d\\"r.tf"\n+++ "b/d\\"r.tf"\n@@ -1 +1 @@\n-a\n+b\n')).toEqual([
      { path: 'd"r.tf', oldStart: 1, newStart: 1, lines: ["-a", "+b"] },
    ]);
  });
});
