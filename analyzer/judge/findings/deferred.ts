import { neutralAddress } from "../../pair/names";
import { Vocabulary } from "../../pair/neutral/words";
import type { Sides } from "../../pair/sides";
import type { SideName } from "../../model/report";
import type { Resource } from "../../model/workspace/workspace";

/** Why twins cannot be compared when a plan puts either off to a later one; undefined when none does. */
export function deferralOf(primary: Resource, dr: Resource): string | undefined {
  if (primary.deferred !== undefined) return said("primary", primary.deferred);
  return dr.deferred === undefined ? undefined : said("dr", dr.deferred);
}

function said(side: SideName, reason: string): string {
  const whose = side === "dr" ? "DR" : "primary";
  return `${whose}'s plan defers it to a later one${reason === "unknown" ? "" : ` (${reason.replaceAll("_", " ")})`}`;
}

/** Knows the blocks that either plan puts off: where their instances are not counted yet, any may be the twin. */
export class DeferredBlocks {
  private readonly vocabularies: Readonly<Record<SideName, Vocabulary>>;
  private readonly blocks: Readonly<Record<SideName, ReadonlyMap<string, string>>>;

  constructor({ primary, dr }: Sides) {
    this.vocabularies = {
      primary: new Vocabulary(primary.region, dr.region),
      dr: new Vocabulary(dr.region, primary.region),
    };
    this.blocks = { primary: this.index("primary", primary.resources), dr: this.index("dr", dr.resources) };
  }

  /** Why nobody can tell whether the resource has a twin; undefined when it has none for sure. */
  reasonOf(resource: Resource, side: SideName): string | undefined {
    if (resource.deferred !== undefined) return said(side, resource.deferred);
    const other = side === "primary" ? "dr" : "primary";
    if (this.blocks[other].size === 0) return undefined;
    const reason = this.blocks[other].get(this.block(resource, side));
    return reason === undefined ? undefined : said(other, reason);
  }

  private index(side: SideName, resources: readonly Resource[]): Map<string, string> {
    return new Map(
      resources.flatMap((one) => (one.deferred === undefined ? [] : [[this.block(one, side), one.deferred]])),
    );
  }

  private block(resource: Resource, side: SideName): string {
    const modules = resource.parts.modules.map(({ name }) => ({ name }));
    const parts = { ...resource.parts, modules };
    return neutralAddress({ ...resource, parts }, this.vocabularies[side], false);
  }
}
