import { pushTo } from "../base/push-to";
import type { Resource } from "../model/workspace/workspace";
import { familyOf } from "../base/aws/families";
import type { Neutral } from "./learn";
import { featuresOf, likeness, type Features } from "./likeness";
import type { TwinBlocks } from "./twin-blocks";
import type { Matching, MatchReason } from "./twins";

/** Candidates that are compared every two; more of them pair in order. */
const MOST_CANDIDATES = 64;

/** How candidates are paired. */
interface Terms {
  readonly reason: MatchReason;
  /** The least likeness; with 0 the only candidates of both sides are twins, however they differ. */
  readonly floor: number;
  /** How much more alike than any rival the two have to be; undefined where the order decides among equals. */
  readonly margin?: number | undefined;
}

interface Scored {
  readonly primary: Resource;
  readonly dr: Resource;
  readonly score: number;
}

/** How alike resources of the two sides are, by what is known of the pair so far. Computes features once. */
export class Alikeness {
  private readonly features = new Map<Resource, Features>();

  constructor(
    private readonly neutral: Neutral,
    private readonly blocks: TwinBlocks,
  ) {}

  /** Pairs the most alike first; among equals the order of the sources decides. */
  pair(matching: Matching, primary: readonly Resource[], dr: readonly Resource[], terms: Terms): void {
    const { reason, floor, margin } = terms;
    if (floor === 0 && primary.length === 1 && dr.length === 1) {
      matching.pair(primary[0], dr[0], reason);
    } else if (primary.length > MOST_CANDIDATES || dr.length > MOST_CANDIDATES) {
      if (margin === undefined) this.pairInOrder(matching, primary, dr, terms);
    } else {
      const scored = this.scored(primary, dr);
      const clear = margin === undefined ? scored : scored.filter((one) => leads(one, scored, margin));
      for (const one of clear) if (one.score >= floor) matching.pair(one.primary, one.dr, reason);
    }
  }

  /** Tells of two whether either is much more like another that has no twin yet. */
  contradicts(matching: Matching): (primary: Resource, dr: Resource) => boolean {
    const unpaired = { primary: byKind(matching.unpaired("primary")), dr: byKind(matching.unpaired("dr")) };
    return (primary, dr) => {
      const rivals = [unpaired.primary.get(kindOf(primary)), unpaired.dr.get(kindOf(dr))] as const;
      const [left = [], right = []] = rivals;
      if (left.length > MOST_CANDIDATES || right.length > MOST_CANDIDATES) return false;
      const limit = this.score(primary, dr) + MUCH;
      return (
        left.some((other) => this.score(other, dr) > limit) ||
        right.some((other) => this.score(primary, other) > limit)
      );
    };
  }

  private score(primary: Resource, dr: Resource): number {
    return likeness(this.of(primary, "primary"), this.of(dr, "dr"));
  }

  private scored(primary: readonly Resource[], dr: readonly Resource[]): Scored[] {
    return primary
      .flatMap((a) => dr.map((b) => ({ primary: a, dr: b, score: this.score(a, b) })))
      .sort((x, y) => y.score - x.score);
  }

  private of(resource: Resource, side: "primary" | "dr"): Features {
    const known = this.features.get(resource) ?? featuresOf(resource, this.neutral[side], this.blocks);
    this.features.set(resource, known);
    return known;
  }

  /** For too many candidates: each with the next few of the other side. */
  private pairInOrder(
    matching: Matching,
    primary: readonly Resource[],
    dr: readonly Resource[],
    { reason, floor }: Terms,
  ): void {
    const waiting = new Set(dr);
    for (const resource of primary) {
      let tried = 0;
      for (const candidate of waiting) {
        if (tried++ >= MOST_CANDIDATES) break;
        if (this.score(resource, candidate) < floor || !matching.pair(resource, candidate, reason)) continue;
        waiting.delete(candidate);
        break;
      }
    }
  }
}

/** So much more alike is another candidate that a single reference is not believed. */
const MUCH = 0.1;

/** Whether no other candidate of either is nearly as like. */
function leads({ primary, dr, score }: Scored, all: readonly Scored[], margin: number): boolean {
  return all.every(
    (other) => (other.primary === primary) === (other.dr === dr) || other.score <= score - margin,
  );
}

function byKind(resources: readonly Resource[]): Map<string, Resource[]> {
  const kinds = new Map<string, Resource[]>();
  for (const resource of resources) {
    pushTo(kinds, kindOf(resource), resource);
  }
  return kinds;
}

function kindOf({ mode, type }: Resource): string {
  return `${mode} ${familyOf(type)}`;
}
