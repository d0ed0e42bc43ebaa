import type { CiRun } from "../../base/ci-run";
import { TOOL_VERSION } from "../../base/version";
import type { Report } from "../../model/report";
import { headlineOf } from "../../render/headline";
import { footer } from "../../render/markdown/comment";
import {
  ADDRESS,
  code,
  inert,
  MOST_BYTES,
  PROSE,
  regions,
  SEVERITY_ICONS,
  warning,
  whatFits,
} from "../../render/markdown-text";
import { addresses, counted, scoreText, severityCounts, VERDICT_WORDS } from "../../render/words";
import { placeOf } from "./annotations";

/** So many findings that no line can tell of are listed. */
const MOST_ELSEWHERE = 50;
const MOST_REASONS = 10;

/** `divergent, 97/100: 1 critical, 2 warnings`. */
export function titleOf({ summary }: Report): string {
  return `${VERDICT_WORDS[summary.verdict]}, ${scoreText(summary.score)}/100: ${severityCounts(summary)}`;
}

/**
 * What a check run says beside its annotations, in Markdown: what would fail, and the findings that no line can tell of, as far
 * as GitHub takes them: 65,535 characters.
 */
export function summaryOf(report: Report, run?: CiRun): string {
  const elsewhere = report.findings.filter((finding) => placeOf(finding) === undefined);
  const lines = elsewhere.slice(0, MOST_ELSEWHERE).map(({ severity, message, primary, dr }) => {
    const names = addresses({ primary, dr }).map((address) => code(address, ADDRESS));
    return `- ${SEVERITY_ICONS[severity]} ${names.join(" → ")}: ${inert(message, PROSE)}`;
  });
  const document = (told: readonly string[]) => documentOf(report, told, elsewhere.length - told.length, run);
  return document(whatFits(lines, MOST_BYTES - Buffer.byteLength(document([]))));
}

function documentOf(report: Report, lines: readonly string[], left: number, run?: CiRun): string {
  const { findings, coverage, pair } = report;
  const { failures, more } = headlineOf(findings);
  return [
    regions(pair),
    ...(coverage.incomplete.length > 0
      ? [
          warning(
            "This report cannot prove parity:",
            coverage.incomplete.slice(0, MOST_REASONS).map((reason) => inert(reason, PROSE)),
          ),
        ]
      : []),
    ...failures.map((failure) => `**At failover:** ${inert(failure, PROSE)}`),
    ...(more > 0 ? [`And ${counted(more, "more failure")}.`] : []),
    ...(lines.length > 0 ? ["Without a line of a file:", lines.join("\n")] : []),
    ...(left > 0 ? [`And ${counted(left, "more finding")}, in the run's own report.`] : []),
    footer([`drparity ${TOOL_VERSION}`], run),
  ].join("\n\n");
}
