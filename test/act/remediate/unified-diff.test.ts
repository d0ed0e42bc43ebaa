import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isShowable, type LineEdit, unifiedDiff } from "../../../analyzer/act/remediate/unified-diff";
import { withFiles } from "../../read/sources/helpers";

const anything = () => true;

/** A file after `git apply` took the diff. */
async function applied(text: string, edits: readonly LineEdit[], path = "main.tf"): Promise<string> {
  return withFiles({ [path]: text }, (directory) => {
    spawnSync("git", ["init", "-q"], { cwd: directory });
    const input = unifiedDiff(path, text, edits, anything);
    const { status, stderr } = spawnSync("git", ["apply", "-"], { cwd: directory, input, encoding: "utf8" });
    return Promise.resolve(status === 0 ? readFileSync(join(directory, path), "utf8") : stderr);
  });
}

const TWENTY = Array.from({ length: 20 }, (_, i) => `line ${String(i)}\n`);

describe("a unified diff", () => {
  it("is what git apply takes, for edits near to each other and far apart", async () => {
    const edits = [
      { start: 2, count: 1, lines: ["two\n", "and more\n"] },
      { start: 4, count: 0, lines: ["new\n"] },
      { start: 9, count: 2, lines: ["nine\n"] },
      { start: 18, count: 1, lines: ["last but one\n"] },
    ];
    const wanted = [...TWENTY];
    for (const { start, count, lines } of [...edits].reverse()) wanted.splice(start, count, ...lines);
    expect(await applied(TWENTY.join(""), edits)).toBe(wanted.join(""));
  });

  it("keeps carriage returns, and a last line without a break", async () => {
    expect(await applied("a\r\nb\r\nc", [{ start: 1, count: 1, lines: ["x\r\n"] }])).toBe("a\r\nx\r\nc");
    expect(await applied("a\nb", [{ start: 0, count: 1, lines: ["x\n"] }])).toBe("x\nb");
  });

  it.each(["my file.tf", 'a"b.tf', "tab\tname.tf", "ü.tf"])("finds the file %j", async (path) => {
    expect(await applied("a\nb\nc\n", [{ start: 1, count: 1, lines: ["x\n"] }], path)).toBe("a\nx\nc\n");
  });

  it("shows no line that it may not, and is not made where that leaves no context", () => {
    const mayShow = (line: string) => !line.includes("secret");
    const text = "secret\na\nb\nc\nsecret\n";
    const diff = unifiedDiff("main.tf", text, [{ start: 2, count: 1, lines: ["x\n"] }], mayShow);
    expect(diff).not.toContain("secret");
    expect(isShowable(text, { start: 2, count: 1, lines: [] }, mayShow)).toBe(true);
    expect(isShowable(text, { start: 3, count: 1, lines: [] }, mayShow)).toBe(false);
    expect(isShowable(text, { start: 4, count: 1, lines: [] }, mayShow)).toBe(false);
  });
});
