import type { Json } from "../base/json";
import type { Resolver } from "../model/resolve/resolver";
import type { Resource } from "../model/workspace/workspace";
import type { Twins } from "./twins";

/** Tells of a resource's dependencies which twins they are part of, as far as twins are known. */
export class TwinBlocks {
  private readonly indices = new Map<Resource, number>();

  constructor(
    private readonly resolver: Resolver,
    twins: readonly Twins[],
  ) {
    twins.forEach(({ primary, dr }, index) => this.indices.set(primary, index).set(dr, index));
  }

  /** The numbers of the twins that an argument refers to, reference by reference; none for what is no twin's. */
  twinsMeant(from: Resource, expression: Json | undefined): number[][] {
    return this.resolver.references({ resource: from, expression }).flatMap((reference) => {
      const numbers = reference.kind === "resource" ? this.numbersOf(reference.instances) : [];
      return numbers.length > 0 ? [numbers] : [];
    });
  }

  /** The numbers of the twins that a block's instances belong to, seen from a resource; empty when unknown. */
  twinsOf(from: Resource, address: string): readonly number[] {
    return this.numbersOf(this.resolver.instances(from, address));
  }

  private numbersOf(instances: readonly Resource[]): number[] {
    const indices = instances.map((instance) => this.indices.get(instance));
    return indices.includes(undefined) ? [] : indices.map(Number).sort((a, b) => a - b);
  }
}
