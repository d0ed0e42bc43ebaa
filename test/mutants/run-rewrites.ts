import type { Finding } from "../../analyzer/model/report";
import { falseAlarms } from "./judge";
import type { Rewrite } from "./mutant";
import { firstOrAnother } from "./pick";
import { rewritesOf, UNTOUCHED } from "./rewrites/generate";
import { sample } from "./sample";
import type { Subject } from "./subject";

/** A rewrite and the alarms that it has raised, none of them right. */
export interface RewriteVerdict {
  readonly rewrite: Rewrite;
  readonly alarms: readonly Finding[];
}

/** The rewrites of all pairs, each place once per application. */
export function collectRewrites(subjects: readonly Subject[], seed: number): Rewrite[] {
  const key = ({ subject, kind, side, address }: Rewrite) =>
    [address === undefined ? subject.pair.id : subject.pair.application, side, address, kind].join("\n");
  return firstOrAnother(subjects, rewritesOf, key, seed);
}

/** A few of them, of every type and kind before a second of any. */
export function sampleRewrites(rewrites: readonly Rewrite[], size: number, seed: number): Rewrite[] {
  return sample(
    rewrites,
    size,
    seed,
    ({ subject, type, kind }) => `${subject.pair.application} ${type} ${kind}`,
  );
}

/** Analyzes each rewritten pair. */
export function* judgeRewrites(rewrites: readonly Rewrite[]): Iterable<RewriteVerdict> {
  for (const rewrite of rewrites) {
    const { subject, kind, renaming } = rewrite;
    const report = subject.analyzeWith(rewrite.documents(), renaming?.regions);
    const before = kind === UNTOUCHED ? undefined : subject.report;
    yield { rewrite, alarms: falseAlarms(report, before, renaming?.rename) };
  }
}

/** What the JSON report tells of a rewrite that raised alarms. */
export function describeAlarm({ rewrite, alarms }: RewriteVerdict) {
  const { subject, kind, side, type, address } = rewrite;
  return {
    case: subject.pair.id,
    kind,
    side,
    type,
    address: address ?? null,
    alarms: alarms.map(({ rule, severity, primary, dr, differences }) => ({
      rule,
      severity,
      primary: primary?.address ?? null,
      dr: dr?.address ?? null,
      differences,
    })),
  };
}
