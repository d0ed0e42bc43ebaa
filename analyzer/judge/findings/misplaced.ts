import { isGlobalType } from "../../base/aws/global-types";
import type { PairContext } from "../../compare/context";
import type { RawFinding } from "../../model/finding";
import type { SideName } from "../../model/report";
import { edgeResources } from "../../pair/edge-resources";
import type { Resource } from "../../model/workspace/workspace";
import type { Twins } from "../../pair/twins";
import { severityOfAbsence } from "./severity";

/**
 * Twins of which one lies in the other's region: its own side has none. A finding for each, since each may be accepted on
 * its own; those of one module say the same, so that a reader is told once.
 */
export function findMisplaced(context: PairContext): RawFinding[] {
  const edge = edgeResources(context.workspaces);
  return context.pairing.twins.flatMap((twins) => {
    const side = strayingSide(context, twins, edge);
    return side === undefined ? [] : [misplaced(context, side, twins)];
  });
}

/** The side whose resource lies in neither its own region nor where it has to. */
function strayingSide(
  { sides }: PairContext,
  { primary, dr }: Twins,
  edge: ReadonlySet<Resource>,
): SideName | undefined {
  if (primary.mode === "data" || primary.values === null || dr.values === null) return undefined;
  if (isGlobalType(primary.type) || isGlobalType(dr.type)) return undefined;
  const [home, away] = [sides.primary.region, sides.dr.region];
  if (home === undefined || away === undefined || home === away) return undefined;
  if (dr.region !== away && primary.region === home && dr.region !== undefined && !edge.has(dr)) return "dr";
  if (primary.region !== home && dr.region === away && primary.region !== undefined && !edge.has(primary))
    return "primary";
  return undefined;
}

function misplaced({ sides }: PairContext, side: SideName, { primary, dr }: Twins): RawFinding {
  const [stray, twin] = side === "dr" ? [dr, primary] : [primary, dr];
  const where = side === "dr" ? "DR" : "primary";
  const beside = stray.region === twin.region ? ", its twin too" : "";
  // At the root every resource has a provider of its own; a module is given one, and all that is in it lies wrong.
  const message =
    stray.module === ""
      ? `${where}'s ${stray.type} ${stray.parts.name} exists, but lies in ${stray.region ?? ""}${beside}: ${stray.address}`
      : `${where}'s ${stray.module} exists, but lies in ${stray.region ?? ""}${beside}`;
  return {
    rule: "twin-in-own-region",
    kind: side === "dr" ? "missing-in-dr" : "missing-in-primary",
    severity: severityOfAbsence(stray.type),
    origin: stray.change.kind === "create" ? "introduced" : "existing",
    primary,
    dr,
    differences: [],
    message,
    impact: `${where} has none of it: what lies in ${stray.region ?? "another region"} is lost together with that region.`,
    remediation: `Give it the provider (${alias(stray.providerKey)} now) or the region argument of ${sides[side].region ?? "its side"}.`,
  };
}

function alias(key: string | undefined): string {
  return key === undefined || key === "aws" ? "the default one" : key;
}
