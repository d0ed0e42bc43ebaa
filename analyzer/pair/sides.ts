import { isGlobalType } from "../base/aws/global-types";
import type { SideName } from "../model/report";
import type { Resource, Workspace } from "../model/workspace/workspace";
import { Vocabulary } from "./neutral/words";
import { edgeResources } from "./roles/edge";

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
}

/**
 * Puts every resource on its side. A resource lies where its region says: the DR bucket that the primary workspace
 * makes through an alias belongs to DR. What has no region of its own, or has to lie in us-east-1 wherever the
 * application runs, stays with its workspace.
 */
export function assignSides(sources: PairSources): Sides {
  const regions = detectRegions(sources);
  const edge = edgeResources([...sources.primary, ...sources.dr, ...sources.shared]);
  const sorted: Record<SideName | "shared", Resource[]> = { primary: [], dr: [], shared: [] };
  const place = (workspaces: readonly Workspace[], home: SideName | "shared") => {
    for (const workspace of workspaces) {
      for (const resource of workspace.resources)
        sorted[(edge.has(resource) ? undefined : sideByRegion(resource, regions)) ?? home].push(resource);
    }
  };
  place(sources.primary, "primary");
  place(sources.dr, "dr");
  place(sources.shared, "shared");
  for (const workspace of sources.combined) splitCombined(workspace, regions, sorted);
  const side = (name: SideName): Side => ({
    name,
    region: regions[name],
    workspaces: [...sources[name], ...sources.combined],
    resources: sorted[name],
  });
  return { primary: side("primary"), dr: side("dr"), shared: sorted.shared };
}

type Regions = Readonly<Record<SideName, string | undefined>>;

function sideByRegion(resource: Resource, regions: Regions): SideName | undefined {
  if (isGlobalType(resource.type) || regions.primary === regions.dr) return undefined;
  if (resource.region === regions.primary && regions.primary !== undefined) return "primary";
  if (resource.region === regions.dr && regions.dr !== undefined) return "dr";
  return undefined;
}

/** Global resources of a combined workspace go with their module's regional ones, else with their provider or name. */
function splitCombined(workspace: Workspace, regions: Regions, sorted: Record<SideName, Resource[]>): void {
  const modules = sidesOfModules(workspace, regions);
  const dr = new Vocabulary(regions.dr, regions.primary);
  for (const resource of workspace.resources) {
    const side =
      sideByRegion(resource, regions) ??
      (resource.region === regions.dr ? "dr" : undefined) ??
      moduleSide(resource.module, modules) ??
      (namesDr(resource, dr) ? "dr" : "primary");
    sorted[side].push(resource);
  }
}

function namesDr(resource: Resource, vocabulary: Vocabulary): boolean {
  const words = [...resource.parts.modules.map((step) => step.name), resource.parts.name]
    .join("/")
    .toLowerCase();
  return (
    /(?:^|[^a-z0-9])(?:dr|secondary|standby|passive|failover)(?:$|[^a-z0-9])/.test(
      words.replaceAll("_", "-"),
    ) || vocabulary.neutral(words).includes("⟨region⟩")
  );
}

function sidesOfModules(workspace: Workspace, regions: Regions): Map<string, SideName | undefined> {
  const sides = new Map<string, SideName | undefined>();
  for (const resource of workspace.resources) {
    const side = sideByRegion(resource, regions);
    if (side === undefined || resource.module === "") continue;
    sides.set(
      resource.module,
      sides.has(resource.module) && sides.get(resource.module) !== side ? undefined : side,
    );
  }
  return sides;
}

/** The side of a module instance; a nested module without regional resources asks its parent. */
function moduleSide(module: string, sides: ReadonlyMap<string, SideName | undefined>): SideName | undefined {
  for (let path = module; path !== ""; path = path.slice(0, Math.max(path.lastIndexOf(".module."), 0))) {
    if (sides.has(path)) return sides.get(path);
  }
  return undefined;
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
