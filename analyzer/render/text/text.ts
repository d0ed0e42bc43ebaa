import { type FindingGroup, groupAlike } from "../group";
import { fixesOf, fixLines } from "../fixes";
import { headlineOf } from "../headline";
import { painter, type Paint, type Painter } from "../paint";
import { recoveryWords } from "../recovery-words";
import type { Difference, Finding, Report, Severity, SideSummary, Verdict } from "../../model/report";
import { columnsOf, padColumns } from "../../base/columns";
import { disarm } from "../../base/runner-commands";
import { told, type Told } from "../told";
import { bothSensitive, type Contrast, contrast, oneLine } from "../value";
import {
  addresses,
  counted,
  FAILED_OVER,
  kindAndOrigin,
  owners,
  places,
  reasonCounts,
  scoreText,
  SEVERITIES,
  severityCounts,
  VERDICT_WORDS,
} from "../words";
import { wrap } from "../wrap";
import type { RenderFormat } from "../format";

/** How a text is laid out. */
export interface Page {
  readonly width: number;
  readonly paint: Painter;
  /** Whether every difference and every line of a fix is shown. */
  readonly whole?: boolean;
}

const DEFAULT_WIDTH = 100;
/** Narrower than this nothing can be laid out; a terminal that says so lies. */
const LEAST_WIDTH = 40;
/** How many of a group's addresses, and of a finding's differences, are shown; the JSON report has them all. */
const MOST_ADDRESSES = 5;
const MOST_DIFFERENCES = 8;
const MOST_REASONS = 5;
const MOST_PLACES = 4;
const MOST_FIX_LINES = 8;
const PROSE = 600;
const ADDRESS = 300;
const PATH = 60;
const ID = 40;
const LABEL_WIDTH = "    At failover: ".length;
/** From this many entries on, the headline has scrolled away and is said again at the end. */
const LONG = 10;

/** The report for a terminal: the verdict in one line, what makes it incomplete, then the findings, worst first. */
export function renderText(
  report: Report,
  options: { readonly color: boolean; readonly width?: number },
): string {
  const page = pageOf(options);
  const groups = groupAlike(report.findings);
  const blocks = [
    [...headline(report, page), ...failures(report, page), ...scope(report, page)],
    incomplete(report, page),
    ...SEVERITIES.map((severity) => section(severity, groups, page)),
    footer(report, page),
    groups.length > LONG ? headline(report, page) : [],
  ];
  const shown = blocks.filter((lines) => lines.length > 0);
  const apart = groups.length > 0 || report.coverage.incomplete.length > 0 ? "\n\n" : "\n";
  return `${shown.map((lines) => lines.join("\n")).join(apart)}\n`;
}

/** For people at a terminal. */
export const format: RenderFormat = { render: renderText, join: (renderings) => renderings.join("\n") };

/** The page for a terminal, or for a file. */
export function pageOf({ color, width }: { readonly color: boolean; readonly width?: number }): Page {
  return { width: Math.max(LEAST_WIDTH, width ?? DEFAULT_WIDTH), paint: painter(color) };
}

/** The verdict, the score and the counts. */
export function headline(report: Report, { width, paint }: Page): readonly string[] {
  const { summary } = report;
  const word = VERDICT_WORDS[summary.verdict].toUpperCase();
  const score = `${scoreText(summary.score)}/100`;
  const sentence = `${visible(report.pair.name, 80)} ${score}: ${severityCounts(summary)} in ${counted(summary.paired, "pair")}`;
  const [first = "", ...rest] = wrap(sentence, width, " ".repeat(word.length + 2));
  return [`${paint.bold(verdictPaint(summary.verdict, paint)(word))}${first.slice(word.length)}`, ...rest];
}

/** What would fail, before any detail. */
export function failures({ findings }: Report, { width, paint }: Page): readonly string[] {
  const { failures: all, more } = headlineOf(findings);
  const rest = more > 0 ? [`and ${counted(more, "more kind")} of critical failure, below`] : [];
  const lines = [...all.map((one) => `At failover: ${visible(one, PROSE)}`), ...rest];
  return lines.flatMap((line) => wrap(line, width, "", "  ")).map(paint.red);
}

