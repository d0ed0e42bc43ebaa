import { nameAttributes } from "../base/aws/families";
import { own } from "../base/json";
import { Vocabulary } from "./neutral/words";
import type { Resource } from "../model/workspace/workspace";
import { shownValues } from "./names";
import type { Sides } from "./sides";

/** How often a word has to turn up in one side's names before it counts as that side's mark. */
const LEAST_COUNT = 3;
const LEAST_SHARE = 0.2;

/**
 * Words by which the application itself tells its sides apart: those that stand in many names of one side and in none
 * of the other (`prod` in `ledger-prod-api` where DR has `ledger-dr-api`).
 */
export function distinctiveWords(sides: Sides): string[] {
  const regions = [sides.primary.region, sides.dr.region] as const;
  const primary = countWords(sides.primary.resources, new Vocabulary(regions[0], regions[1]));
  const dr = countWords(sides.dr.resources, new Vocabulary(regions[1], regions[0]));
  return [...marks(primary, dr), ...marks(dr, primary)];
}

interface WordCounts {
  readonly names: number;
  readonly counts: ReadonlyMap<string, number>;
}

function countWords(resources: readonly Resource[], vocabulary: Vocabulary): WordCounts {
  const counts = new Map<string, number>();
  const names = new Set(resources.flatMap((resource) => nameOf(resource) ?? []));
  for (const name of names) {
    const words = new Set(
      vocabulary
        .neutral(name)
        .toLowerCase()
        .split(/[^a-z0-9⟨⟩]+/),
    );
    for (const word of words)
      if (/^[a-z][a-z0-9]+$/.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return { names: names.size, counts };
}

/** Names that AWS knows, not tags: those of managed resources alone. */
function nameOf(resource: Resource): string | undefined {
  if (resource.mode === "data") return undefined;
  const attribute = nameAttributes(resource.type)[0] ?? "name";
  const name = own(shownValues(resource), attribute);
  return typeof name === "string" && name !== "" ? name : undefined;
}

function marks({ names, counts }: WordCounts, other: WordCounts): string[] {
  const least = Math.max(LEAST_COUNT, names * LEAST_SHARE);
  return [...counts]
    .filter(([word, count]) => count >= least && !other.counts.has(word))
    .map(([word]) => word);
}
