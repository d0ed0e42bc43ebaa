import { clipColumns } from "../../base/columns";
import { durationText } from "../../base/duration";
import { printable } from "../../base/printable";
import { painter, type Paint, type Painter } from "../../render/paint";
import { oneLine } from "../../render/value";
import type { Severity } from "../../model/report";
import { wrap } from "../../render/wrap";
import { counted, scoreText, SEVERITIES } from "../../render/words";
import { sparkline } from "./sparkline";
import type { OpenFinding, Trend } from "./trend";

/** How many of the oldest open findings are shown; the JSON has all. */
const MOST_OPEN = 10;
const WIDEST_LINE = 90;
const ADDRESS = 300;
/** Columns of a score's line beside its bars. */
const BESIDE_LINE = 22;

export interface TrendTextOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** The pairs' histories for a terminal. */
export function trendText(trends: readonly Trend[], { color, width }: TrendTextOptions): string {
  const paint = painter(color);
  return trends.map((trend) => `${pairLines(trend, paint, width).join("\n")}\n`).join("\n");
}

function pairLines(trend: Trend, paint: Painter, width: number): string[] {
  const { runs, open } = trend;
  return [
    ...heading(trend, paint),
    ...(runs.length > 0 ? scoreLines(trend, paint, width) : []),
    "",
    ...remediationLines(trend, paint),
    ...(open.length > 0 ? ["", ...openLines(open, paint, width)] : []),
  ];
}

function heading({ pair, runs }: Trend, { bold, dim, green, red, yellow }: Painter): string[] {
  const [first, last] = [runs[0], runs.at(-1)];
  const name = bold(oneLine(pair, 40));
  if (!first || !last) return [`${name}  no run in this time`];
  const verdict = { parity: green, divergent: red, incomplete: yellow, failed: red }[last.verdict](
    last.verdict,
  );
  const span = `${day(first.at)} to ${day(last.at)}`;
  return [`${name}  ${verdict}  ${dim(`${counted(runs.length, "run")}, ${span}`)}`];
}

function scoreLines({ runs, drift }: Trend, { dim }: Painter, width: number): string[] {
  const scores = runs.map(({ score }) => score);
  const known = scores.filter((score) => score !== null);
  const line = sparkline(scores, Math.min(WIDEST_LINE, Math.max(10, width - BESIDE_LINE)));
  const [first, last] = [known[0], known.at(-1)];
  const said =
    first === undefined || last === undefined
      ? "no run came to a score"
      : `${scoreText(last)} of 100${first === last ? ", as at the beginning" : `, ${signed(last - first)} since the beginning`}`;
  const unknown = runs.filter(({ verdict }) => verdict === "failed" || verdict === "incomplete").length;
  return [
    "",
    `  Score  ${line.text}  ${dim(`${String(line.bottom)} to 100`)}`,
    `         ${said}`,
    `  Drift  ${driftText(drift)}`,
    ...(unknown > 0
      ? [`         ${counted(unknown, "run")} failed or incomplete: they resolve nothing`]
      : []),
  ];
}

function driftText({ findings, runs, everyDays }: Trend["drift"]): string {
  if (runs === 0 || everyDays === null) return "nothing new since the first run";
  const often =
    everyDays < 1.5 ? "about once a day or more" : `about every ${String(Math.round(everyDays))} days`;
  return `${counted(findings, "new finding")} in ${counted(runs, "run")}, ${often}`;
}

function remediationLines({ remediation }: Trend, { bold }: Painter): string[] {
  const cells = (texts: readonly string[]) =>
    `  ${texts.map((text, i) => (i === 0 ? text.padEnd(20) : text.padStart(12))).join("")}`;
  const time = (seconds: number | null) => (seconds === null ? "-" : durationText(seconds));
  return [
    bold(cells(["Time to remediate", "open", "resolved", "mean", "median"])),
    ...SEVERITIES.map((severity) => {
      const { open, resolved, meanSeconds, medianSeconds } = remediation[severity];
      return cells([severity, String(open), String(resolved), time(meanSeconds), time(medianSeconds)]);
    }),
  ];
}

function openLines(open: readonly OpenFinding[], paint: Painter, width: number): string[] {
  const color: Readonly<Record<Severity, Paint>> = {
    critical: paint.red,
    warning: paint.yellow,
    info: paint.cyan,
  };
  const lines = open.slice(0, MOST_OPEN).flatMap((finding) => {
    const { severity, rule, primary, dr, since, commit, openSeconds, recurred } = finding;
    const age = durationText(openSeconds).padStart(12);
    const again = recurred > 0 ? `, came back ${recurred === 1 ? "once" : counted(recurred, "time")}` : "";
    const seen = `first seen ${day(since)}${commit === null ? "" : ` at ${printable(commit.slice(0, 12))}`}${again}`;
    return [
      `${age}  ${color[severity](severity.padEnd(8))}  ${clipColumns(oneLine(primary ?? dr ?? rule, ADDRESS), Math.max(20, width - 24))}`,
      ...wrap(`${oneLine(rule, 40)}, ${seen}`, width, " ".repeat(24)).map(paint.dim),
    ];
  });
  const more = open.length - MOST_OPEN;
  return [
    paint.bold("  Oldest open findings"),
    ...lines,
    ...(more > 0 ? [paint.dim(`  and ${String(more)} more: --format json`)] : []),
  ];
}

function day(iso: string): string {
  return iso.slice(0, "2026-11-21".length);
}

function signed(change: number): string {
  return `${change > 0 ? "+" : ""}${scoreText(change)}`;
}
