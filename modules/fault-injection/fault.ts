import type { PolicyStatement } from "../iam/policy";
import type { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";

/** What of the primary region is taken away. */
export type FaultName = "network" | "instances" | "databases" | "objects" | "tables";

/** One action of an experiment, on all resources of a kind that carry some tags. */
export interface FaultAction {
  /** Unique in the experiment. */
  readonly name: string;
  readonly actionId: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What the action calls its target, and what that is. */
  readonly target: { readonly key: string; readonly resourceType: string };
  readonly tags: Readonly<Record<string, string>>;
}

/** A fault in a pair: no actions where the pair has nothing that it could be done to. */
export interface Fault {
  readonly actions: readonly FaultAction[];
  /** What the experiment's role must be allowed, and no more. */
  readonly statements: readonly PolicyStatement[];
}

export interface FaultProps {
  readonly pair: Pair;
  readonly duration: Duration;
  /** Of the primary region: it encrypts the volumes of instances. */
  readonly keyArn: string;
}

/** How a pair has a fault. */
export type FaultOf = (props: FaultProps) => Fault;

export const NO_FAULT: Fault = { actions: [], statements: [] };

/** Tags that every resource of a workspace of the pair has. */
export function tagsOf(pair: Pair, workspace: "primary" | "link"): Record<string, string> {
  return { Application: pair.name, DrSide: workspace };
}

/** As FIS writes a length of time. */
export function isoMinutes(duration: Duration): string {
  return `PT${duration.seconds / 60}M`;
}
