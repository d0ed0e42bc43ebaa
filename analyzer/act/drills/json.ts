import { toJsonText } from "../../base/json-text";
import { drillProblems } from "../../judge/findings/drills";
import { type DrillReport, type DrillSeries, overdueBy } from "../../model/drill";

/** The drills for programs: of each machine what is wrong, and all reports, the newest last. */
export function drillsJson(all: readonly DrillSeries[], now: Date): string {
  return toJsonText({
    schemaVersion: "1.0",
    drills: all.map((series) => ({
      pair: series.pair,
      drill: series.drill,
      problems: drillProblems(series, now),
      overdue: overdueBy(series, now) !== undefined,
      reports: series.reports.map(known),
    })),
  });
}

/** What is read of a report, and nothing that else may stand in the file. */
function known(report: DrillReport) {
  const { execution, reason, outcome, began, ended, everySeconds, rtoSeconds, rpoSeconds, cleanedUp } =
    report;
  const { rtoSeconds: rto, rpoSeconds: rpo } = report.targets;
  const { failure } = report;
  return {
    execution,
    reason,
    outcome,
    began,
    ended,
    everySeconds,
    targets: { rtoSeconds: rto, rpoSeconds: rpo },
    rtoSeconds,
    rpoSeconds,
    steps: report.steps.map(({ wave, name, seconds }) => ({ wave, name, seconds })),
    losses: report.losses.map(({ name, seconds }) => ({ name, seconds })),
    failure: failure === null ? null : { wave: failure.wave, error: failure.error, cause: failure.cause },
    cleanedUp,
  };
}
