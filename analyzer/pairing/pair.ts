import { familyOf } from "../aws/families";
import { Vocabulary } from "../neutral/words";
import type { Resource } from "../terraform/workspace";
import { distinctiveWords } from "./distinctive";
import { learn, type Neutral } from "./learn";
import { featuresOf, likeness, type Features } from "./likeness";
import { pairByReplication } from "./links";
import { neutralAddress, neutralName } from "./names";
import { isOnePerParent, parentKeys } from "./parents";
import { pairByReferences } from "./referenced";
import type { Sides } from "./sides";
import { TwinBlocks } from "./twin-blocks";
import { Matching, type MatchReason, type Pairing } from "./twins";

/**
 * Twins that a manifest or the policy file declares; addresses without a key stand for every instance, a module's for
 * everything inside.
 */
export interface DeclaredTwins {
  readonly primary: string;
  readonly dr: string;
  readonly reason: "manifest" | "mapping";
}

/** Below this likeness two resources are two resources, not twins that differ. */
const LIKE_ENOUGH = 0.55;
/** The same for two that are the last of their type: there is nothing else that either could be the twin of. */
const SINGLE_LIKE_ENOUGH = 0.3;
/** Candidates of one bucket that are compared one by one; larger buckets pair in order. */
const MOST_CANDIDATES = 64;

/**
 * Finds every resource's twin: by declaration, address, replication link, name, and at last by shape. Every matcher
 * buckets by a key first, so that the work grows with the number of resources, not with its square.
 */
export function pairUp(sides: Sides, declared: readonly DeclaredTwins[] = []): Pairing {
  const matching = new Matching(sides.primary.resources, sides.dr.resources);
  const marks = distinctiveWords(sides);
  const vocabularies = {
    primary: new Vocabulary(sides.primary.region, sides.dr.region, marks),
    dr: new Vocabulary(sides.dr.region, sides.primary.region, marks),
  };
  const alike = (reason: MatchReason, floor = 0) => {
    const scorer = new Scorer(learn(sides, matching.twins), new TwinBlocks(sides, matching.twins));
    return (primary: Resource[], dr: Resource[]) =>
      pairMostAlike(matching, scorer, primary, dr, reason, floor);
  };
  pairDeclared(matching, declared);
  const shifted = shiftedCounts(matching);
  pairByAddress(matching, shifted);
  for (const keyed of [true, false]) {
    matching.byKey(
      (r, side) =>
        keyed && shifted.has(withoutIndex(r)) ? "" : neutralAddress(r, vocabularies[side], keyed),
      alike("neutral address"),
    );
  }
  pairByReplication(matching);
  const named = (resource: Resource, side: "primary" | "dr") => {
    const name = neutralName(resource, vocabularies[side]);
    return name === "" ? "" : `${resource.mode} ${familyOf(resource.type)} ${name}`;
  };
  matching.byKey(named, alike("name"));
  pairSingles(matching, sides, alike("shape", SINGLE_LIKE_ENOUGH));
  for (let before = -1; before !== matching.twins.length;) {
    before = matching.twins.length;
    pairByReferences(matching, sides);
    pairByParents(matching, sides);
    matching.byKey((r) => `${r.mode} ${familyOf(r.type)}`, alike("shape", LIKE_ENOUGH));
  }
  return {
    twins: matching.twins,
    onlyPrimary: matching.unpaired("primary"),
    onlyDr: matching.unpaired("dr"),
  };
}

/** Each side's only resource of a type. */
function pairSingles(
  matching: Matching,
  sides: Sides,
  decide: (primary: Resource[], dr: Resource[]) => void,
): void {
  const kind = (resource: Resource) => `${resource.mode} ${familyOf(resource.type)}`;
  const counts = new Map<string, number>();
  for (const name of ["primary", "dr"] as const) {
    for (const resource of sides[name].resources) {
      counts.set(`${name} ${kind(resource)}`, (counts.get(`${name} ${kind(resource)}`) ?? 0) + 1);
    }
  }
  matching.byKey(
    (resource, side) => (counts.get(`${side} ${kind(resource)}`) === 1 ? kind(resource) : ""),
    decide,
  );
}

/** Those that belong to the same twins: surely twins where a parent has but one, else where they are alike. */
function pairByParents(matching: Matching, sides: Sides): void {
  const neutral = learn(sides, matching.twins);
  const blocks = new TwinBlocks(sides, matching.twins);
  const scorer = new Scorer(neutral, blocks);
  matching.byKey(parentKeys(blocks, neutral), (primary, dr) => {
    const floor = isOnePerParent(primary[0]?.type ?? "") ? 0 : LIKE_ENOUGH;
    pairMostAlike(matching, scorer, primary, dr, "parent", floor);
  });
}

