import { referencesIn, type Side } from "../model/application";
import { JsonText, type Value } from "../model/expression";
import { get, set } from "../model/paths";
import type { Nested, Resource, SideName } from "../model/resource";
import { differs, type Mistake, type Severity } from "./mistake";

/**
 * Whether a plan shows what a document says before anything is applied: one that names what AWS has yet to make is wholly
 * unknown then, and a mistake in it is in no plan.
 */
export function isShown({ args }: Resource, path: string, side: Side): boolean {
  const document = args[path.split(/[.[]/)[0] ?? path];
  if (!(document instanceof JsonText)) return true;
  const spelling = document.spelling ?? side.facts.style.policies;
  return (document.isPolicy && spelling === "document") || referencesIn({ document }).length === 0;
}

/** What an argument or a block becomes. */
export type Content = Value | Nested | Nested[];

/** A mistake that is one argument with another value. */
export interface Change {
  readonly id: string;
  readonly what: string;
  readonly types: readonly string[];
  readonly path: string;
  /** What it becomes; `gone` takes it away, undefined is no site. */
  to(before: Content, resource: Resource, side: Side): Content | typeof gone | undefined;
  readonly why: string;
  /** Default: warning. */
  readonly severity?: Severity;
  /** Default: both. */
  readonly sides?: readonly SideName[];
}

export const gone = Symbol("gone");

/** The mistake that a change is. Where there is no twin, there is nothing to differ from. */
export function change({ id, what, types, path, to, why, severity, sides }: Change): Mistake {
  return {
    id,
    what,
    sides: sides ?? ["dr", "primary"],
    sites: (side) =>
      side.ofType(...types).flatMap((resource) => {
        const before = get(resource.args, path);
        const twin = side.application.twin(resource);
        if (before === undefined || twin === undefined || get(twin.args, path) === undefined) return [];
        if (!isShown(resource, path, side)) return [];
        const after = to(before, resource, side);
        if (after === undefined) return [];
        const make = () => {
          set(resource.args, path, after === gone ? undefined : after);
          return differs(side, resource, [path], severity ?? "warning", why);
        };
        return [{ resource, make }];
      }),
  };
}

/** A switch that is off on one side. */
export function switchedOff(id: string, types: readonly string[], path: string, why: string): Mistake {
  const to = (before: Content) => (before === true ? false : before === "true" ? "false" : undefined);
  return change({ id, what: `\`${path}\` is switched off on one side.`, types, path, to, why });
}

/** A number that is another one on one side, and no smaller than AWS takes. */
export function scaled(
  id: string,
  types: readonly string[],
  path: string,
  by: number,
  why: string,
  least = 1,
): Mistake {
  const to = (before: Content) => {
    const after = Math.max(least, Math.round(Number(before) * by));
    if (Number.isNaN(after) || after === Number(before)) return undefined;
    return typeof before === "string" ? String(after) : after;
  };
  return change({ id, what: `\`${path}\` is another number on one side.`, types, path, to, why });
}

/** A smaller machine where the strategy wants the full size; a region that only waits may run on less. */
export function shrunk(mistake: Mistake): Mistake {
  return {
    ...mistake,
    sites: (side) => (side.facts.strategy === "active-active" ? mistake.sites(side) : []),
  };
}

/** Something that only watches: an operator wants to read of it, and nothing fails over the worse for it. */
export function observed(mistake: Mistake): Mistake {
  return {
    ...mistake,
    sites: (side) =>
      mistake.sites(side).map(({ resource, make }) => ({
        resource,
        make: (rng) => ({ ...make(rng), severityAtLeast: "info" as const }),
      })),
  };
}

/** A word that is another one on one side: the first of `words` that it is not. */
export function reworded(
  id: string,
  types: readonly string[],
  path: string,
  words: readonly string[],
  why: string,
): Mistake {
  const to = (before: Content) =>
    typeof before === "string" ? words.find((word) => word !== before) : undefined;
  return change({ id, what: `\`${path}\` says something else on one side.`, types, path, to, why });
}

/** An argument or a block that one side forgot. */
export function forgotten(id: string, types: readonly string[], path: string, why: string): Mistake {
  return change({ id, what: `\`${path}\` was forgotten on one side.`, types, path, to: () => gone, why });
}
