import type { Severity } from "../../model/report";
import type { RecordedFinding, RunRecord } from "./entry";

/** A run in which something was seen. */
export interface Sighting {
  readonly at: string;
  readonly run: string;
  readonly commit: string | null;
}

/** A finding that is open, or was: from the run that showed it first to the one that no longer did. */
export interface Spell {
  readonly id: string;
  /** As the last run that showed it told it. */
  readonly finding: RecordedFinding;
  readonly since: Sighting;
  readonly last: Sighting;
  /** Earlier spells of the same finding, null the first time. */
  readonly earlier: EarlierSpells | null;
}

/** That a finding was there before, and was resolved. */
export interface EarlierSpells {
  readonly times: number;
  readonly firstSeen: Sighting;
  readonly resolvedAt: string;
}

/** A spell that is over. */
export interface Resolution {
  readonly spell: Spell;
  /** From the first sighting to the run that no longer showed it. */
  readonly seconds: number;
}

/** What a run says about findings, as far as the ledger needs it. */
export interface Shown<F extends { readonly id: string; readonly severity: Severity }> {
  readonly proves: boolean;
  readonly findings: readonly F[];
  readonly accepted: readonly string[];
}

/** What a run changes. */
export interface Step<F> {
  /** Not open before. `earlier` when it had been resolved, and came back. */
  readonly appeared: readonly { readonly finding: F; readonly earlier: EarlierSpells | null }[];
  /** Open before and still there; the spell tells since when and how severe it was. */
  readonly persisting: readonly { readonly finding: F; readonly spell: Spell }[];
  /** Open before, and proven to be gone. */
  readonly resolved: readonly Spell[];
  /** Open before, and not seen by a run that proves nothing by that. */
  readonly unproven: readonly Spell[];
  /** Open before, and since accepted: by design, by a suppression or by the baseline. */
  readonly accepted: readonly Spell[];
}

/** Whether a run's silence about a finding means that it is gone. */
export function provesAbsence(verdict: RunRecord["verdict"]): boolean {
  return verdict === "parity" || verdict === "divergent";
}

/** The findings of one pair over its runs. */
export class Ledger {
  private readonly spells = new Map<string, Spell>();
  private readonly past = new Map<string, EarlierSpells>();
  private readonly accepted = new Set<string>();

  /** Findings that are open and not accepted. */
  open(): Spell[] {
    return [...this.spells.values()].filter(({ id }) => !this.accepted.has(id));
  }

  /** What a run that shows this would change; the ledger stays as it is. */
  compare<F extends { readonly id: string; readonly severity: Severity }>(shown: Shown<F>): Step<F> {
    const seen = new Set(shown.findings.map(({ id }) => id));
    const accepted = new Set(shown.accepted);
    const unseen = [...this.spells.values()].filter(({ id }) => !seen.has(id));
    const gone = unseen.filter(({ id }) => !accepted.has(id));
    // What was accepted once and is not even seen by a run that proves nothing stays accepted.
    const hidden = gone.filter(({ id }) => !this.accepted.has(id));
    return {
      appeared: shown.findings
        .filter(({ id }) => !this.spells.has(id))
        .map((finding) => ({ finding, earlier: this.past.get(finding.id) ?? null })),
      persisting: shown.findings.flatMap((finding) => {
        const spell = this.spells.get(finding.id);
        return spell ? [{ finding, spell }] : [];
      }),
      resolved: shown.proves ? gone : [],
      unproven: shown.proves ? [] : hidden,
      accepted: unseen.filter(({ id }) => accepted.has(id) && !this.accepted.has(id)),
    };
  }

  /** Takes a run in. @returns what it changed */
  add(run: RunRecord): { readonly appeared: number; readonly resolved: readonly Resolution[] } {
    const proves = provesAbsence(run.verdict);
    const { appeared, persisting, resolved } = this.compare({ ...run, proves });
    const sighting = { at: run.at, run: run.run.id, commit: run.run.commit };
    for (const { finding, earlier } of appeared) {
      this.spells.set(finding.id, { id: finding.id, finding, since: sighting, last: sighting, earlier });
    }
    for (const { finding, spell } of persisting) {
      this.spells.set(finding.id, { ...spell, finding, last: sighting });
    }
    for (const spell of resolved) this.close(spell, run.at);
    for (const { id } of run.findings) this.accepted.delete(id);
    if (proves) this.accepted.clear();
    for (const id of run.accepted) this.accepted.add(id);
    return {
      appeared: appeared.length,
      resolved: resolved.map((spell) => ({ spell, seconds: secondsBetween(spell.since.at, run.at) })),
    };
  }

  private close({ id, since, earlier }: Spell, resolvedAt: string): void {
    this.spells.delete(id);
    this.past.set(id, {
      times: (earlier?.times ?? 0) + 1,
      firstSeen: earlier?.firstSeen ?? since,
      resolvedAt,
    });
  }
}

/** Seconds from one time to a later one; 0 where clocks disagree about which is later. */
export function secondsBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
}
