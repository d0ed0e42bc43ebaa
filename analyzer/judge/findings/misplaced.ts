import { isGlobalType } from "../../base/aws/global-types";
import type { PairContext } from "../../compare/context";
import type { RawFinding } from "../../model/finding";
import type { SideName } from "../../model/report";
import { edgeResources } from "../../pair/roles/edge";
import type { Resource } from "../../model/workspace/workspace";
import type { Twins } from "../../pair/twins";
import { impactOfAbsence } from "./impacts";
import { severityOfAbsence, worse } from "./severity";

/** Twins of which one lies in the other's region: its own side has none. Once for each module and wrong region. */
export function findMisplaced(context: PairContext): RawFinding[] {
  const groups = new Map<string, { readonly side: SideName; readonly twins: Twins[] }>();
  const edge = edgeResources(context.workspaces);
  for (const twins of context.pairing.twins) {
    const side = strayingSide(context, twins, edge);
    if (side === undefined) continue;
    const { module, address, region = "", workspace } = twins[side];
    // At the root every resource has a provider of its own: one mended alias mends one resource.
    const key = JSON.stringify([side, workspace, region, module === "" ? address : module]);
    const group = groups.get(key) ?? { side, twins: [] };
    groups.set(key, group);
    group.twins.push(twins);
  }
  return [...groups.values()].map(({ side, twins }) => misplaced(context, side, twins));
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

function misplaced({ sides }: PairContext, side: SideName, group: readonly Twins[]): RawFinding {
  const [first] = group as readonly [Twins, ...Twins[]];
  const { primary, dr } = first;
  const stray = first[side];
  const twin = side === "dr" ? primary : dr;
  const where = side === "dr" ? "DR" : "primary";
  const beside = stray.region === twin.region ? ", its twin too" : "";
  const subject =
    stray.module === "" || group.length === 1
      ? `${where}'s ${stray.type} ${stray.parts.name} exists, but`
      : `${where}'s ${stray.module} with ${String(group.length)} resources`;
  return {
    rule: "twin-in-own-region",
    kind: side === "dr" ? "missing-in-dr" : "missing-in-primary",
    severity: group.map((twins) => severityOfAbsence(twins[side].type)).reduce(worse, "info"),
    origin: group.some((twins) => twins[side].change.kind === "create") ? "introduced" : "existing",
    primary,
    dr,
    differences: [],
    message: `${subject} lies in ${stray.region ?? ""}${beside}: ${stray.address}`,
    impact: impactOfAbsence(stray.type),
    remediation: `Give it the provider (${alias(stray.providerKey)} now) or the region argument of ${sides[side].region ?? "its side"}.`,
  };
}

function alias(key: string | undefined): string {
  return key === undefined || key === "aws" ? "the default one" : key;
}
