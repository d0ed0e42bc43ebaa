import { isGlobalType } from "../base/aws/global-types";
import type { SideName } from "../model/report";
import type { Resource, Workspace } from "../model/workspace/workspace";
import { isMarkedDr, learnMarks } from "./marks";
import { memberSide } from "./member-side";
import { HomeAddresses, misplacedByMark } from "./misplaced";
import { isPartOf } from "../model/workspace/part-of";
import { REGION, Vocabulary } from "./neutral/words";
import { edgeResources } from "./edge-resources";

/** The workspaces as the user handed them in. */
export interface PairSources {
  readonly primary: readonly Workspace[];
  readonly dr: readonly Workspace[];
  /** Workspaces of global resources that serve both sides. */
  readonly shared: readonly Workspace[];
  /** Workspaces that hold both regions through provider aliases or the `region` argument. */
  readonly combined: readonly Workspace[];
  readonly regions: { readonly primary?: string; readonly dr?: string };
}

/** One half of a pair. */
export interface Side {
  readonly name: SideName;
  readonly region: string | undefined;
  readonly workspaces: readonly Workspace[];
  readonly resources: readonly Resource[];
}

/** Both halves, and what belongs to neither. */
export interface Sides {
  readonly primary: Side;
  readonly dr: Side;
  readonly shared: readonly Resource[];
  /** What a workspace of both regions has in a third one. */
  readonly elsewhere: readonly Resource[];
}

/** Addresses that a manifest or the policy file calls twins. */
type DeclaredSides = readonly { readonly primary: string; readonly dr: string }[];

/**
 * Puts every resource on its side. What is declared holds. Else a resource lies where its region says: the DR bucket that
 * the primary workspace makes through an alias belongs to DR. But what lies beside its own twin, in the twin's region,
 * belongs to the side that it was meant for: it is there by mistake, or because it can be nowhere else. What has no
 * region of its own, or has to lie in us-east-1 wherever the application runs, stays with its workspace.
 */
export function assignSides(sources: PairSources, declared: DeclaredSides = []): Sides {
  const regions = detectRegions(sources);
  const sorted: Sorted = { primary: [], dr: [], shared: [], elsewhere: [] };
  const resources = (workspaces: readonly Workspace[]) => workspaces.flatMap((one) => one.resources);
  const home = new HomeAddresses({ primary: resources(sources.primary), dr: resources(sources.dr) }, regions);
  const edge = edgeResources([...sources.primary, ...sources.dr, ...sources.shared]);
  const telling = declared.filter(({ primary, dr }) => primary !== dr);
  const declaredSide = (resource: Resource) => (telling.length === 0 ? undefined : sideIn(telling, resource));
  for (const side of ["primary", "dr"] as const) {
    for (const resource of resources(sources[side])) {
      const lies = sideByRegion(resource, regions);
      const stays =
        declaredSide(resource) === side || edge.has(resource) || home.isTwinAtHome(resource, side);
      sorted[stays ? side : (lies ?? side)].push(resource);
    }
  }
  for (const resource of resources(sources.shared))
    sorted[
      declaredSide(resource) ?? (edge.has(resource) ? undefined : sideByRegion(resource, regions)) ?? "shared"
    ].push(resource);
  for (const workspace of sources.combined) splitCombined(workspace, regions, declaredSide, sorted);
  const side = (name: SideName): Side => ({
    name,
    region: regions[name],
    workspaces: [...sources[name], ...sources.combined],
    resources: sorted[name],
  });
  return { ...sorted, primary: side("primary"), dr: side("dr") };
}

/** The side on which each resource lies; nothing for what serves both. */
export function sidesOf(sides: Sides): Map<Resource, SideName> {
  const names = ["primary", "dr"] as const;
  return new Map(names.flatMap((name) => sides[name].resources.map((one) => [one, name] as const)));
}

type Regions = Readonly<Record<SideName, string | undefined>>;
type Sorted = Record<keyof Sides, Resource[]>;

/** The side of which alone the declarations name the address. */
function sideIn(declared: DeclaredSides, resource: Resource): SideName | undefined {
  const [primary, dr] = (["primary", "dr"] as const).map((side) =>
    declared.some((twins) => isPartOf(resource, twins[side])),
  );
  return primary === dr ? undefined : primary ? "primary" : "dr";
}

function sideByRegion(resource: Resource, regions: Regions): SideName | undefined {
  if (isGlobalType(resource.type) || regions.primary === regions.dr) return undefined;
  if (resource.region === regions.primary && regions.primary !== undefined) return "primary";
  if (resource.region === regions.dr && regions.dr !== undefined) return "dr";
  return undefined;
}

/** Within one workspace two pairs in two regions tell the words. */
const LEAST_BY_REGION = 2;

