import type { Resolver } from "../../model/resolve/resolver";
import type { Json } from "../../base/json";
import type { SideName, Strategy } from "../../model/report";
import type { Resource, Workspace } from "../../model/workspace/workspace";
import type { Neutral } from "../learn";
import type { Sides } from "../sides";
import type { Pairing, Twins } from "../twins";
import type { Writer } from "../writer";

/** What is known of a pair when the parts that its resources play are asked for. */
export interface RoleContext {
  readonly strategy: Strategy;
  readonly sides: Sides;
  readonly workspaces: readonly Workspace[];
  readonly pairing: Pairing;
  /** Which side takes the writes now: after a failover the roles of the sides are the other way round. */
  readonly writer: Writer;
  readonly neutral: Neutral;
  /** What an argument that is not known yet refers to. */
  readonly resolver: Resolver;
  /** The twins that a resource is part of. */
  readonly twinsOf: ReadonlyMap<Resource, Twins>;
  /** Resources whose capacity an autoscaling policy sets at run time. */
  readonly autoscaled: ReadonlySet<Resource>;
}

/** One place where twins are not the same. */
export interface Difference {
  readonly path: string;
  readonly primary: Json | undefined;
  readonly dr: Json | undefined;
  readonly unknown: { readonly primary: boolean; readonly dr: boolean };
  /** `peer`: one side names the other's region or resource. */
  readonly nature: string;
}

/** Twins that differ, and where. */
export interface Differing {
  readonly context: RoleContext;
  readonly twins: Twins;
  readonly difference: Difference;
  /** The difference's path without indices and keys' quotes. */
  readonly plain: string;
  /** All places in which the twins differ. */
  readonly all: readonly Difference[];
}

/** Says why a difference comes with the part that the twins play, or undefined when the part does not explain it. */
export type TwinRole = (differing: Differing) => string | undefined;

/** Who refers to whom, within a workspace. */
export interface Uses {
  dependenciesOf(resource: Resource): readonly Resource[];
  usersOf(resource: Resource): readonly Resource[];
}

/** A resource that has no twin. */
export interface Lone {
  readonly context: RoleContext;
  readonly resource: Resource;
  readonly side: SideName;
  readonly uses: Uses;
  /** Why another resource rightly has no twin, as far as that has been found by now. */
  readonly reasonOf: (other: Resource) => string | undefined;
}

/** Says why a resource rightly stands alone, or undefined when the part does not explain it. */
export type LoneRole = (lone: Lone) => string | undefined;

/**
 * A part that a resource can play in a pair, and what it explains. A file below `roles/` that exports one as `role` is asked:
 * nothing else has to name it.
 */
export interface Role {
  /** Why twins may differ. */
  readonly differs?: Ranked<TwinRole>;
  /** Why a difference only weighs less, without being explained away. */
  readonly weighs?: Ranked<TwinRole>;
  /** Why a resource may have no twin. */
  readonly alone?: Ranked<LoneRole>;
}

/** Roles are asked by rank, the surest, with the lowest number, first; the first that explains tells. */
export interface Ranked<Ask> {
  readonly rank: number;
  readonly reason: Ask;
}

/** Whether a value says something: null, an empty text and an empty list do not. */
export function isSet(value: Json | undefined): boolean {
  return (
    value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)
  );
}

/** The members of a path: `a[0].b` as `a`, 0, `b`. */
export function stepsOf(path: string): (string | number)[] {
  return Array.from(path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g), ([, index, key, name]) =>
    index === undefined ? (key ?? name ?? "") : Number(index),
  );
}
