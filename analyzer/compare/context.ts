import type { Comparer } from "./compare";
import type { References } from "./references";
import type { Neutral } from "../pair/learn";
import type { Sides } from "../pair/sides";
import type { Pairing, Twins } from "../pair/twins";
import type { Writer } from "../pair/writer";
import type { Strategy } from "../model/report";
import type { Objectives, Tolerances } from "../model/targets";
import type { Resolver } from "../model/resolve/resolver";
import type { Resource, Workspace } from "../model/workspace/workspace";

/** Everything that is known of a pair once its resources are paired: what findings and rules are made from. */
export interface PairContext {
  readonly strategy: Strategy;
  /** What is promised of the pair, as far as anybody has said. */
  readonly objectives: Objectives;
  /** The pair's own tolerances; the rules have defaults for the others. */
  readonly tolerances: Partial<Tolerances>;
  readonly sides: Sides;
  readonly workspaces: readonly Workspace[];
  readonly pairing: Pairing;
  /** Which side takes the writes now. */
  readonly writer: Writer;
  readonly neutral: Neutral;
  readonly comparer: Comparer;
  /** Tells of any attribute what is known of it. */
  readonly resolver: Resolver;
  readonly references: References;
  /** The twins that a resource is part of. */
  readonly twinsOf: ReadonlyMap<Resource, Twins>;
  /** Resources whose capacity an autoscaling policy sets at run time. */
  readonly autoscaled: ReadonlySet<Resource>;
  /** Every managed resource and data source by workspace and address. */
  readonly byAddress: ReadonlyMap<string, Resource>;
}

/** The key of `byAddress`. */
export function addressKey(workspace: string, address: string): string {
  return `${workspace}\n${address}`;
}
