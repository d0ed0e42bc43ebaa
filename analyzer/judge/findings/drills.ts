import { duration, durationText } from "../../base/duration";
import type { RawFinding, RawUnresolved } from "../../model/finding";
import { type DrillReport, type DrillSeries, lastOf, overdueBy, seriesOf } from "../../model/drill";
import { DRILL_RULE } from "./drill-rule";

/** The reports of drills that a pair's are among, or why they could not be read. */
export type Drills = readonly DrillReport[] | { readonly unread: string };

/** What the drills say. */
export interface DrillResults {
  readonly findings: readonly RawFinding[];
  readonly unresolved: readonly RawUnresolved[];
}

/**
 * What is wrong with the drills of a pair.
 * @param drills undefined: nobody says where they are, and whether there are any
 */
export function judgeDrills(drills: Drills | undefined, pair: string, now: Date): DrillResults {
  if (drills === undefined) return { findings: [], unresolved: [] };
  if ("unread" in drills) {
    const reason = `${DRILL_RULE.id}: the reports of drills cannot be read: ${drills.unread}`;
    return { findings: [], unresolved: [{ primary: null, dr: null, path: "", reason }] };
  }
  const series = seriesOf(drills.filter((one) => one.pair === pair));
  if (series.length === 0)
    return { findings: [finding(pair, "there is no report of any drill")], unresolved: [] };
  return {
    findings: series.flatMap((one) =>
      drillProblems(one, now).map((problem) => finding(one.drill, `drill ${one.drill}: ${problem}`)),
    ),
    unresolved: [],
  };
}

/** What is wrong with the last drill of a series, a sentence each. */
export function drillProblems(series: DrillSeries, now: Date): string[] {
  const last = lastOf(series);
  const day = last.began.slice(0, 10);
  const since = overdueBy(series, now);
  return [
    ...(last.failure === null ? [] : [`it failed on ${day} at ${last.failure.wave}: ${last.failure.error}`]),
    ...beyond(last, day),
    ...(last.cleanedUp ? [] : [`it left something behind on ${day}, which costs`]),
    ...(since === undefined
      ? []
      : [
          `the last one began ${durationText(since)} ago, and one is due every ${durationText(last.everySeconds)}`,
        ]),
  ];
}

function beyond({ outcome, rtoSeconds, rpoSeconds, targets, losses }: DrillReport, day: string): string[] {
  if (outcome === "failed") return [];
  const words = (figure: number, target: number, what: string) =>
    figure <= target
      ? []
      : [`on ${day} ${what} ${duration(Math.round(figure))} where ${duration(target)} are allowed`];
  return [
    ...(rtoSeconds === null ? [] : words(rtoSeconds, targets.rtoSeconds, "recovery took")),
    ...(rpoSeconds === null
      ? losses.map(() => `on ${day} nobody could tell how much would have been lost`).slice(0, 1)
      : words(rpoSeconds, targets.rpoSeconds, "a failover would have lost")),
  ];
}

function finding(drill: string, message: string): RawFinding {
  const { id, severity, impact, remediation } = DRILL_RULE;
  return {
    rule: id,
    kind: "readiness",
    severity,
    origin: "existing",
    primary: null,
    dr: null,
    differences: [],
    message,
    impact,
    remediation,
    about: JSON.stringify([drill, message.replaceAll(/\d+/g, "#")]),
  };
}
