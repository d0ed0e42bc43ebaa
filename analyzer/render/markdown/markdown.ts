import type { CiRun } from "../../base/ci-run";
import { duration } from "../../base/duration";
import { ruleText } from "../../judge/rule-texts";
import { COMMENT_MARKER, footer } from "./comment";
import { fixesOf, shownFix } from "../fixes";
import { type FindingGroup, groupAlike } from "../group";
import { headlineOf } from "../headline";
import {
  ADDRESS,
  code,
  inert,
  link,
  MOST_BYTES,
  preformatted,
  PROSE,
  regions,
  SEVERITY_ICONS,
  VERDICT_ICONS,
  warning,
} from "../markdown-text";
import { placeUrl } from "../place-url";
import { recoveryWords } from "../recovery-words";
import type {
  Difference,
  Finding,
  Origin,
  RecoveryPart,
  Report,
  Fix,
  SourceLocation,
} from "../../model/report";
import { told, type Told } from "../told";
import { bothSensitive, contrast } from "../value";
import {
  addresses,
  counted,
  FAILED_OVER,
  kindAndOrigin,
  locations,
  ORIGINS,
  owners,
  placeText,
  reasonCounts,
  scoreText,
  severityCounts,
  VERDICT_WORDS,
} from "../words";
import type { RenderFormat } from "../format";

/** Set aside for the sections' headings. */
const HEADINGS = 400;
const MOST_ADDRESSES = 20;
const MOST_DIFFERENCES = 10;
/** So many accepted findings are listed. */
const MOST_ACCEPTED = 20;
const MOST_REASONS = 5;
const MOST_PARTS = 10;
const MOST_PLACES = 4;
const MOST_FIXES = 3;
const MOST_FIX_LINES = 60;
const VALUE = 100;
const ID = 40;

const ORIGIN_HEADINGS: Readonly<Record<Origin, string>> = {
  introduced: "Introduced by this plan",
  drift: "Changed outside Terraform",
  existing: "Existing before this plan",
  healing: "Healed by this plan",
};

/** The report as a comment on a pull request: what the change introduces first, details folded, never too long. */
export function renderMarkdown(report: Report, { run }: { readonly run?: CiRun } = {}): string {
  const groups = groupAlike(report.findings);
  const details = groups.map((group) => detail(group, run));
  const kept = howManyFit(report, details, run);
  const leftOut = groups.slice(kept).reduce((sum, { findings }) => sum + findings.length, 0);
  const sections = ORIGINS.flatMap((origin) => section(origin, groups.slice(0, kept), details));
  return document(report, sections, leftOut, run);
}

/** For comments and summaries. */
export const format: RenderFormat = { render: renderMarkdown, join: (renderings) => renderings.join("\n") };

/** The groups come worst first, so that the least severe are the ones that do not fit. */
function howManyFit(report: Report, details: readonly string[], run?: CiRun): number {
  let bytes = Buffer.byteLength(document(report, [], report.findings.length, run)) + HEADINGS;
  const tooMuch = details.findIndex((text) => (bytes += Buffer.byteLength(text) + 2) > MOST_BYTES);
  return tooMuch === -1 ? details.length : tooMuch;
}

