import { isObject, type Json } from "../base/json";
import type { Difference, Finding } from "../model/report";

/** A finding's differences as a reader is told them: which value stands first, and what the two columns are called. */
export interface Told {
  readonly titles: readonly [first: string, second: string];
  /** `primary` is what stands first. */
  readonly differences: readonly Difference[];
}

/**
 * Twins are told as primary and DR. Drift is one side's: there the value that Terraform left comes first, then what is
 * there now, whichever side it is (see `driftedSide` in the report).
 */
export function told({ kind, driftedSide, differences }: Finding): Told {
  if (kind !== "drift") return { titles: ["Primary", "DR"], differences };
  const titles = ["Before", "Now"] as const;
  if (driftedSide !== "primary") return { titles, differences };
  return {
    titles,
    differences: differences.map(({ path, primary, dr }) => ({ path, primary: dr, dr: primary })),
  };
}

/**
 * Two lists without what both have, which stands as `N alike`: of two long groups of rules that differ in one, a reader
 * would otherwise be shown two others beside each other, as if one had become the other. Anything else stays.
 */
export function withoutAlike(a: Json, b: Json): readonly [Json, Json] {
  if (!Array.isArray(a) || !Array.isArray(b) || ![...a, ...b].every(isObject)) return [a, b];
  const [ownA, ownB] = [minus(a, b), minus(b, a)];
  const alike = a.length - ownA.length;
  if (alike === 0 || (ownA.length === 0 && ownB.length === 0)) return [a, b];
  const same = `${String(alike)} alike`;
  return [
    [same, ...ownA],
    [same, ...ownB],
  ];
}

/** What the first list has more of than the second. */
function minus(list: readonly Json[], other: readonly Json[]): Json[] {
  const left = new Map<string, number>();
  for (const item of other) left.set(textOf(item), (left.get(textOf(item)) ?? 0) + 1);
  return list.filter((item) => {
    const count = left.get(textOf(item)) ?? 0;
    left.set(textOf(item), count - 1);
    return count <= 0;
  });
}

const textOf = (item: Json) => JSON.stringify(item);
