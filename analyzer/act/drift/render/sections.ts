import type { Severity } from "../../../model/report";
import { counted, SEVERITIES } from "../../../render/words";
import { durationText, timeText } from "../../../base/duration";
import {
  healthChanged,
  healthOf,
  type DriftReport,
  type GoneFinding,
  type PresentFinding,
} from "../drift-report";

/** What changed without being new or worse: told in brief, with how long it took or takes. */
export interface BriefSection {
  /** Such as `Persisting`. */
  readonly title: string;
  /** Worst first. */
  readonly items: readonly { readonly one: PresentFinding | GoneFinding; readonly history: string }[];
}

/** In the order in which they are told. */
export function briefSections(drift: DriftReport): readonly BriefSection[] {
  return [
    brief("Persisting", drift.persisting, sinceText),
    brief("Resolved", drift.resolved, tookText),
    brief("Accepted", drift.accepted, sinceText),
    unprovenSection(drift),
  ];
}

export function unprovenSection({ unproven }: DriftReport): BriefSection {
  return brief("Not proven to be gone", unproven, sinceText);
}

export function brief<T extends PresentFinding | GoneFinding>(
  title: string,
  list: readonly T[],
  historyOf: (one: T) => string,
): BriefSection {
  return { title, items: worstFirst(list).map((one) => ({ one, history: historyOf(one) })) };
}

/** `1 new, 2 worse, 3 persisting, 1 resolved`, without the noughts. */
export function changeCounts(drift: DriftReport): string {
  const { appeared, worsened, persisting, resolved, accepted, unproven } = drift;
  const parts = [
    [appeared.length, "new"],
    [worsened.length, "worse"],
    [persisting.length, "persisting"],
    [resolved.length, "resolved"],
    [accepted.length, "accepted"],
    [unproven.length, "not proven to be gone"],
  ] as const;
  const told = parts.filter(([n]) => n > 0).map(([n, word]) => `${String(n)} ${word}`);
  return told.join(", ") || "no divergence";
}

/** That runs began to fail or recovered, in a sentence; undefined when neither. */
export function healthText(drift: DriftReport): string | undefined {
  if (!healthChanged(drift)) return undefined;
  const now = healthOf(drift.verdict);
  if (now === "failed") return "The scheduled run began to fail.";
  if (now === "incomplete") return "The scheduled run cannot prove parity any more.";
  return "The scheduled run compares everything again.";
}

/** One line for a run that has nothing to say. */
export function quietText(drift: DriftReport): string {
  if (drift.verdict === "failed") return "the run failed, as the one before";
  const open = drift.persisting.length + drift.unproven.length;
  const rest = open === 0 ? "no divergence" : `${counted(open, "finding persists", "findings persist")}`;
  const doubt = drift.verdict === "incomplete" ? ", and parity cannot be proven" : "";
  const { previous } = drift;
  return `${previous === null ? "" : `nothing changed since ${timeText(previous.at)}: `}${rest}${doubt}`;
}

/** `since 2026-11-20 06:00 UTC (3 days), first seen at 1a2b3c4d5e6f`. */
export function sinceText({ since, secondsOpen }: PresentFinding | GoneFinding): string {
  const commit = since.commit === null ? "" : `, first seen at ${since.commit.slice(0, 12)}`;
  return `since ${timeText(since.at)} (${durationText(secondsOpen)})${commit}`;
}

/** `after 3 h 12 min`. */
export function tookText({ secondsOpen }: GoneFinding): string {
  return `after ${durationText(secondsOpen)}`;
}

/** What is odd about a finding that is not simply new; undefined when nothing is. */
export function historyText(one: PresentFinding): string | undefined {
  const { severityBefore, timesResolved, finding } = one;
  if (timesResolved > 0) return `came back: it was resolved ${counted(timesResolved, "time")} before`;
  if (severityBefore === null) return undefined;
  if (severityBefore !== finding.severity) return `was ${severityBefore}, ${sinceText(one)}`;
  return `no longer accepted, ${sinceText(one)}`;
}

/** A finding's addresses, both where they differ. */
export function addressText({ finding: { primary, dr } }: PresentFinding | GoneFinding): string {
  const texts = [primary, dr].map((side) => (typeof side === "object" ? side?.address : side));
  return [...new Set(texts.filter((text) => text !== undefined))].join(" -> ");
}

/** Worst first, otherwise in the order given. */
export function worstFirst<T extends PresentFinding | GoneFinding>(list: readonly T[]): readonly T[] {
  const rank = ({ finding }: T) => SEVERITIES.indexOf(finding.severity);
  return [...list].sort((a, b) => rank(a) - rank(b));
}

/** The same report without findings that are less severe. */
export function atLeast(drift: DriftReport, least: Severity): DriftReport {
  const kept = SEVERITIES.slice(0, SEVERITIES.indexOf(least) + 1);
  const only = <T extends PresentFinding | GoneFinding>(list: readonly T[]) =>
    list.filter(({ finding }) => kept.includes(finding.severity));
  return {
    ...drift,
    appeared: only(drift.appeared),
    worsened: only(drift.worsened),
    persisting: only(drift.persisting),
    resolved: only(drift.resolved),
    accepted: only(drift.accepted),
    unproven: only(drift.unproven),
  };
}
