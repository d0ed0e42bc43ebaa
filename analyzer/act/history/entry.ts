import type { FindingLine } from "../../model/finding-line";
import type { FindingKind, Verdict } from "../../model/report";

/** What a run adds to a pair's history. Nothing in it is sensitive: its texts come from the report. */
export interface RunRecord {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly pair: string;
  readonly run: RunOrigin;
  /** `failed`: a side could not be planned or read; such a run proves nothing about findings. */
  readonly verdict: Verdict | "failed";
  /** 0 to 100; null for a run that failed. */
  readonly score: number | null;
  readonly findings: readonly RecordedFinding[];
  /** Ids of what is there but accepted: by design, suppressed or in the baseline. Such a finding is not resolved. */
  readonly accepted: readonly string[];
  /** Why the run failed or is incomplete. */
  readonly problems: readonly string[];
  /** What was remediated, and how that went. */
  readonly remediations: readonly RecordedRemediation[];
  /** Who was told what changed; a channel that is absent had nothing to be told, or does not exist. */
  readonly notifications?: readonly RecordedNotification[];
}

/** Which run it was. */
export interface RunOrigin {
  readonly kind: "analyze" | "drift" | "remediate";
  /** A CI run's id or address, else a random one. */
  readonly id: string;
  /** The commit that was checked out; null outside of a repository. */
  readonly commit: string | null;
}

/** A finding as the history keeps it. */
export interface RecordedFinding extends FindingLine {
  readonly kind: FindingKind;
}

/** One automatic remediation. */
export interface RecordedRemediation {
  readonly finding: string;
  readonly address: string;
  readonly outcome: "planned" | "applied" | "verified" | "refused" | "failed" | "recurred";
  /** What and why, one sentence. */
  readonly what: string;
}

/** What became of telling one channel. A later run tells it again what was not delivered. */
export interface RecordedNotification {
  /** Which channel, never its secret: `sns:ARN`, `webhook:VARIABLE`, `github-issue:OWNER/NAME`. */
  readonly channel: string;
  readonly delivered: boolean;
  /** Why it was not delivered. */
  readonly problem?: string;
}

/** A record in its place: numbered from 1 without gaps, each sealing the one before. */
export interface HistoryEntry extends RunRecord {
  readonly schemaVersion: "1.0";
  readonly sequence: number;
  /** The `hash` of the entry before; null for the first. */
  readonly previous: string | null;
  /** Random, so that a writer knows its own entry again when an answer got lost, and no two entries are alike. */
  readonly nonce: string;
  /** SHA-256 over the canonical JSON of the entry without this member, so that an entry that was changed shows. */
  readonly hash: string;
}

/** A pair's past, or several pairs'. Two implementations: a local file, and S3 with conditional writes. */
export interface History {
  /** As the user named it. */
  readonly location: string;
  /**
   * Every entry, oldest first, one at a time: a history may be larger than the memory. A history that does not exist
   * yet has none.
   * @throws InputError when an entry was changed, is missing, or cannot be read
   */
  stream(): AsyncIterable<HistoryEntry>;
  /** All of {@link History.stream} at once. */
  entries(): Promise<readonly HistoryEntry[]>;
  /**
   * Appends a record and returns once it is stored; concurrent writers wait or try again, and none is lost.
   * @throws InputError when it cannot be stored; then nothing of it counts
   */
  append(record: RunRecord): Promise<HistoryEntry>;
}
