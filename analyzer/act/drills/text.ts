import { terminalText } from "../../base/runner-commands";
import { duration, durationText, timeText } from "../../base/duration";
import { drillProblems } from "../../judge/findings/drills";
import { type DrillReport, type DrillSeries, lastOf } from "../../model/drill";
import { type Painter, painter } from "../../render/paint";
import { clip } from "../../render/value";
import { counted } from "../../render/words";
import { wrap } from "../../render/wrap";

/** How many of the newest drills are shown; the JSON has all. */
const MOST = 12;
const NAME = 60;
const PROSE = 400;

export interface DrillsTextOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** The drills for a terminal. */
export function drillsText(all: readonly DrillSeries[], now: Date, options: DrillsTextOptions): string {
  const paint = painter(options.color);
  return all.map((series) => `${lines(series, now, paint, options.width).join("\n")}\n`).join("\n");
}

function lines(series: DrillSeries, now: Date, paint: Painter, width: number): string[] {
  const { reports } = series;
  const problems = drillProblems(series, now);
  const { targets, everySeconds } = lastOf(series);
  const says = problems.length === 0 ? paint.green("good") : paint.red("not good");
  const more = reports.length - MOST;
  return [
    `${paint.bold(shown(`${series.pair}, ${series.drill}`, NAME))}  ${says}  ${paint.dim(`${counted(reports.length, "drill")}, one is due every ${durationText(everySeconds)}`)}`,
    ...problems.flatMap((problem) => wrap(shown(problem, PROSE), width, "  ")),
    "",
    paint.bold(
      row([
        "",
        "outcome",
        `recovery (${seconds(targets.rtoSeconds)})`,
        `loss (${seconds(targets.rpoSeconds)})`,
      ]),
    ),
    ...reports
      .slice(-MOST)
      .reverse()
      .map((one) => drill(one, paint)),
    ...(more > 0 ? [paint.dim(`  and ${String(more)} more: --format json`)] : []),
    "",
    ...steps(lastOf(series), paint),
  ];
}

function drill({ began, outcome, rtoSeconds, rpoSeconds }: DrillReport, paint: Painter): string {
  const color = { passed: paint.green, missed: paint.yellow, failed: paint.red }[outcome];
  return row([timeText(began), outcome, figure(rtoSeconds), figure(rpoSeconds)], color);
}

function row(
  [time = "", outcome = "", ...figures]: readonly string[],
  paint = (text: string) => text,
): string {
  return `  ${time.padEnd(22)}${paint(outcome.padEnd(10))}${figures.map((one) => one.padEnd(22)).join("")}`.trimEnd();
}

/** Where the time of the last one went. */
function steps({ steps: all, losses }: DrillReport, { bold }: Painter): string[] {
  const line = (what: string, name: string, value: number | null) =>
    `  ${shown(what, 20).padEnd(22)}${shown(name, 30).padEnd(32)}${figure(value)}`;
  return [
    bold("  The last one"),
    ...all.slice(0, PROSE).map(({ wave, name, seconds: took }) => line(wave, name, took)),
    ...losses.slice(0, PROSE).map(({ name, seconds: lost }) => line("would lose", name, lost)),
  ];
}

function figure(value: number | null): string {
  return value === null ? "unknown" : seconds(value);
}

function seconds(value: number): string {
  return duration(Math.round(value));
}

/** A text of a report's as one visible line. */
function shown(text: string, most: number): string {
  return terminalText(clip(text, most));
}
