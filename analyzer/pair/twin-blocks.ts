import { BlockIndex } from "../model/workspace/block-index";
import type { Resource } from "../model/workspace/workspace";
import type { Sides } from "./sides";
import type { Twins } from "./twins";

/** Tells of a resource's dependencies which twins they are part of, as far as twins are known. */
export class TwinBlocks {
  private readonly indices = new Map<Resource, number>();
  private readonly blocks: BlockIndex;

  constructor(sides: Sides, twins: readonly Twins[]) {
    twins.forEach(({ primary, dr }, index) => this.indices.set(primary, index).set(dr, index));
    this.blocks = new BlockIndex([...sides.primary.resources, ...sides.dr.resources]);
  }

  /** The numbers of the twins that a block's instances belong to, seen from a resource; empty when unknown. */
  twinsOf(from: Resource, address: string): readonly number[] {
    const indices = this.blocks.instances(from, address).map((instance) => this.indices.get(instance));
    return indices.includes(undefined) ? [] : indices.map(Number).sort((a, b) => a - b);
  }
}