/** Global resources of a combined workspace go with their module's regional ones, else with their provider or name. */
function splitCombined(
  workspace: Workspace,
  regions: Regions,
  declared: (resource: Resource) => SideName | undefined,
  sorted: Sorted,
): void {
  const modules = sidesOfModules(workspace, regions);
  const lying = (side: SideName) =>
    workspace.resources.filter((resource) => sideByRegion(resource, regions) === side);
  const elsewhere = workspace.resources.filter((resource) => isElsewhere(resource, regions));
  const placed = { primary: lying("primary"), dr: lying("dr"), elsewhere };
  const marks = learnMarks(placed.primary, placed.dr, LEAST_BY_REGION);
  const meant = misplacedByMark(placed, marks);
  const dr = new Vocabulary(regions.dr, regions.primary);
  for (const resource of workspace.resources) {
    const side =
      declared(resource) ??
      meant.get(resource) ??
      sideByRegion(resource, regions) ??
      memberSide(resource, regions) ??
      (isElsewhere(resource, regions) ? "elsewhere" : undefined) ??
      (resource.region === regions.dr ? "dr" : undefined) ??
      moduleSide(resource.module, modules) ??
      (isMarkedDr(resource, marks) || namesDr(resource, dr) ? "dr" : "primary");
    sorted[side].push(resource);
  }
}

/** Whether a regional resource lies in neither side's region. */
function isElsewhere({ type, mode, region }: Resource, regions: Regions): boolean {
  if (region === undefined || isGlobalType(type) || !type.startsWith("aws_")) return false;
  if (regions.primary === undefined || regions.dr === undefined) return false;
  return mode === "managed" && region !== regions.primary && region !== regions.dr;
}

/** Whether the address tells that it is DR's: its own name before its modules', since `dns_failover` holds both sides' records. */
function namesDr({ parts }: Resource, vocabulary: Vocabulary): boolean {
  const modules = parts.modules.map(({ name }) => words(name).filter((word) => word !== "failover"));
  for (const named of [words(parts.name), ...modules.reverse()]) {
    if (named.some((word) => DR_WORDS.has(word))) return true;
    if (named.includes("primary")) return false;
  }
  const address = [...parts.modules.map(({ name }) => name), parts.name].join("/").toLowerCase();
  return vocabulary.neutral(address).includes(REGION);
}

const DR_WORDS = new Set(["dr", "secondary", "standby", "passive", "failover"]);
const words = (name: string) => name.toLowerCase().split(/[^a-z0-9]+/);

function sidesOfModules(workspace: Workspace, regions: Regions): Map<string, SideName | undefined> {
  const sides = new Map<string, SideName | undefined>();
  for (const resource of workspace.resources) {
    const side = sideByRegion(resource, regions);
    if (side === undefined) continue;
    for (const path of selfAndCallers(resource.module))
      sides.set(path, sides.has(path) && sides.get(path) !== side ? undefined : side);
  }
  return sides;
}

/** A module instance's path, and those of its callers up to the root's own module. */
function selfAndCallers(module: string): string[] {
  const paths = [];
  for (let path = module; path !== ""; path = path.slice(0, Math.max(path.lastIndexOf(".module."), 0)))
    paths.push(path);
  return paths;
}

/** The side of a module instance; a nested module without regional resources asks its parent. */
function moduleSide(module: string, sides: ReadonlyMap<string, SideName | undefined>): SideName | undefined {
  const known = selfAndCallers(module).find((path) => sides.has(path));
  return known === undefined ? undefined : sides.get(known);
}

function detectRegions(sources: PairSources): Regions {
  const { primary, dr } = sources.regions;
  const foundPrimary = primary ?? commonest(sources.primary)[0];
  const foundDr =
    dr ?? commonest(sources.dr).find((region) => region !== foundPrimary) ?? commonest(sources.dr)[0];
  if (sources.combined.length === 0) return { primary: foundPrimary, dr: foundDr };
  const inCombined = combinedRegions(sources.combined);
  const main = foundPrimary ?? inCombined.find((region) => region !== foundDr);
  return { primary: main, dr: foundDr ?? inCombined.find((region) => region !== main) };
}

/** The regions of managed regional resources, most used first. */
function commonest(workspaces: readonly Workspace[]): string[] {
  const counts = new Map<string, number>();
  for (const workspace of workspaces) {
    for (const { mode, type, region } of workspace.resources) {
      if (region === undefined || mode === "data" || isGlobalType(type)) continue;
      counts.set(region, (counts.get(region) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([region]) => region);
}

/** Primary first: the default provider's region, unless an alias tells otherwise. */
function combinedRegions(workspaces: readonly Workspace[]): string[] {
  const regions = commonest(workspaces).slice(0, 2);
  const keys = new Map<string, Set<string>>();
  for (const resource of workspaces.flatMap((workspace) => workspace.resources)) {
    if (resource.region === undefined) continue;
    const known = keys.get(resource.region) ?? new Set();
    keys.set(resource.region, known.add((resource.providerKey ?? "").split(":").pop() ?? ""));
  }
  const weight = (region: string): number => {
    const names = [...(keys.get(region) ?? [])];
    if (names.some((key) => /\.(?:.*[-_])?(?:dr|secondary|standby|failover|replica)/.test(key))) return 2;
    return names.some((key) => !key.includes(".")) || names.some((key) => /primary|main/.test(key)) ? 0 : 1;
  };
  return regions.sort((a, b) => weight(a) - weight(b));
}
