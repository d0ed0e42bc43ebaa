import type { Finding, Fix } from "../model/report";
import { printable } from "../base/printable";
import { disarm } from "../base/runner-commands";
import { oneLine } from "./value";
import { counted } from "./words";

const WIDEST = 400;

/** The fixes of some findings, each text once. */
export function fixesOf(findings: readonly Finding[]): readonly Fix[] {
  const fixes = findings.flatMap(({ fix }) => fix ?? []);
  return fixes.filter(({ text }, i) => fixes.findIndex((other) => other.text === text) === i);
}

/** A fix's lines; what would steer a terminal or a runner is escaped, which both languages read as the same. */
export function fixLines({ text }: Fix): readonly string[] {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line) => disarm(oneLine(line, WIDEST), "\\u0023", "\\u003a"));
}

/** What fits of a fix. */
export interface ShownFix {
  /** The last says how many are not shown. */
  readonly lines: readonly string[];
  /** Nothing of it is cut off: it can be copied as it stands. */
  readonly whole: boolean;
}

/** A fix's first `most` lines; what is cut off is said, in a comment of its language. */
export function shownFix(fix: Fix, most: number): ShownFix {
  const lines = fixLines(fix);
  const whole =
    lines.length <= most && fix.text.split("\n").every((line) => printable(line).length <= WIDEST);
  if (lines.length <= most) return { lines, whole };
  const more = `and ${counted(lines.length - most, "more line")}, in the JSON report`;
  return { lines: [...lines.slice(0, most), `${fix.language === "hcl" ? "#" : "//"} ${more}`], whole };
}
