import { seededRandom, shuffled } from "./random";

/**
 * A few of many, the same ones for the same seed: one of each stratum, then a second one of each, until there are
 * enough, so that what is rare is in it too.
 */
export function sample<T>(all: readonly T[], size: number, seed: number, stratumOf: (one: T) => string): T[] {
  if (all.length <= size) return [...all];
  const random = seededRandom(seed);
  const strata = new Map<string, T[]>();
  for (const one of shuffled(all, random)) {
    const stratum = stratumOf(one);
    const members = strata.get(stratum);
    if (members) members.push(one);
    else strata.set(stratum, [one]);
  }
  const chosen: T[] = [];
  const waiting = [...strata.values()];
  for (let round = 0; chosen.length < size; round++) {
    const next = waiting.flatMap((members) => members.slice(round, round + 1));
    chosen.push(...next.slice(0, size - chosen.length));
  }
  return chosen;
}
