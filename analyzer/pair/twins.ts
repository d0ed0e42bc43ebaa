import type { Resource } from "../model/workspace/workspace";
import { areStrangers } from "./strangers";

/** Why two resources were taken for twins, surest first. */
export type MatchReason =
  | "manifest"
  | "mapping"
  | "address"
  | "moved"
  | "neutral address"
  | "replication"
  | "name"
  | "parent"
  | "reference"
  | "shape";

/** Reasons that say nothing of the two themselves. */
const CIRCUMSTANTIAL: ReadonlySet<MatchReason> = new Set<MatchReason>(["parent", "reference", "shape"]);

/** A resource and its counterpart on the other side. */
export interface Twins {
  readonly primary: Resource;
  readonly dr: Resource;
  readonly reason: MatchReason;
}

/** Who is whose twin, and who has none. */
export interface Pairing {
  readonly twins: readonly Twins[];
  readonly onlyPrimary: readonly Resource[];
  readonly onlyDr: readonly Resource[];
}

/** Collects twins while matchers run one after the other; each resource is paired once. */
export class Matching {
  readonly twins: Twins[] = [];
  private readonly left: Record<"primary" | "dr", Set<Resource>>;

  constructor(primary: Iterable<Resource>, dr: Iterable<Resource>) {
    this.left = { primary: new Set(primary), dr: new Set(dr) };
  }

  /** Whether there is anything left to pair. */
  get isOpen(): boolean {
    return this.left.primary.size > 0 && this.left.dr.size > 0;
  }

  /** What has no twin yet, in the order of the sources. */
  unpaired(side: "primary" | "dr"): Resource[] {
    return [...this.left[side]];
  }

  /** Pairs the two unless either has a twin already, or they are strangers that only circumstances bring together. */
  pair(primary: Resource | undefined, dr: Resource | undefined, reason: MatchReason): boolean {
    if (!primary || !dr || !this.left.primary.has(primary) || !this.left.dr.has(dr)) return false;
    if (CIRCUMSTANTIAL.has(reason) && areStrangers(primary, dr)) return false;
    this.left.primary.delete(primary);
    this.left.dr.delete(dr);
    this.twins.push({ primary, dr, reason });
    return true;
  }

  /** Buckets the unpaired by a key (empty: none); `decide` gets each bucket that has both sides. */
  byKey(
    key: (resource: Resource, side: "primary" | "dr") => string,
    decide: (primary: Resource[], dr: Resource[]) => void,
  ): void {
    const buckets = new Map<string, { primary: Resource[]; dr: Resource[] }>();
    for (const side of ["primary", "dr"] as const) {
      for (const resource of this.left[side]) {
        const text = key(resource, side);
        if (text === "") continue;
        const bucket = buckets.get(text) ?? { primary: [], dr: [] };
        buckets.set(text, bucket);
        bucket[side].push(resource);
      }
    }
    for (const { primary, dr } of buckets.values())
      if (primary.length > 0 && dr.length > 0) decide(primary, dr);
  }
}