function pairDeclared(matching: Matching, declared: readonly DeclaredTwins[]): void {
  for (const { primary, dr, reason } of declared) {
    const candidates = new Map(
      matching.unpaired("dr").flatMap((one) => (isPartOf(one, dr) ? [[one.address, one]] : [])),
    );
    for (const resource of matching.unpaired("primary")) {
      if (!isPartOf(resource, primary)) continue;
      matching.pair(resource, candidates.get(dr + resource.address.slice(primary.length)), reason);
    }
  }
}

/** Whether the address is the resource's own, its block's or its module's. */
export function isPartOf(resource: Resource, address: string): boolean {
  const rest = resource.address.slice(address.length);
  return (
    resource.address.startsWith(address) && (rest === "" || rest.startsWith("[") || rest.startsWith("."))
  );
}

/** The same address on both sides, or one that a `moved` block says it was. */
function pairByAddress(matching: Matching, shifted: ReadonlySet<string>): void {
  const exact = (reason: MatchReason) => (primary: Resource[], dr: Resource[]) => {
    if (primary.length === 1 && dr.length === 1) matching.pair(primary[0], dr[0], reason);
  };
  matching.byKey((r) => (shifted.has(withoutIndex(r)) ? "" : r.address), exact("address"));
  matching.byKey((r, side) => (side === "primary" ? r.address : (r.previousAddress ?? "")), exact("moved"));
  matching.byKey((r, side) => (side === "dr" ? r.address : (r.previousAddress ?? "")), exact("moved"));
}

/** Blocks with `count` that have fewer instances on one side: their numbers need not mean the same. */
function shiftedCounts(matching: Matching): Set<string> {
  const counts = new Map<string, { primary: number; dr: number }>();
  for (const side of ["primary", "dr"] as const) {
    for (const resource of matching.unpaired(side)) {
      if (typeof resource.parts.key !== "number") continue;
      const count = counts.get(withoutIndex(resource)) ?? { primary: 0, dr: 0 };
      count[side]++;
      counts.set(withoutIndex(resource), count);
    }
  }
  return new Set(
    [...counts].filter(([, { primary, dr }]) => primary !== dr && primary * dr > 0).map(([block]) => block),
  );
}

function withoutIndex(resource: Resource): string {
  return resource.address.replace(/\[\d+\]$/, "[]");
}

/** Computes each resource's features once. */
class Scorer {
  private readonly features = new Map<Resource, Features>();
  constructor(
    private readonly neutral: Neutral,
    private readonly blocks: TwinBlocks,
  ) {}

  score(primary: Resource, dr: Resource): number {
    return likeness(this.of(primary, "primary"), this.of(dr, "dr"));
  }

  private of(resource: Resource, side: "primary" | "dr"): Features {
    const known = this.features.get(resource) ?? featuresOf(resource, this.neutral[side], this.blocks);
    this.features.set(resource, known);
    return known;
  }
}

/** Pairs the most alike first; among equals the order of the sources decides. */
function pairMostAlike(
  matching: Matching,
  scorer: Scorer,
  primary: readonly Resource[],
  dr: readonly Resource[],
  reason: MatchReason,
  floor: number,
): void {
  if (floor === 0 && primary.length === 1 && dr.length === 1) {
    matching.pair(primary[0], dr[0], reason);
    return;
  }
  if (primary.length > MOST_CANDIDATES || dr.length > MOST_CANDIDATES) {
    pairInOrder(matching, primary, dr, reason, (a, b) => scorer.score(a, b) >= floor);
    return;
  }
  const scored = primary.flatMap((a) => dr.map((b) => ({ a, b, score: scorer.score(a, b) })));
  for (const { a, b, score } of scored.sort((x, y) => y.score - x.score)) {
    if (score >= floor) matching.pair(a, b, reason);
  }
}

/** For a bucket too large to compare every two: each with the next few of the other side. */
function pairInOrder(
  matching: Matching,
  primary: readonly Resource[],
  dr: readonly Resource[],
  reason: MatchReason,
  fits: (primary: Resource, dr: Resource) => boolean,
): void {
  const waiting = new Set(dr);
  for (const resource of primary) {
    let tried = 0;
    for (const candidate of waiting) {
      if (tried++ >= MOST_CANDIDATES) break;
      if (!fits(resource, candidate) || !matching.pair(resource, candidate, reason)) continue;
      waiting.delete(candidate);
      break;
    }
  }
}
