import { familyOf } from "../base/aws/families";
import { Vocabulary } from "./neutral/words";
import { Resolver } from "../model/resolve/resolver";
import type { Resource } from "../model/workspace/workspace";
import { isPartOf } from "../model/workspace/part-of";
import { Alikeness } from "./alike";
import { distinctiveWords } from "./distinctive";
import { learn, type Neutral } from "./learn";
import { pairByReplication } from "./links";
import { learnMarks, wordsOfMarks } from "./marks";
import { neutralAddress, neutralName, writtenOutAddress } from "./names";
import { spelledRows } from "./spelled-rows";
import { isPairedByParent, parentKeys } from "./parents";
import { Positions } from "./positions";
import { ReferenceVotes } from "./referenced";
import { sidesOf, type Sides } from "./sides";
import { TwinBlocks } from "./twin-blocks";
import { Matching, type MatchReason, type Pairing, type Twins } from "./twins";

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
/** So much more alike than any other candidate that nothing else is to be waited for. */
const CLEARLY = 0.1;
/** Twins that refer to two resources under the same argument: as many cannot all be mistaken. */
const SEVERAL = 2;

/**
 * Finds every resource's twin: by declaration, address, replication link, name, and at last by shape. Every matcher
 * buckets by a key first, so that the work grows with the number of resources, not with its square.
 */
export function pairUp(
  sides: Sides,
  declared: readonly DeclaredTwins[] = [],
  resolver = resolverOf(sides),
): Pairing {
  const matching = new Matching(sides.primary.resources, sides.dr.resources);
  const addressMarks = learnMarks(sides.primary.resources, sides.dr.resources);
  const marks = [...distinctiveWords(sides), ...wordsOfMarks(addressMarks)];
  const vocabularies = {
    primary: new Vocabulary(sides.primary.region, sides.dr.region, marks),
    dr: new Vocabulary(sides.dr.region, sides.primary.region, marks),
  };
  const alike = (reason: MatchReason, floor = 0) => {
    const { alikeness } = knownFrom(sides, matching.twins, resolver);
    return (primary: Resource[], dr: Resource[]) => alikeness.pair(matching, primary, dr, { reason, floor });
  };
  pairDeclared(matching, declared);
  const positions = new Positions(matching, vocabularies);
  pairByAddress(matching, positions);
  const named = (resource: Resource, side: "primary" | "dr") => {
    const name = neutralName(resource, vocabularies[side]);
    return name === "" ? "" : `${resource.mode} ${familyOf(resource.type)} ${name}`;
  };
  // Which subnet is which is told by its place in the network, whatever that one's block is called.
  matching.byKey((r, side) => (isNetwork(r) ? named(r, side) : ""), alike("name"));
  pairSingles(matching, sides, alike("shape", SINGLE_LIKE_ENOUGH), isNetwork);
  for (const keyed of [true, false]) {
    matching.byKey(
      (r, side) =>
        (keyed ? positions.placeOf(r, side) : positions.rowOf(r, side)) ??
        neutralAddress(r, vocabularies[side], keyed),
      alike("neutral address"),
    );
  }
  matching.byKey(spelledRows(matching, vocabularies), alike("neutral address"));
  matching.byKey(
    (r, side) => (positions.placeOf(r, side) === undefined ? writtenOutAddress(r, vocabularies[side]) : ""),
    alike("neutral address"),
  );
  pairByReplication(matching, resolver);
  matching.byKey(named, alike("name"));
  pairSingles(matching, sides, alike("shape", SINGLE_LIKE_ENOUGH));
  pairBySurest(matching, sides, resolver);
  return {
    twins: matching.twins,
    onlyPrimary: matching.unpaired("primary"),
    onlyDr: matching.unpaired("dr"),
  };
}

function resolverOf(sides: Sides): Resolver {
  const workspaces = new Set([...sides.primary.workspaces, ...sides.dr.workspaces]);
  return new Resolver([...workspaces], sidesOf(sides));
}