/** What was compared, and what a failover would take. */
export function scope({ pair, recovery }: Report, { width, paint }: Page): readonly string[] {
  const side = (summary: SideSummary, name: string) =>
    `${summary.region === null ? name : visible(summary.region, 40)} (${counted(summary.resources, "resource")})`;
  const text = `${side(pair.primary, "primary")} -> ${side(pair.dr, "DR")}, ${pair.strategy}`;
  const words = recoveryWords(recovery);
  const writer = pair.writer === undefined ? [] : [FAILED_OVER];
  const lines = [text, ...writer, ...(words === undefined ? [] : [`Failover: ${words}`])];
  return lines.flatMap((line) => wrap(line, width)).map(paint.dim);
}

/** Text from outside on one line that steers neither the terminal nor a pipeline's runner. */
export function visible(text: string, max: number): string {
  return disarm(oneLine(text, max), "\\x23", "\\x3a");
}

export function verdictPaint(verdict: Verdict, { green, red, yellow }: Painter): Paint {
  return { parity: green, divergent: red, incomplete: yellow }[verdict];
}

export function severityPaint(severity: Severity, { red, yellow, cyan }: Painter): Paint {
  return { critical: red, warning: yellow, info: cyan }[severity];
}

/** Said before any finding: whoever reads a clean list below must know that it proves nothing. */
export function incomplete({ coverage }: Report, { width, paint }: Page): readonly string[] {
  if (coverage.incomplete.length === 0) return [];
  const reasons = folded(coverage.incomplete, MOST_REASONS, "reason").flatMap((reason) =>
    wrap(visible(reason, PROSE), width, "  - ", "    "),
  );
  return [paint.yellow("This report cannot prove parity:"), ...reasons];
}

function section(severity: Severity, groups: readonly FindingGroup[], page: Page): readonly string[] {
  const own = groups.filter(({ first }) => first.severity === severity);
  if (own.length === 0) return [];
  const n = own.reduce((sum, { findings }) => sum + findings.length, 0);
  const title = page.paint.bold(
    severityPaint(severity, page.paint)(`${severity.toUpperCase()} (${String(n)})`),
  );
  return [title, ...own.flatMap((group) => ["", ...entry(group, page)])];
}

/** A group of findings in full: where, what, what it breaks and what to do. */
export function entry(group: FindingGroup, page: Page): readonly string[] {
  const { first, findings } = group;
  const { width, paint } = page;
  const id = findings.length > 1 ? "" : `, id ${visible(first.id, ID)}`;
  const about = `${kindAndOrigin(first)}, rule ${visible(first.rule, 80)}${id}`;
  return [
    ...title(group, page).map(paint.bold),
    ...wrap(about, width, "    ").map(paint.dim),
    ...wrap(visible(group.message, PROSE), width, "    "),
    ...(findings.length > 1 ? list(findings, page) : []),
    ...differences(told(first), page),
    ...labelled("At failover", group.impact, page),
    ...labelled("What to do", group.remediation, page),
    ...labelled("Where", folded(places(findings), MOST_PLACES, "place").join(", "), page),
    ...labelled("Owner", owners(findings).join(", "), page),
    ...fix(findings, page),
  ];
}

function title({ first, findings, subject }: FindingGroup, { width }: Page): readonly string[] {
  if (findings.length > 1) return [`  ${String(findings.length)} x ${visible(subject, 80)}`];
  return wrap(addressText(first), width, "  ", "    ");
}

function addressText(finding: Finding): string {
  return addresses(finding)
    .map((address) => visible(address, ADDRESS))
    .join(" -> ");
}

function list(findings: readonly Finding[], { paint }: Page): readonly string[] {
  // The address last: it is there to be copied, and long.
  const lines = findings.map((finding) => `${paint.dim(visible(finding.id, ID))}  ${addressText(finding)}`);
  return folded(lines, MOST_ADDRESSES, "resource").map((line) => `      ${line}`);
}

/** The first `most` lines and how many more there are. One more is shown, since saying so takes as much room. */
export function folded(lines: readonly string[], most: number, noun: string): readonly string[] {
  if (lines.length <= most + 1) return lines;
  return [...lines.slice(0, most), `and ${counted(lines.length - most, `more ${noun}`)}`];
}

