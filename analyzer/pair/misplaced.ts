import { isGlobalType } from "../base/aws/global-types";
import type { SideName } from "../model/report";
import type { Resource } from "../model/workspace/workspace";
import { skeletons, type Mark } from "./marks";
import { neutralAddress } from "./names";
import { Vocabulary } from "./neutral/words";

type Regional = Readonly<Record<SideName, readonly Resource[]>>;
type Regions = Readonly<Record<SideName, string | undefined>>;

/**
 * One workspace of both regions: what a wrong provider alias put beside its own twin, or into a region of neither side.
 * `jobs_home` and `jobs_standby` both lie in primary's region, and others show that these words tell the regions apart.
 *
 * @param placed the resources by the region that they lie in
 * @returns the side that each of them was meant for
 */
export function misplacedByMark(
  placed: Regional & { readonly elsewhere: readonly Resource[] },
  marks: readonly Mark[],
): Map<Resource, SideName> {
  const meant = new Map<Resource, SideName>();
  if (marks.length === 0) return meant;
  const [primary, dr, elsewhere] = [placed.primary, placed.dr, placed.elsewhere].map(bySkeleton) as [
    Index,
    Index,
    Index,
  ];
  const stray = (twins: Index, at: Index, meantFor: SideName, home: Index) => {
    const side = meantFor === "dr" ? "primary" : "dr";
    for (const [rest, words] of at) {
      for (const mark of marks) {
        const found = words.get(mark[meantFor]);
        if (!found || !twins.get(rest)?.has(mark[side]) || home.get(rest)?.has(mark[meantFor])) continue;
        meant.set(found, meantFor);
      }
    }
  };
  stray(primary, primary, "dr", dr);
  stray(dr, dr, "primary", primary);
  stray(primary, elsewhere, "dr", dr);
  stray(dr, elsewhere, "primary", primary);
  return meant;
}

type Index = ReadonlyMap<string, ReadonlyMap<string, Resource>>;

function bySkeleton(resources: readonly Resource[]): Index {
  const index = new Map<string, Map<string, Resource>>();
  for (const resource of resources) {
    for (const { rest, word } of skeletons(resource)) {
      const known = index.get(rest) ?? new Map<string, Resource>();
      index.set(rest, known.set(word, resource));
    }
  }
  return index;
}

/** What the workspaces of each side have in the side's own region, by their addresses without side words. */
export class HomeAddresses {
  private readonly vocabularies: Readonly<Record<SideName, Vocabulary>>;
  private readonly addresses: Readonly<Record<SideName, ReadonlySet<string>>>;

  constructor(resources: Regional, regions: Regions) {
    this.vocabularies = {
      primary: new Vocabulary(regions.primary, regions.dr),
      dr: new Vocabulary(regions.dr, regions.primary),
    };
    const at = (side: SideName) =>
      new Set(
        resources[side]
          .filter(({ region, type }) => region === regions[side] && !isGlobalType(type))
          .map((resource) => this.address(resource, side)),
      );
    this.addresses = { primary: at("primary"), dr: at("dr") };
  }

  /** Whether the other side's workspaces have the very same at home: then this one is that one's twin, wherever it lies. */
  isTwinAtHome(resource: Resource, side: SideName): boolean {
    return this.addresses[side === "primary" ? "dr" : "primary"].has(this.address(resource, side));
  }

  private address(resource: Resource, side: SideName): string {
    return neutralAddress(resource, this.vocabularies[side], true);
  }
}
