import { changesSince, type Changes, type PersistingFinding } from "../history/changes";
import type { HistoryEntry, RunOrigin } from "../history/entry";
import type { Report, Severity } from "../../model/report";
import { SEVERITIES } from "../../render/words";
import type { DriftReport, GoneFinding, PresentFinding } from "./drift-report";

/** A run of this moment: what it found, or why it found nothing. */
export interface CurrentRun {
  readonly at: string;
  readonly pair: string;
  readonly run: RunOrigin;
  readonly report: Report | null;
  /** Why the run failed; empty where there is a report. */
  readonly problems: readonly string[];
}

/**
 * What a run has to say that the scheduled runs before it did not.
 *
 * @param entries the history, oldest first; what other commands and other pairs left there is passed over
 */
export function compareRuns(entries: readonly HistoryEntry[], current: CurrentRun): DriftReport {
  return compareWith(ownEntries(entries, current.pair), current);
}

/**
 * The same for one channel: compared with what this channel was told. What could not be delivered is thus news again,
 * and what came and went in between is none. A message that a run failed says nothing about findings.
 */
export function compareWithTold(
  entries: readonly HistoryEntry[],
  current: CurrentRun,
  channel: string,
): DriftReport {
  const told = ownEntries(entries, current.pair).filter(({ notifications = [] }) =>
    notifications.some((one) => one.channel === channel && one.delivered),
  );
  return withFullPast(compareWith(told, current), compareRuns(entries, current));
}

function ownEntries(entries: readonly HistoryEntry[], pair: string): readonly HistoryEntry[] {
  return entries.filter((entry) => entry.pair === pair && entry.run.kind === "drift");
}

function compareWith(entries: readonly HistoryEntry[], current: CurrentRun): DriftReport {
  const { at, pair, run, report } = current;
  const last = entries.at(-1);
  const base = { at, pair, run, report, previous: last ? { at: last.at, verdict: last.verdict } : null };
  if (report === null) return { ...base, ...FAILED, problems: current.problems };
  const { verdict, score } = report.summary;
  const problems = report.coverage.incomplete;
  return { ...base, verdict, score, problems, notifications: [], ...lists(entries, current, report) };
}

const FAILED = {
  verdict: "failed",
  score: null,
  appeared: [],
  worsened: [],
  persisting: [],
  resolved: [],
  accepted: [],
  unproven: [],
  notifications: [],
} as const;

function lists(entries: readonly HistoryEntry[], { at, run }: CurrentRun, report: Report) {
  const changes = changesSince(entries, report);
  const seen = entries.filter(({ verdict }) => verdict !== "failed").at(-1);
  const acceptedBefore = new Set(seen?.accepted);
  const [reopened, stayed] = split(changes.persisting, ({ finding }) => acceptedBefore.has(finding.id));
  const [worse, same] = split(stayed, isWorse);
  const now = { at, commit: run.commit };
  return {
    appeared: [...changes.appeared.map((one) => newFinding(one, now)), ...reopened.map(present)],
    worsened: worse.map(present),
    persisting: same.map(present),
    resolved: changes.resolved.map(gone(at)),
    accepted: changes.accepted.map(gone(at)),
    unproven: changes.unproven.map(gone(at)),
  };
}

function newFinding(
  { finding, recurred }: Changes["appeared"][number],
  since: PresentFinding["since"],
): PresentFinding {
  return { finding, since, secondsOpen: 0, severityBefore: null, timesResolved: recurred?.times ?? 0 };
}

function present({ finding, since, secondsOpen, severityBefore }: PersistingFinding): PresentFinding {
  const { at, commit } = since;
  return { finding, since: { at, commit }, secondsOpen, severityBefore, timesResolved: 0 };
}

function gone(now: string) {
  return ({ finding, since: { at, commit } }: Pick<GoneFinding, "finding" | "since">): GoneFinding => ({
    finding,
    since: { at, commit },
    secondsOpen: secondsFrom(at, now),
  });
}

function secondsFrom(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
}

function isWorse({ finding, severityBefore }: { finding: { severity: Severity }; severityBefore: Severity }) {
  return SEVERITIES.indexOf(finding.severity) < SEVERITIES.indexOf(severityBefore);
}

function split<T>(list: readonly T[], test: (item: T) => boolean): readonly [T[], T[]] {
  return [list.filter(test), list.filter((item) => !test(item))];
}

/** A channel may have been told later than a finding was seen: since when is what the whole history knows. */
function withFullPast(told: DriftReport, full: DriftReport): DriftReport {
  const known = new Map(
    [...full.appeared, ...full.worsened, ...full.persisting, ...full.resolved, ...full.accepted].map(
      ({ finding, since, secondsOpen }) => [finding.id, { since, secondsOpen }],
    ),
  );
  const dated = <T extends GoneFinding | PresentFinding>(list: readonly T[]): readonly T[] =>
    list.map((one) => ({ ...one, ...known.get(one.finding.id) }));
  return {
    ...told,
    appeared: dated(told.appeared),
    worsened: dated(told.worsened),
    persisting: dated(told.persisting),
    resolved: dated(told.resolved),
    accepted: dated(told.accepted),
  };
}
