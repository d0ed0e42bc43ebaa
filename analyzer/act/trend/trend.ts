import type { HistoryEntry } from "../history/entry";
import { Ledger, secondsBetween, type Resolution, type Spell } from "../history/ledger";
import type { Severity, Verdict } from "../../model/report";
import type { FindingLine } from "../../model/finding-line";

/** What a pair's history says as a whole. */
export interface Trend {
  readonly pair: string;
  /** The runs since the time that was asked for, oldest first. */
  readonly runs: readonly TrendRun[];
  /** How often something new was found, the first run apart, which finds all that was there. */
  readonly drift: {
    readonly findings: number;
    readonly runs: number;
    /** Days from one such run to the next; null when there was none. */
    readonly everyDays: number | null;
  };
  readonly remediation: Readonly<Record<Severity, Remediation>>;
  /** What is open now, the oldest first; what was accepted is left out. */
  readonly open: readonly OpenFinding[];
}

/** One run, as a row of a table. */
export interface TrendRun {
  readonly at: string;
  readonly run: string;
  readonly kind: HistoryEntry["run"]["kind"];
  readonly commit: string | null;
  readonly verdict: Verdict | "failed";
  /** 0 to 100; null for a run that failed. */
  readonly score: number | null;
  readonly critical: number;
  readonly warning: number;
  readonly info: number;
  /** Findings that were not open before, and those that are gone for certain. */
  readonly appeared: number;
  readonly resolved: number;
}

/** How long findings of a severity were open, in seconds; null when none was resolved. */
export interface Remediation {
  readonly resolved: number;
  readonly meanSeconds: number | null;
  readonly medianSeconds: number | null;
  readonly open: number;
}

/** A finding that waits. */
export interface OpenFinding extends FindingLine {
  readonly since: string;
  /** The commit of the run that showed it first. */
  readonly commit: string | null;
  /** Up to the pair's last run. */
  readonly openSeconds: number;
  /** How often it was resolved before, and came back. */
  readonly recurred: number;
}

/** Takes a pair's runs one by one, so that a long history need not be in memory. */
export class TrendBuilder {
  private readonly ledger = new Ledger();
  private readonly runs: TrendRun[] = [];
  private readonly resolutions: Resolution[] = [];
  private first = true;
  private last = "";
  private drifted = { findings: 0, runs: 0 };

  /** @param since ISO time: earlier runs tell since when findings are open, and nothing else */
  constructor(
    private readonly pair: string,
    private readonly since = "",
  ) {}

  add(entry: HistoryEntry): void {
    const { appeared, resolved } = this.ledger.add(entry);
    if (entry.at >= this.since) {
      this.runs.push(trendRun(entry, appeared, resolved.length));
      this.resolutions.push(...resolved);
      if (!this.first && appeared > 0) {
        this.drifted = { findings: this.drifted.findings + appeared, runs: this.drifted.runs + 1 };
      }
    }
    this.first = false;
    this.last = entry.at;
  }

  build(): Trend {
    const open = this.ledger.open();
    const days = secondsBetween(this.runs[0]?.at ?? this.last, this.last) / (24 * 60 * 60);
    const remediation = (severity: Severity) =>
      remediationOf(
        this.resolutions.filter(({ spell }) => spell.finding.severity === severity),
        open.filter(({ finding }) => finding.severity === severity).length,
      );
    return {
      pair: this.pair,
      runs: this.runs,
      drift: { ...this.drifted, everyDays: this.drifted.runs === 0 ? null : days / this.drifted.runs },
      remediation: {
        critical: remediation("critical"),
        warning: remediation("warning"),
        info: remediation("info"),
      },
      open: open.map((spell) => openFinding(spell, this.last)).sort(byAge),
    };
  }
}

function trendRun(entry: HistoryEntry, appeared: number, resolved: number): TrendRun {
  const count = (severity: Severity) => entry.findings.filter((one) => one.severity === severity).length;
  return {
    at: entry.at,
    run: entry.run.id,
    kind: entry.run.kind,
    commit: entry.run.commit,
    verdict: entry.verdict,
    score: entry.score,
    critical: count("critical"),
    warning: count("warning"),
    info: count("info"),
    appeared,
    resolved,
  };
}

function remediationOf(resolutions: readonly Resolution[], open: number): Remediation {
  const seconds = resolutions.map((one) => one.seconds).sort((a, b) => a - b);
  if (seconds.length === 0) return { resolved: 0, meanSeconds: null, medianSeconds: null, open };
  const middle = (seconds.length - 1) / 2;
  const [low = 0, high = 0] = [seconds[Math.floor(middle)], seconds[Math.ceil(middle)]];
  return {
    resolved: seconds.length,
    meanSeconds: Math.round(seconds.reduce((a, b) => a + b, 0) / seconds.length),
    medianSeconds: Math.round((low + high) / 2),
    open,
  };
}

function openFinding({ id, finding, since, earlier }: Spell, now: string): OpenFinding {
  const { rule, severity, primary, dr, message } = finding;
  return {
    ...{ id, rule, severity, primary, dr, message },
    since: since.at,
    commit: since.commit,
    openSeconds: secondsBetween(since.at, now),
    recurred: earlier?.times ?? 0,
  };
}

const RANK: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };

function byAge(a: OpenFinding, b: OpenFinding): number {
  return Date.parse(a.since) - Date.parse(b.since) || RANK[a.severity] - RANK[b.severity];
}
