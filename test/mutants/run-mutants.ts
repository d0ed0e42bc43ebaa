import { isFound, judge, newsElsewhere, type Outcome } from "./judge";
import { mutantsOf, siteOf } from "./generate";
import type { Mutant } from "./mutant";
import { firstOrAnother } from "./pick";
import { sample } from "./sample";
import type { Subject } from "./subject";

/** A mutant and what the analyzer made of it. */
export interface Verdict {
  readonly mutant: Mutant;
  readonly outcome: Outcome;
  /** For one that was not found: what the report says of other places instead. */
  readonly elsewhere: readonly string[];
}

/** The mutants of all pairs, each place once per application. */
export function collectMutants(subjects: readonly Subject[], seed: number): Mutant[] {
  return firstOrAnother(subjects, mutantsOf, siteOf, seed);
}

/** A few hundred or thousand of them, of every type, attribute and kind before a second of any. */
export function sampleMutants(mutants: readonly Mutant[], size: number, seed: number): Mutant[] {
  return sample(
    mutants,
    size,
    seed,
    ({ type, path, kind }) => `${type} ${(path ?? "").replace(/\[\d+\]/g, "")} ${kind}`,
  );
}

/** Analyzes each mutant. */
export function* judgeMutants(mutants: readonly Mutant[]): Iterable<Verdict> {
  for (const mutant of mutants) {
    const report = mutant.subject.analyzeWith(new Map([[mutant.role, mutant.document()]]));
    const outcome = judge(mutant, report);
    yield { mutant, outcome, elsewhere: isFound(outcome) ? [] : newsElsewhere(mutant, report) };
  }
}

/** What the JSON report tells of a mutant that was not found. */
export function describeMiss({ mutant, outcome, elsewhere }: Verdict) {
  const { subject, kind, side, moment, type, address, path, from, to, sensitive } = mutant;
  const hide = (value: unknown) => (sensitive ? "(sensitive)" : value);
  return {
    case: subject.pair.id,
    kind,
    side,
    moment,
    type,
    address,
    path: path ?? null,
    from: hide(from),
    to: hide(to),
    outcome,
    elsewhere,
  };
}