function differences({ titles, differences: all }: Told, page: Page): readonly string[] {
  const whole = page.whole === true || all.length === MOST_DIFFERENCES + 1;
  const shown = all.slice(0, whole ? all.length : MOST_DIFFERENCES);
  const column = Math.max(0, ...shown.map(({ path }) => columnsOf(visible(path, PATH))));
  const more = all.length - shown.length;
  return [
    ...shown.flatMap((difference) => differenceLines(difference, titles, column, page)),
    ...(more > 0
      ? [page.paint.dim(`      and ${counted(more, "more difference")}, in the JSON report`)]
      : []),
  ];
}

/** `path  primary -> dr` on a line where it fits, else the values below each other. */
function differenceLines(
  difference: Difference,
  titles: Told["titles"],
  column: number,
  { width, paint }: Page,
): readonly string[] {
  const path = visible(difference.path, PATH);
  const start = `      ${padColumns(path, column)}  `;
  if (bothSensitive(difference)) return [`${start}${paint.dim("(sensitive values differ)")}`];
  const room = width - 17;
  const { primary, dr } = visibleContrast(difference, room);
  if (columnsOf(start) + columnsOf(primary) + 4 + columnsOf(dr) <= width)
    return [`${start}${primary} ${paint.dim("->")} ${dr}`];
  const label = (title: string) => paint.dim(`        ${title.toLowerCase()}`.padEnd(15));
  return [`      ${path}`, `${label(titles[0])}  ${primary}`, `${label(titles[1])}  ${dr}`];
}

/** Both values in so many columns. */
function visibleContrast(difference: Difference, room: number): Contrast {
  const within = (max: number) => {
    const { primary, dr } = contrast(difference, max);
    return { primary: visible(primary, max), dr: visible(dr, max) };
  };
  const shown = within(room);
  // Wide characters take two columns each: then fewer fit.
  const widest = Math.max(columnsOf(shown.primary), columnsOf(shown.dr));
  return widest > room ? within(Math.floor((room * room) / widest)) : shown;
}

/** One short fix; the other renderings show the rest. */
function fix(findings: readonly Finding[], { width, paint, whole }: Page): readonly string[] {
  const [only, ...more] = fixesOf(findings);
  if (!only || more.length > 0) return [];
  const lines = fixLines(only);
  if (!whole && (lines.length > MOST_FIX_LINES || lines.some((line) => columnsOf(line) > width - 6)))
    return [];
  return [
    paint.dim(`    Write ${only.side === "dr" ? "in DR" : "in primary"}:`),
    ...lines.map((line) => `      ${line}`),
  ];
}

function labelled(label: string, text: string, { width, paint }: Page): readonly string[] {
  if (text === "") return [];
  const start = `    ${label}:`.padEnd(LABEL_WIDTH);
  const [first = "", ...rest] = wrap(visible(text, PROSE), width, " ".repeat(LABEL_WIDTH));
  return [`${paint.dim(start)}${first.slice(LABEL_WIDTH)}`, ...rest];
}

/** What was not counted against the pair, and why. */
function footer(
  { summary, suppressed, unresolved, coverage }: Report,
  { width, paint }: Page,
): readonly string[] {
  const expiry = suppressed.map(({ expires }) => expires).filter((date) => date !== null);
  const next = expiry.length ? ` (the next expires ${visible(expiry.sort()[0] ?? "", 40)})` : "";
  const counts = [
    summary.expected ? `${String(summary.expected)} expected by design` : "",
    summary.suppressed ? `${String(summary.suppressed)} suppressed${next}` : "",
    summary.unresolved ? `${String(summary.unresolved)} unresolved` : "",
    coverage.notCompared.length ? `${String(coverage.notCompared.length)} not compared` : "",
  ].filter(Boolean);
  if (counts.length === 0) return [];
  return [
    ...wrap(`Not counted: ${counts.join(", ")}.`, width, "", "  "),
    ...reasons("unresolved", unresolved, width).map(paint.dim),
    ...reasons("not compared", coverage.notCompared, width).map(paint.dim),
  ];
}

function reasons(
  what: string,
  items: readonly { readonly reason: string }[],
  width: number,
): readonly string[] {
  const lines = reasonCounts(items).map(([reason, n]) => `${what}: ${String(n)} x ${visible(reason, 200)}`);
  return folded(lines, 3, "reason").flatMap((line) => wrap(line, width, "  ", "    "));
}
