import type { RecordedFinding, RunRecord } from "../../../../analyzer/act/history/entry";
import type { Verdict } from "../../../../analyzer/model/report";

/** A finding as a test tells it. */
export function finding(id: string, more: Partial<RecordedFinding> = {}): RecordedFinding {
  return {
    id,
    rule: "twins-differ",
    kind: "attribute",
    severity: "warning",
    primary: `aws_sqs_queue.${id}`,
    dr: `aws_sqs_queue.${id}`,
    message: `The queue ${id} differs.`,
    ...more,
  };
}

/** A run on a day of January 2026, which showed these findings. */
export function run(
  day: number,
  ids: readonly (string | RecordedFinding)[] = [],
  more: Partial<RunRecord> = {},
) {
  const findings = ids.map((id) => (typeof id === "string" ? finding(id) : id));
  const verdict: Verdict = findings.length > 0 ? "divergent" : "parity";
  return {
    at: new Date(Date.UTC(2026, 0, day)).toISOString(),
    pair: "test",
    run: { kind: "drift", id: `run-${String(day)}`, commit: `c0ffee${String(day)}` },
    verdict,
    score: 100 - findings.length,
    findings,
    accepted: [],
    problems: [],
    remediations: [],
    ...more,
  } satisfies RunRecord;
}
