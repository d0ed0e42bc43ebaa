import type { Side } from "../model/application";
import { get, set } from "../model/paths";
import type { Resource, SideName } from "../model/resource";
import type { Value } from "../model/expression";
import type { Rng } from "../random";

export type Severity = "info" | "warning" | "critical";
export type Kind =
  "missing-in-dr" | "missing-in-primary" | "attribute" | "asymmetric-change" | "drift" | "readiness";

/** A kind of mistake that people make on one side of a pair. */
export interface Mistake {
  /** The file's name without its ending. */
  readonly id: string;
  /** One sentence, for whoever reads a miss. */
  readonly what: string;
  /** The sides on which it can be made; a mistake that is none when the primary region has it is for `dr` alone. */
  readonly sides: readonly SideName[];
  /** Where it can be made on this side. */
  sites(side: Side): Site[];
}

/** One place for a mistake. */
export interface Site {
  readonly resource: Resource;
  /** Makes it, and says what an analyzer must tell. */
  make(rng: Rng): Label;
}

/** What must be told of a mistake, as an SRE would judge it, whatever the analyzer can do. */
export interface Label {
  readonly kind: Kind;
  /** Resources by which a finding may be known; the mistaken one and its twin. One that was removed is not named. */
  readonly primary: Resource | undefined;
  readonly dr: Resource | undefined;
  /** Others that carry a right finding as well: a security group for its rule, a bucket for its configuration. */
  readonly also: readonly Resource[];
  /** Paths of which a finding of kind `attribute` must meet one; empty for any. */
  readonly paths: readonly string[];
  readonly severityAtLeast: Severity;
  /** Other kinds that are as right. */
  readonly acceptKinds: readonly Kind[];
  /** Echoes: a finding about them is neither a hit nor a false alarm. */
  readonly tolerated: readonly Resource[];
  readonly why: string;
}

export type LabelOptions = Partial<Pick<Label, "also" | "acceptKinds" | "tolerated">>;

/** Twins that differ. */
export function differs(
  side: Side,
  resource: Resource,
  paths: readonly string[],
  severityAtLeast: Severity,
  why: string,
  options: LabelOptions = {},
): Label {
  return {
    kind: "attribute",
    ...sides(side, resource),
    also: [],
    paths,
    severityAtLeast,
    acceptKinds: ["readiness", "asymmetric-change"],
    tolerated: [],
    why,
    ...options,
  };
}

/** Takes a resource away that its twin still has. What named it may be spoken of as well. */
export function removed(
  side: Side,
  resource: Resource,
  severityAtLeast: Severity,
  why: string,
  options: LabelOptions = {},
): Label {
  const label = sides(side, resource);
  side.remove(resource);
  return {
    kind: `missing-in-${side.name}`,
    ...label,
    [side.name]: undefined,
    also: [],
    paths: [],
    severityAtLeast,
    acceptKinds: ["readiness", "attribute", "asymmetric-change"],
    tolerated: [],
    why,
    ...options,
  };
}

/**
 * A site for each resource of the types that has the argument and a twin with the same value: `to` says what it becomes;
 * undefined for no site.
 */
export function changes(
  side: Side,
  types: readonly string[],
  path: string,
  to: (before: Value, resource: Resource) => Value | undefined,
  severityAtLeast: Severity,
  why: string,
  options: LabelOptions = {},
): Site[] {
  return side.ofType(...types).flatMap((resource) => {
    const before = get(resource.args, path) as Value | undefined;
    if (before === undefined || side.application.twin(resource) === undefined) return [];
    const after = to(before, resource);
    if (after === undefined) return [];
    return [
      {
        resource,
        make: () => {
          set(resource.args, path, after);
          return differs(side, resource, [path], severityAtLeast, why, options);
        },
      },
    ];
  });
}

/**
 * Resources that nothing names, so that they can go and the rest still plans. Of what is counted only the last one: without
 * another one the addresses of those behind it move up, and nobody could say which one is missing.
 */
export function leaves(side: Side, ...types: string[]): Resource[] {
  return side.ofType(...types).filter((resource) => {
    const isCounted = typeof resource.key === "number";
    return (
      side.referrers(resource).length === 0 &&
      side.application.twin(resource) !== undefined &&
      (!isCounted || side.family(resource).at(-1) === resource)
    );
  });
}

function sides(side: Side, resource: Resource): Pick<Label, "primary" | "dr"> {
  const twin = side.application.twin(resource);
  return side.name === "dr" ? { primary: twin, dr: resource } : { primary: resource, dr: twin };
}