/** Each side's only resource of a type. */
function pairSingles(
  matching: Matching,
  sides: Sides,
  decide: (primary: Resource[], dr: Resource[]) => void,
  isAsked: (resource: Resource) => boolean = () => true,
): void {
  const counts = new Map<string, number>();
  for (const name of ["primary", "dr"] as const) {
    for (const resource of sides[name].resources) {
      counts.set(`${name} ${kindOf(resource)}`, (counts.get(`${name} ${kindOf(resource)}`) ?? 0) + 1);
    }
  }
  matching.byKey(
    (resource, side) =>
      isAsked(resource) && counts.get(`${side} ${kindOf(resource)}`) === 1 ? kindOf(resource) : "",
    decide,
  );
}

/**
 * Pairs what is left by what it refers to, is referred to by, and is like: the surest first. Whatever is found makes
 * more known, so that the surest way is tried again before a less sure one: one wrong reference, which is what is looked
 * for, must not decide while there is better to go by.
 */
function pairBySurest(matching: Matching, sides: Sides, resolver: Resolver): void {
  const references = new ReferenceVotes(sides, resolver);
  const ways: ((known: Known) => void)[] = [
    () => references.pair(matching, SEVERAL),
    (known) => pairByParents(matching, known, CLEARLY),
    ({ alikeness }) => references.pair(matching, 1, alikeness.contradicts(matching)),
    (known) => pairByParents(matching, known),
    () => references.pair(matching, 1),
    ({ alikeness }) => {
      const alike = { reason: "shape", floor: LIKE_ENOUGH } as const;
      matching.byKey(kindOf, (primary, dr) => alikeness.pair(matching, primary, dr, alike));
    },
  ];
  let known: Known | undefined;
  for (let way = 0; way < ways.length && matching.isOpen;) {
    const before = matching.twins.length;
    known ??= knownFrom(sides, matching.twins, resolver);
    ways[way]?.(known);
    if (matching.twins.length > before) [way, known] = [0, undefined];
    else way++;
  }
}

/** What the twins so far tell of the others. */
interface Known {
  readonly neutral: Neutral;
  readonly blocks: TwinBlocks;
  readonly alikeness: Alikeness;
}

function knownFrom(sides: Sides, twins: readonly Twins[], resolver: Resolver): Known {
  const neutral = learn(sides, twins);
  const blocks = new TwinBlocks(resolver, twins);
  return { neutral, blocks, alikeness: new Alikeness(neutral, blocks) };
}

/** Those that belong to the same twins: surely twins where a parent has but one, else where they are alike. */
function pairByParents(matching: Matching, { alikeness, neutral, blocks }: Known, margin?: number): void {
  matching.byKey(parentKeys(blocks, neutral), (primary, dr) => {
    const floor = isPairedByParent(primary[0]?.type ?? "") ? 0 : LIKE_ENOUGH;
    alikeness.pair(matching, primary, dr, { reason: "parent", floor, margin });
  });
}

function isNetwork({ type }: Resource): boolean {
  return type === "aws_vpc";
}

function kindOf(resource: Resource): string {
  return `${resource.mode} ${familyOf(resource.type)}`;
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

/** The same address on both sides, or one that a `moved` block says it was. */
function pairByAddress(matching: Matching, positions: Positions): void {
  const exact = (reason: MatchReason) => (primary: Resource[], dr: Resource[]) => {
    if (primary.length === 1 && dr.length === 1) matching.pair(primary[0], dr[0], reason);
  };
  matching.byKey((r, side) => (positions.placeOf(r, side) === undefined ? r.address : ""), exact("address"));
  matching.byKey((r, side) => (side === "primary" ? r.address : (r.previousAddress ?? "")), exact("moved"));
  matching.byKey((r, side) => (side === "dr" ? r.address : (r.previousAddress ?? "")), exact("moved"));
}
