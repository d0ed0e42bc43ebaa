import { parseAddress } from "./address";
import { stripKeys } from "./configuration";
import type { Resource } from "./workspace";

/** Finds the instances that a reference of the configuration means: configuration knows blocks, not instances. */
export class BlockIndex {
  private readonly blocks = new Map<string, Resource[]>();

  constructor(resources: Iterable<Resource>) {
    for (const resource of resources) {
      const key = `${resource.workspace}\n${stripKeys(resource.address)}`;
      const known = this.blocks.get(key);
      if (known) known.push(resource);
      else this.blocks.set(key, [resource]);
    }
  }

  /**
   * The instances of a block as seen from a resource: within the same instance of a module that both lie in, and the
   * one with the same key where there is one (`each.key` refers to its like).
   *
   * @param address the block's address in the configuration, without keys
   * @param instance the same with the keys that the reference spells out: these are what it means then
   * @param byKey whether the reference may go by the resource's own key, and does not surely name the block as a whole
   */
  instances(from: Resource, address: string, instance?: string, byKey = true): readonly Resource[] {
    const block = this.blocks.get(`${from.workspace}\n${address}`) ?? [];
    const all = instance === undefined ? block : block.filter((one) => isMeant(one, instance));
    if (all.length < 2) return all;
    const near = all.filter((candidate) => sharesModules(from, candidate));
    const { key } = from.parts;
    const same = key === undefined || !byKey ? [] : near.filter((candidate) => candidate.parts.key === key);
    return same.length === 1 ? same : near;
  }
}

/** Whether the resource has the keys that the address spells out. */
export function isMeant({ parts }: Resource, instance: string): boolean {
  const meant = parseAddress(instance);
  if (!meant) return true;
  const fits = (key: string | number | undefined, own: string | number | undefined) =>
    key === undefined || String(key) === String(own);
  return fits(meant.key, parts.key) && meant.modules.every(({ key }, i) => fits(key, parts.modules[i]?.key));
}

/** Whether the module calls that both lie in are the same instances. */
function sharesModules(a: Resource, b: Resource): boolean {
  for (const [i, step] of b.parts.modules.entries()) {
    const other = a.parts.modules[i];
    if (other?.name !== step.name) return true;
    if (other.key !== step.key) return false;
  }
  return true;
}
