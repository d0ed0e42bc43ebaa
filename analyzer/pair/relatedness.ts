import { isGlobalType } from "../base/aws/global-types";
import type { Resource, Workspace } from "../model/workspace/workspace";
import type { Side, Sides } from "./sides";
import type { Pairing } from "./twins";

/** Two sides of one application share most of their resources; below this share they are two applications. */
const LEAST_SHARE = 0.1;
/** With fewer resources a side may well have no twin at all. */
const ENOUGH_RESOURCES = 5;

/** Why the sources cannot be compared, and what is not compared when they cannot. */
export interface Relatedness {
  readonly unrelated: string | undefined;
  readonly notCompared: readonly { readonly resource: Resource; readonly reason: string }[];
}

/** Whether the sources are two sides of one application at all. */
export function relatedness(pairing: Pairing, sides: Sides): Relatedness {
  const why = elsewhereThanSaid(sides) ?? oneSided(pairing, sides) ?? oneSourceTwice(pairing, sides);
  return why === undefined ? sharesEnough(pairing) : { unrelated: why, notCompared: [] };
}

/** Sources of which everything lies in the other side's region: swapped, or of another pair of regions. */
function elsewhereThanSaid({ primary, dr }: Sides): string | undefined {
  if (primary.region === undefined || dr.region === undefined || primary.region === dr.region)
    return undefined;
  const lies = (side: Side, other: Side) => {
    const own = side.workspaces.filter((one) => !other.workspaces.includes(one));
    const regions = own.flatMap(({ resources }) => resources).filter(isRegional);
    return regions.length > 0 && regions.every(({ region }) => region === other.region);
  };
  const strays = [lies(primary, dr) ? "primary" : "", lies(dr, primary) ? "DR" : ""].filter(Boolean);
  if (strays.length === 2)
    return `the sources are swapped: primary's lie in ${dr.region}, DR's in ${primary.region}`;
  const [stray] = strays;
  if (stray === undefined) return undefined;
  return `everything in ${stray}'s sources lies in ${stray === "DR" ? `${primary.region}, primary's` : `${dr.region}, DR's`} region: are they the right ones?`;
}

/**
 * A source that is to hold both regions, and holds one: nothing regional has a counterpart. A certificate for
 * CloudFront or a copied backup in another region makes no second side.
 */
function oneSided({ twins }: Pairing, { primary, dr }: Sides): string | undefined {
  const inOne = dr.workspaces.length > 0 && dr.workspaces.every((one) => primary.workspaces.includes(one));
  if (!inOne || twins.some((pair) => isRegional(pair.primary) && isRegional(pair.dr))) return undefined;
  // A workspace of its own that has nothing is a side that nobody has built: then all is missing indeed.
  const [larger] = [primary, dr].sort((a, b) => b.resources.length - a.resources.length);
  const where = larger?.region === undefined ? "of one region" : `in ${larger.region}`;
  return `pairing failed: nothing has a counterpart, the resources are ${where}; does the source hold both regions?`;
}

function isRegional({ mode, type }: Resource): boolean {
  return mode === "managed" && /^aws(?:cc)?_/.test(type) && !isGlobalType(type);
}

/**
 * The same plan or state under two names: parity, but of nothing. Two regions or accounts differ in ids, or, where
 * nothing is made yet, in a variable or a name.
 */
function oneSourceTwice({ twins, onlyPrimary, onlyDr }: Pairing, { primary, dr }: Sides): string | undefined {
  if (primary.region !== dr.region || twins.length === 0 || onlyPrimary.length + onlyDr.length > 0)
    return undefined;
  const same =
    twins.every((pair) => content(pair.primary) === content(pair.dr)) &&
    variables(primary.workspaces) === variables(dr.workspaces);
  return same
    ? "pairing failed: both sides are the same to the last id and name; is one source given twice?"
    : undefined;
}

function content({ before, values }: Resource): string {
  return JSON.stringify([before, values]);
}

function variables(workspaces: readonly Workspace[]): string {
  return JSON.stringify(workspaces.map((workspace) => [...workspace.variables]));
}

function managed(resources: readonly Resource[]): Resource[] {
  return resources.filter(({ mode }) => mode === "managed");
}

function sharesEnough({ twins, onlyPrimary, onlyDr }: Pairing): Relatedness {
  const paired = managed(twins.map(({ primary }) => primary)).length;
  const alone = [managed(onlyPrimary), managed(onlyDr)];
  const smaller = Math.min(...alone.map((list) => list.length + paired));
  if (smaller < ENOUGH_RESOURCES || paired / smaller >= LEAST_SHARE)
    return { unrelated: undefined, notCompared: [] };
  return {
    unrelated: `pairing failed: only ${paired} of ${smaller} resources have a counterpart; are these two sides of one application?`,
    notCompared: alone.flat().map((resource) => ({ resource, reason: "pairing failed" })),
  };
}
