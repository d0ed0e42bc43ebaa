import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { aws, command } from "../../../analyzer/act/runbook/shell";

/** The words as a shell hands them on. */
function wordsOf(line: string): string[] {
  const { stdout } = spawnSync("sh", ["-c", `set -- ${line}\nfor word; do printf '%s\\0' "$word"; done`], {
    encoding: "utf8",
  });
  return stdout.split("\0").slice(0, -1);
}

describe("command", () => {
  it.each([
    "$(touch /tmp/x)",
    "`id`",
    "a b",
    "it's",
    '"',
    ";id",
    "&&",
    "$HOME",
    "*",
    "~",
    "\\",
    "#x",
    "{a,b}",
    "!",
  ])("hands %s on as one word that does nothing", (value) => {
    expect(wordsOf(command("x", { value }).line)).toEqual(["x", value]);
  });

  it("hands any printable value on as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", minLength: 1 }), (value) => {
        expect(wordsOf(command("x", { value }).line)).toEqual(["x", value]);
      }),
      { numRuns: 50 },
    );
  });

  it("leaves what is simple readable", () => {
    expect(aws({ value: "us-west-2" }, "rds", "wait", "--id", { value: "orders-b_1.x" }).line).toBe(
      "aws rds wait --region us-west-2 --id orders-b_1.x",
    );
  });
});
