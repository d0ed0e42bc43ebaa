import type { PairContext } from "../../../compare/context";
import type { Twins } from "../../../pair/twins";
import type { Resource } from "../../../model/workspace/workspace";

/** A side's region, in sentences. */
export const REGION_OF = { primary: "the primary region", dr: "the DR region" } as const;

/** Twins of these types (primary's type decides) that both exist once the plans are applied. */
export function standingTwins(pair: PairContext, types: string | readonly string[]): Twins[] {
  const list = typeof types === "string" ? [types] : types;
  return pair.pairing.twins.filter(
    ({ primary, dr }) =>
      list.includes(primary.type) &&
      primary.mode === "managed" &&
      primary.values !== null &&
      dr.values !== null,
  );
}

/** The resource's counterpart on the other side; undefined when it has none. */
export function twinOf(pair: PairContext, resource: Resource): Resource | undefined {
  const twins = pair.twinsOf.get(resource);
  if (!twins) return undefined;
  return twins.primary === resource ? twins.dr : twins.primary;
}

/** Whether what is absent from the sources may exist all the same: an errored, partial or targeted plan. */
export function isIncomplete({ workspaces }: PairContext): boolean {
  return workspaces.some(({ incomplete }) => incomplete.length > 0);
}

/** How messages call a resource: its type and its name. */
export function called({ type, parts }: Resource): string {
  return `${type} ${parts.name}`;
}

/** A violation's ends, by the side on which a resource lies: for resources without a twin. */
export function ends(
  resource: Resource,
  side: "primary" | "dr" | undefined,
): { primary: Resource | null; dr: Resource | null } {
  return side === "dr" ? { primary: null, dr: resource } : { primary: resource, dr: null };
}
