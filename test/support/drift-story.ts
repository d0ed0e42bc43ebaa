import { compareRuns, compareWithTold, type CurrentRun } from "../../analyzer/act/drift/compare-runs";
import type { DriftReport } from "../../analyzer/act/drift/drift-report";
import { seal } from "../../analyzer/act/history/chain";
import type { HistoryEntry, RecordedNotification, RunRecord } from "../../analyzer/act/history/entry";
import { failedRecord, recordOf } from "../../analyzer/act/history/record";
import type { Finding, Report, Severity } from "../../analyzer/model/report";
import { finding, reportOf } from "./report-fixtures";

/** Runs of a pair's scheduled job, an hour apart, and the history that they leave. */
export class DriftStory {
  readonly entries: HistoryEntry[] = [];
  private hour = 0;

  /** A run that finds these, and tells these channels. */
  ran(
    findings: readonly Finding[],
    notifications: readonly RecordedNotification[] = [],
    rest: Partial<Report> = {},
  ) {
    return this.add(this.current(findings, rest), notifications);
  }

  /** A run that could not plan. */
  failed(
    problems: readonly string[] = ["infra/dr: it failed."],
    notifications: readonly RecordedNotification[] = [],
  ) {
    return this.add({ ...this.current([]), report: null, problems }, notifications);
  }

  /** What another command recorded meanwhile. */
  analyzed(findings: readonly Finding[]): void {
    const { report, run } = this.current(findings);
    if (report) this.append(recordOf(report, { ...run, kind: "analyze" }));
  }

  private current(findings: readonly Finding[], rest: Partial<Report> = {}): CurrentRun & { report: Report } {
    const at = new Date(Date.UTC(2026, 10, 20, this.hour++)).toISOString();
    const verdict = findings.some(({ severity }) => severity !== "info") ? "divergent" : "parity";
    const report = reportOf(findings, { generatedAt: at, ...rest });
    const summary = {
      ...report.summary,
      verdict: rest.coverage?.incomplete.length ? "incomplete" : verdict,
    } as const;
    const run = {
      kind: "drift",
      id: `run-${String(this.hour)}`,
      commit: `c0ffee${String(this.hour)}`,
    } as const;
    return { at, pair: "storefront", run, report: { ...report, summary }, problems: [] };
  }

  private add(current: CurrentRun, notifications: readonly RecordedNotification[]) {
    const before = [...this.entries];
    const { report, run, pair, problems, at } = current;
    const record = report ? recordOf(report, run) : failedRecord(pair, run, problems, new Date(at));
    this.append({ ...record, notifications });
    return {
      drift: compareRuns(before, current),
      news: (channel: string): DriftReport => compareWithTold(before, current, channel),
      before,
      current,
    };
  }

  private append(record: RunRecord): void {
    this.entries.push(seal(record, this.entries.at(-1) ?? null));
  }
}

/** A finding with an id of its own. */
export function found(id: string, severity: Severity = "warning", more: Partial<Finding> = {}): Finding {
  return finding({ address: `aws_sqs_queue.${id}`, id, severity, ...more });
}

/** A run without further ado, of these findings, none of which was there before. */
export function firstRun(findings: readonly Finding[], rest: Partial<Report> = {}): DriftReport {
  return new DriftStory().ran(findings, [], rest).drift;
}
