import type { Finding, Report } from "../../model/report";
import type { RecordedFinding, RecordedRemediation, RunOrigin, RunRecord } from "./entry";

/** What the history keeps of a report. The report is redacted already. */
export function recordOf(
  report: Report,
  run: RunOrigin,
  remediations: readonly RecordedRemediation[] = [],
): RunRecord {
  return {
    at: report.generatedAt,
    pair: report.pair.name,
    run,
    verdict: report.summary.verdict,
    score: report.summary.score,
    findings: report.findings.map(recordedFinding),
    accepted: acceptedIds(report),
    problems: report.coverage.incomplete,
    remediations,
  };
}

/** What the history keeps of a run that came to no report. It says nothing about any finding. */
export function failedRecord(pair: string, run: RunOrigin, problems: readonly string[], at: Date): RunRecord {
  return {
    at: at.toISOString(),
    pair,
    run,
    verdict: "failed",
    score: null,
    findings: [],
    accepted: [],
    problems,
    remediations: [],
  };
}

/** Ids of what is there, but accepted: by design or by the policy. */
export function acceptedIds({ expected, suppressed }: Report): string[] {
  return [...expected, ...suppressed].map(({ id }) => id);
}

function recordedFinding({ id, rule, kind, severity, primary, dr, message }: Finding): RecordedFinding {
  return {
    id,
    rule,
    kind,
    severity,
    primary: primary?.address ?? null,
    dr: dr?.address ?? null,
    message,
  };
}
