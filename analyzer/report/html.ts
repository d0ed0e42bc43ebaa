import { createHash } from "node:crypto";
import { type FindingGroup, groupAlike } from "./group";
import { appendix } from "./html/appendix";
import { findingEntry } from "./html/finding";
import { SCRIPT } from "./html/script";
import { STYLE } from "./html/style";
import { codeLine, line } from "./html/text";
import type { Report, Severity, SideSummary } from "./report";
import {
  counted,
  KIND_WORDS,
  KINDS,
  ORIGIN_WORDS,
  ORIGINS,
  scoreText,
  SEVERITIES,
  VERDICT_WORDS,
} from "./words";

/** Up to so many entries are unfolded from the beginning; more would bury what matters. */
const FEW = 10;
/** Beyond this a browser takes seconds to lay the page out. */
const MOST_ENTRIES = 2000;
const MOST_REASONS = 20;

/**
 * The report as one HTML file that needs nothing else: no request leaves it, and its policy forbids any script or style
 * but its own two, so that markup that slipped in from a resource's name would do nothing.
 */
export function renderHtml(report: Report): string {
  const groups = groupAlike(report.findings);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>drparity: ${line(report.pair.name, 80)} ${VERDICT_WORDS[report.summary.verdict]}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
${header(report)}
<main id="findings">
${groups.length > 0 ? filter() : "<p>No divergence was found in what was compared.</p>"}
${SEVERITIES.map((severity) => section(severity, groups)).join("")}
${leftOut(groups)}
${appendix(report)}
<footer>drparity ${line(report.tool.version, 40)}, ${line(report.generatedAt, 40)}</footer>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function policy(): string {
  return [
    "default-src 'none'",
    `style-src '${sha256(STYLE)}'`,
    `script-src '${sha256(SCRIPT)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function sha256(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function header(report: Report): string {
  const { pair, summary } = report;
  const score = scoreText(summary.score);
  return `<header>
<h1><span class="verdict ${summary.verdict}">${VERDICT_WORDS[summary.verdict]}</span> ${line(pair.name, 80)}</h1>
<p>Parity score <strong>${score}</strong> of 100 <meter min="0" max="100" low="80" high="99" optimum="100" value="${score}" aria-label="Parity score"></meter></p>
<p class="quiet">${side(pair.primary, "primary")} → ${side(pair.dr, "DR")}, ${pair.strategy}</p>
${incomplete(report)}
<dl class="counts">${counts(report)}</dl>
</header>`;
}

function side({ region, sources, resources }: SideSummary, name: string): string {
  const where = region === null ? name : `${name} ${codeLine(region, 40)}`;
  const from = sources.slice(0, 3).map((source) => codeLine(source === "-" ? "stdin" : source, 100));
  const more = sources.length > 3 ? ` and ${String(sources.length - 3)} more` : "";
  return `${where} (${counted(resources, "resource")} from ${from.join(", ") || "nothing"}${more})`;
}

function incomplete({ coverage }: Report): string {
  if (coverage.incomplete.length === 0) return "";
  const reasons = coverage.incomplete.slice(0, MOST_REASONS).map((reason) => `<li>${line(reason, 600)}</li>`);
  const more = coverage.incomplete.length - reasons.length;
  const rest = more > 0 ? `<li>and ${String(more)} more</li>` : "";
  return `<section class="incomplete-why"><h2>This report cannot prove parity</h2><ul>${reasons.join("")}${rest}</ul></section>`;
}

function counts({ summary: s }: Report): string {
  const tiles: readonly (readonly [string, string, number])[] = [
    ["critical", "Critical", s.critical],
    ["warning", "Warnings", s.warning],
    ["info", "Info", s.info],
    ["", "Only in primary", s.missingInDr],
    ["", "Only in DR", s.missingInPrimary],
    ["", "Pairs", s.paired],
    ["", "Expected", s.expected],
    ["", "Suppressed", s.suppressed],
    ["", "Unresolved", s.unresolved],
  ];
  return tiles
    .map(
      ([kind, label, n]) =>
        `<div class="${n ? kind : "nought"}"><dt>${label}</dt><dd>${String(n)}</dd></div>`,
    )
    .join("");
}

/** Hidden until the script runs: without it there is nothing to filter with. */
function filter(): string {
  const boxes = SEVERITIES.map(
    (severity) =>
      `<label><input type="checkbox" name="severity" value="${severity}" checked> ${severity}</label>`,
  );
  return `<form id="filter" role="search" aria-label="Filter the findings" autocomplete="off" hidden>
<input type="search" name="search" placeholder="Search address, rule, value" aria-label="Search">
<fieldset><legend>Severity</legend>${boxes.join("")}</fieldset>
${select("kind", "Every kind", KINDS, KIND_WORDS)}
${select("origin", "Every origin", ORIGINS, ORIGIN_WORDS)}
<button type="button" id="unfold" aria-pressed="false">Unfold all</button>
<span id="shown" class="quiet" role="status"></span>
</form>`;
}

function select<T extends string>(
  name: string,
  every: string,
  values: readonly T[],
  words: Readonly<Record<T, string>>,
): string {
  const options = values.map((value) => `<option value="${value}">${words[value]}</option>`);
  return `<select name="${name}" aria-label="${every}"><option value="">${every}</option>${options.join("")}</select>`;
}

function section(severity: Severity, groups: readonly FindingGroup[]): string {
  const own = groups.slice(0, MOST_ENTRIES).filter(({ first }) => first.severity === severity);
  if (own.length === 0) return "";
  const n = own.reduce((sum, { findings }) => sum + findings.length, 0);
  const title = `${severity.charAt(0).toUpperCase()}${severity.slice(1)} (${String(n)})`;
  const entries = own.map((group) => findingEntry(group, groups.length <= FEW));
  return `<section class="findings" aria-labelledby="h-${severity}"><h2 id="h-${severity}">${title}</h2>
${entries.join("\n")}
</section>`;
}

function leftOut(groups: readonly FindingGroup[]): string {
  const n = groups.slice(MOST_ENTRIES).reduce((sum, { findings }) => sum + findings.length, 0);
  return n > 0
    ? `<p>${counted(n, "finding")} of lesser severity left out: the JSON report has them all.</p>`
    : "";
}
