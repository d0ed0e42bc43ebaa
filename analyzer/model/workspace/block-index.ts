import { pushTo } from "../../base/push-to";
import { parseAddress } from "./address";
import { stripKeys } from "./configuration";
import type { Resource } from "./workspace";

/** Finds the instances that a reference of the configuration means: configuration knows blocks, not instances. */
export class BlockIndex {
  private readonly blocks = new Map<string, Block>();

  constructor(resources: Iterable<Resource>) {
    for (const resource of resources) {
      const key = `${resource.workspace}\n${stripKeys(resource.address)}`;
      const known = this.blocks.get(key);
      if (known) known.instances.push(resource);
      else this.blocks.set(key, new Block(resource));
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
    const block = this.blocks.get(`${from.workspace}\n${address}`);
    if (block === undefined) return [];
    const meant = (list: readonly Resource[]) =>
      instance === undefined ? list : list.filter((one) => isMeant(one, instance));
    const near = block.near(from);
    const found = meant(near.all);
    if (found.length === 0) {
      // A block of which there is one is meant wherever it is; of several in other instances none is.
      const anywhere = meant(block.instances);
      return anywhere.length < 2 ? anywhere : [];
    }
    const { key } = from.parts;
    if (key === undefined || !byKey) return found;
    const same = meant(near.withKey(key));
    return same.length === 1 ? same : found;
  }
}

/** A block's instances, found without looking at each: of ten thousand every one asks for its own neighbours. */
class Block {
  readonly instances: Resource[];
  /** By how many module calls a resource shares with the block, then by those calls' keys. */
  private readonly neighbours = new Map<number, Map<string, Neighbours>>();

  constructor(private readonly first: Resource) {
    this.instances = [first];
  }

  /** Those in the same instances of the module calls that the resource shares with the block. */
  near(from: Resource): Neighbours {
    const depth = sharedCalls(from, this.first);
    const known = this.neighbours.get(depth) ?? this.byKeys(depth);
    this.neighbours.set(depth, known);
    return known.get(keysOf(from, depth)) ?? NO_NEIGHBOURS;
  }

  private byKeys(depth: number): Map<string, Neighbours> {
    const found = new Map<string, Neighbours>();
    for (const instance of this.instances) {
      const keys = keysOf(instance, depth);
      const known = found.get(keys) ?? new Neighbours();
      found.set(keys, known);
      known.add(instance);
    }
    return found;
  }
}

class Neighbours {
  readonly all: Resource[] = [];
  private readonly byKey = new Map<string | number | undefined, Resource[]>();

  add(instance: Resource): void {
    this.all.push(instance);
    pushTo(this.byKey, instance.parts.key, instance);
  }

  withKey(key: string | number): readonly Resource[] {
    return this.byKey.get(key) ?? [];
  }
}

const NO_NEIGHBOURS = new Neighbours();

/** Of how many module calls, from the root on, both are in. */
function sharedCalls({ parts: a }: Resource, { parts: b }: Resource): number {
  const differing = b.modules.findIndex(({ name }, i) => a.modules[i]?.name !== name);
  return differing === -1 ? b.modules.length : differing;
}

function keysOf({ parts }: Resource, depth: number): string {
  return JSON.stringify(parts.modules.slice(0, depth).map(({ key }) => key ?? null));
}

/** Whether the resource has the keys that the address spells out. */
export function isMeant({ parts }: Resource, instance: string): boolean {
  const meant = parseAddress(instance);
  if (!meant) return true;
  const fits = (key: string | number | undefined, own: string | number | undefined) =>
    key === undefined || String(key) === String(own);
  return fits(meant.key, parts.key) && meant.modules.every(({ key }, i) => fits(key, parts.modules[i]?.key));
}
