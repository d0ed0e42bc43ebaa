import { createHash } from "node:crypto";
import type { CiRun } from "../../base/ci-run";
import { appendix } from "./appendix";
import { failoverPaths } from "./failover-path";
import { findingsSection } from "./findings";
import { header } from "./header";
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

/**
 * The report as one HTML file that needs nothing else: no request leaves it, and its policy forbids any script or style
 * but its own two, so that markup that slipped in from a resource's name would do nothing.
 */
export function renderHtml(report: Report, { trend = [], run }: HtmlOptions = {}): string {
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
${header(report, trend)}
<main>
${pairSection(report)}
${recoverySection(report.recovery)}
${failoverPaths(report)}
${findingsSection(report, run)}
${appendix(report)}
${rulesSection(report.findings)}
</main>
<footer>${footer(report, run)}</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
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