function document(report: Report, sections: readonly string[], leftOut: number, run?: CiRun): string {
  const blocks = [
    COMMENT_MARKER,
    ...heading(report),
    ...failures(report),
    ...incomplete(report),
    ...sections,
    ...recoveryTable(report),
    ...(leftOut > 0 ? [leftOutNotice(leftOut, report.findings.length)] : []),
    ...notCounted(report),
    footer([`drparity ${inert(report.tool.version, 40)}`, inert(report.generatedAt, 40)], run),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function heading({ pair, summary }: Report): readonly string[] {
  const verdict = `${VERDICT_ICONS[summary.verdict]} drparity: ${VERDICT_WORDS[summary.verdict]}`;
  return [
    `### ${verdict}, ${scoreText(summary.score)}/100`,
    `**${severityCounts(summary)}** in ${counted(summary.paired, "pair")} of **${inert(pair.name, 80)}** ` +
      `(${regions(pair)}, ${pair.strategy})`,
    ...(pair.writer === undefined ? [] : [`**${FAILED_OVER}**`]),
  ];
}

/** What would fail, before any detail. */
function failures({ findings }: Report): readonly string[] {
  const { failures: all, more } = headlineOf(findings);
  const lines = all.map((one) => `- **At failover:** ${inert(one, PROSE)}`);
  if (more > 0) lines.push(`- and ${counted(more, "more kind")} of critical failure`);
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function incomplete({ coverage }: Report): readonly string[] {
  if (coverage.incomplete.length === 0) return [];
  const reasons = coverage.incomplete.slice(0, MOST_REASONS).map((reason) => inert(reason, PROSE));
  const more = coverage.incomplete.length - reasons.length;
  const all = more > 0 ? [...reasons, `and ${String(more)} more`] : reasons;
  return [warning("**This report cannot prove parity:**", all)];
}

function section(
  origin: Origin,
  groups: readonly FindingGroup[],
  details: readonly string[],
): readonly string[] {
  const own = groups.flatMap(({ first }, i) => (first.origin === origin ? [i] : []));
  if (own.length === 0) return [];
  const n = own.reduce((sum, i) => sum + (groups[i]?.findings.length ?? 0), 0);
  return [`#### ${ORIGIN_HEADINGS[origin]} (${String(n)})`, ...own.map((i) => details[i] ?? "")];
}

/** One group, folded: what is wrong in the summary, why and what to do inside. */
export function detail(group: FindingGroup, run?: CiRun): string {
  const { first, findings } = group;
  const blocks = [
    `<details><summary>${SEVERITY_ICONS[first.severity]} ${title(group)}: ${inert(group.message, PROSE)}</summary>`,
    `${first.severity}, ${kindAndOrigin(first)}, rule ${rule(first.rule)}${findings.length > 1 ? "" : idCode(first)}`,
    ...(findings.length > 1 ? [list(findings)] : []),
    ...table(told(first)),
    ...labelled("At failover", group.impact),
    ...labelled("What to do", group.remediation),
    ...where(findings, run),
    ...labelled("Owner", owners(findings).join(", ")),
    ...fixesOf(findings).slice(0, MOST_FIXES).map(fix),
    "</details>",
  ];
  return blocks.join("\n\n");
}

function title({ first, findings, subject }: FindingGroup): string {
  return findings.length > 1 ? `${String(findings.length)} × ${code(subject, 80)}` : addressCode(first);
}

function addressCode(finding: Finding): string {
  return addresses(finding)
    .map((address) => code(address, ADDRESS))
    .join(" → ");
}

/** What `drparity explain` takes. */
function idCode({ id }: Finding): string {
  return `, id ${code(id, ID)}`;
}

/** A rule, with the page that it rests on. */
function rule(id: string): string {
  const [page] = ruleText(id)?.references ?? [];
  return page === undefined ? code(id, 80) : link(code(id, 80), page);
}

/** Where the resources are declared. */
function where(findings: readonly Finding[], run?: CiRun): readonly string[] {
  const all = locations(findings);
  const shown = all.slice(0, MOST_PLACES).map((place) => placeLink(place, run));
  const more = all.length - shown.length;
  return all.length === 0
    ? []
    : [`**Where:** ${shown.join(", ")}${more > 0 ? `, ${String(more)} more` : ""}`];
}

function placeLink(place: SourceLocation, run?: CiRun): string {
  const text = code(placeText(place), ADDRESS);
  const url = placeUrl(place, run);
  return url === undefined ? text : link(text, url);
}

function fix(one: Fix): string {
  const { lines } = shownFix(one, MOST_FIX_LINES);
  const title = `<details><summary>What to write in ${one.side === "dr" ? "DR" : "primary"}</summary>`;
  return [title, preformatted(lines, one.language), "</details>"].join("\n\n");
}

function list(findings: readonly Finding[]): string {
  const lines = findings
    .slice(0, MOST_ADDRESSES)
    .map((finding) => `- ${addressCode(finding)}${idCode(finding)}`);
  const more = findings.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${String(more)} more`] : [])].join("\n");
}

function table({ titles, differences }: Told): readonly string[] {
  if (differences.length === 0) return [];
  const rows = differences.slice(0, MOST_DIFFERENCES).map(row);
  const more = differences.length - rows.length;
  const rest = more > 0 ? [`| and ${counted(more, "more difference")} | | |`] : [];
  return [[`| Attribute | ${titles.join(" | ")} |`, "| --- | --- | --- |", ...rows, ...rest].join("\n")];
}

function row(difference: Difference): string {
  const { primary, dr } = contrast(difference, VALUE);
  const values = bothSensitive(difference)
    ? "sensitive | sensitive, differs"
    : `${code(primary, VALUE)} | ${code(dr, VALUE)}`;
  return `| ${code(difference.path, VALUE)} | ${values} |`;
}

function labelled(label: string, text: string): readonly string[] {
  return text === "" ? [] : [`**${label}:** ${inert(text, PROSE)}`];
}

function leftOutNotice(leftOut: number, all: number): string {
  return `**${String(leftOut)} of ${counted(all, "finding")} left out here**, the least severe: the JSON artifact has them all.`;
}

/** What a failover takes and loses, and what of; the longest first. */
function recoveryTable({ recovery }: Report): readonly string[] {
  const words = recoveryWords(recovery);
  if (words === undefined) return [];
  const row = (what: string) => (part: RecoveryPart) => {
    const figure = part.seconds === null ? "no bound" : duration(part.seconds);
    return `| ${what} | ${inert(part.what, VALUE)} | ${figure} |`;
  };
  const rows = [
    ...longestFirst(recovery.rto.parts).map(row("takes")),
    ...longestFirst(recovery.rpo.parts).map(row("loses")),
  ];
  const table = ["| | What | Estimate |", "| --- | --- | --- |", ...rows].join("\n");
  return [`<details><summary>Failover: ${words}</summary>\n\n${table}\n\n</details>`];
}

function longestFirst(parts: readonly RecoveryPart[]): readonly RecoveryPart[] {
  const seconds = (part: RecoveryPart) => part.seconds ?? Number.MAX_SAFE_INTEGER;
  return [...parts].sort((a, b) => seconds(b) - seconds(a)).slice(0, MOST_PARTS);
}

/** What was not counted against the pair, and why. */
function notCounted({ summary, expected, suppressed, unresolved, coverage }: Report): readonly string[] {
  const counts = [
    summary.expected ? `${String(summary.expected)} expected by design` : "",
    summary.suppressed ? `${String(summary.suppressed)} suppressed` : "",
    summary.unresolved ? `${String(summary.unresolved)} unresolved` : "",
    coverage.notCompared.length ? `${String(coverage.notCompared.length)} not compared` : "",
  ].filter(Boolean);
  if (counts.length === 0) return [];
  const reasons = [
    ...reasonLines("expected", expected),
    ...acceptedLines(suppressed),
    ...reasonLines("unresolved", unresolved),
    ...reasonLines("not compared", coverage.notCompared),
  ];
  const summaryLine = `<details><summary>Not counted: ${counts.join(", ")}</summary>`;
  return [[summaryLine, reasons.join("\n"), "</details>"].filter(Boolean).join("\n\n")];
}

/** Each by itself: whoever reviews a pull request sees what its author accepts. */
function acceptedLines(suppressed: Report["suppressed"]): readonly string[] {
  const shown = suppressed.slice(0, MOST_ACCEPTED).map((one) => {
    const until = one.expires === null ? "" : `, until ${inert(one.expires, 20)}`;
    return `- accepted: ${code(one.rule, 80)} of ${addressCode(one)}: ${inert(one.reason, 200)}${until}`;
  });
  const more = suppressed.length - shown.length;
  return more > 0 ? [...shown, `- accepted: ${String(more)} more`] : shown;
}

function reasonLines(what: string, items: readonly { readonly reason: string }[]): readonly string[] {
  return reasonCounts(items)
    .slice(0, MOST_REASONS)
    .map(([reason, n]) => `- ${what}: ${String(n)} × ${inert(reason, 200)}`);
}
