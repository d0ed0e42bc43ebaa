import type { Report } from "../../model/report";
import type { TrendPoint } from "../trend";
import { headlineOf } from "../headline";
import { counted, FAILED_OVER, scoreText, VERDICT_WORDS } from "../words";
import { line } from "./text";
import { trendChart } from "./trend";

const MOST_REASONS = 20;

/** The verdict, the score with its trend, what keeps the report from being complete, and the counts. */
export function header(report: Report, trend: readonly TrendPoint[]): string {
  const { pair, summary } = report;
  const score = scoreText(summary.score);
  return `<header>
<h1><span class="verdict ${summary.verdict}">${VERDICT_WORDS[summary.verdict]}</span> ${line(pair.name, 80)}</h1>
${pair.writer === undefined ? "" : `<p><strong>${FAILED_OVER}</strong></p>\n`}${failures(report)}
<p>Parity score <strong>${score}</strong> of 100 <meter min="0" max="100" low="80" high="99" optimum="100" value="${score}" aria-label="Parity score"></meter></p>
${trendChart(report, trend)}
${incomplete(report)}
<dl class="counts">${counts(report)}</dl>
</header>`;
}

/** What would fail, before any number. */
function failures({ findings }: Report): string {
  const { failures: all, more } = headlineOf(findings);
  if (all.length === 0) return "";
  const rest = more > 0 ? [`and ${counted(more, "more kind")} of critical failure, below`] : [];
  const items = [...all.map((one) => `<strong>At failover:</strong> ${line(one, 600)}`), ...rest];
  return `<ul class="failures">${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
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
