import type { CiRun } from "../../base/ci-run";
import { appendix } from "./appendix";
import { failoverPaths } from "./failover-path";
import { findingsSection } from "./findings";
import { header } from "./header";
import { page } from "./page";
import { pairSection } from "./pair";
import { recoverySection } from "./recovery";
import { rulesSection } from "./rules";
import { SCRIPT } from "./script";
import { STYLE } from "./style";
import { codeLine, line } from "./text";
import type { Report } from "../../model/report";
import type { TrendPoint } from "../trend";
import { VERDICT_WORDS } from "../words";
import type { RenderFormat } from "../format";

/** What the page shows beside the report. */
export interface HtmlOptions {
  /** The pair's earlier runs, oldest first, without this one: the score's trend. None when not given. */
  readonly trend?: readonly TrendPoint[];
  /** The pipeline's run: the page names it and links to its commit's files. */
  readonly run?: CiRun;
}

/** The report as one HTML file that needs nothing else. */
export function renderHtml(report: Report, { trend = [], run }: HtmlOptions = {}): string {
  return page({
    title: `drparity: ${line(report.pair.name, 80)} ${VERDICT_WORDS[report.summary.verdict]}`,
    style: STYLE,
    script: SCRIPT,
    body: `<a class="skip" href="#findings">Skip to the findings</a>
${header(report, trend)}
<main>
${pairSection(report)}
${recoverySection(report.recovery)}
${failoverPaths(report)}
${findingsSection(report, run)}
${appendix(report)}
${rulesSection(report.findings)}
</main>
<footer>${footer(report, run)}</footer>`,
  });
}

/** A page of its own. */
export const format: RenderFormat = { render: renderHtml };

/** By what the page was made and when, for which commit, and where the run is. */
function footer({ tool, generatedAt }: Report, run?: CiRun): string {
  return [
    `drparity ${line(tool.version, 40)}`,
    line(generatedAt, 40),
    ...(run?.commit === undefined ? [] : [`commit ${codeLine(run.commit.slice(0, 12), 12)}`]),
    ...(run?.url === undefined ? [] : [`<a href="${run.url}" rel="noreferrer noopener">this run</a>`]),
  ].join(", ");
}
