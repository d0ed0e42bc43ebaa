import type { Resource } from "../model/workspace/workspace";
import { parseNetwork } from "./neutral/cidr";
import { neutralAddress, shownValues } from "./names";
import type { Vocabulary } from "./neutral/words";
import type { Matching } from "./twins";

/** A zone's name or letter. Not every region has every letter: Tokyo has no b for new accounts. */
const ZONE = /(?:^|-\d)([a-z])$/;

type Sided<T> = Readonly<Record<"primary" | "dr", T>>;

/**
 * Tells where an instance's key is no name but a place in a row, and means another place on the other side: numbers, where
 * one side has fewer, and zones, where the sides have other letters. The networks decide then, else the order.
 */
export class Positions {
  private readonly blocks = new Map<string, Sided<Resource[]>>();
  /** The lowest network of each zone of a module's instance. */
  private readonly networks: Sided<Map<string, bigint>> = { primary: new Map(), dr: new Map() };

  constructor(
    matching: Matching,
    private readonly vocabularies: Sided<Vocabulary>,
  ) {
    for (const side of ["primary", "dr"] as const) {
      for (const resource of matching.unpaired(side)) {
        const block = this.blockOf(resource, side);
        if (block === undefined) continue;
        const known = this.blocks.get(block) ?? { primary: [], dr: [] };
        this.blocks.set(block, known);
        known[side].push(resource);
        this.noteNetwork(resource, side);
      }
    }
  }

  /** The place in the row; empty where it says nothing, and undefined where the key stands for itself. */
  placeOf(resource: Resource, side: "primary" | "dr"): string | undefined {
    const block = this.blockOf(resource, side);
    const row = block === undefined ? undefined : this.blocks.get(block);
    if (!row || row.primary.length * row.dr.length === 0 || sameKeys(row)) return undefined;
    if (typeof resource.parts.key === "number" || row.primary.length !== row.dr.length) return "";
    if (row[side].some((one) => shownValues(one).cidr_block !== undefined)) return "";
    const place = this.inOrder(row[side], side).findIndex((one) => one.parts.key === resource.parts.key);
    return `${block ?? ""}#${String(place)}`;
  }

  /** What has no network of its own lies in a zone's: the order is that of the zones' networks, else of their letters. */
  private inOrder(row: readonly Resource[], side: "primary" | "dr"): readonly Resource[] {
    const byKey = [...row].sort((a, b) => (String(a.parts.key) < String(b.parts.key) ? -1 : 1));
    const network = (resource: Resource) => this.networks[side].get(zoneOf(resource));
    if (!byKey.every((resource) => network(resource) !== undefined)) return byKey;
    return byKey.sort((a, b) => Number((network(a) ?? 0n) - (network(b) ?? 0n)));
  }

  private noteNetwork(resource: Resource, side: "primary" | "dr"): void {
    const { cidr_block } = shownValues(resource);
    const base = typeof cidr_block === "string" ? parseNetwork(cidr_block)?.base : undefined;
    if (base === undefined) return;
    const [zone, networks] = [zoneOf(resource), this.networks[side]];
    const lowest = networks.get(zone);
    if (lowest === undefined || base < lowest) networks.set(zone, base);
  }

  private blockOf(resource: Resource, side: "primary" | "dr"): string | undefined {
    const { key } = resource.parts;
    if (typeof key !== "number" && !(typeof key === "string" && ZONE.test(key))) return undefined;
    const kind = typeof key === "number" ? "number" : "zone";
    return `${kind} ${neutralAddress(resource, this.vocabularies[side], false)}`;
  }
}

function zoneOf({ module, parts }: Resource): string {
  return JSON.stringify([module, parts.key]);
}

function sameKeys({ primary, dr }: Sided<readonly Resource[]>): boolean {
  const keys = [primary, dr].map((list) => list.map(placeText).sort().join(" "));
  return keys[0] === keys[1];
}

function placeText({ parts: { key } }: Resource): string {
  return typeof key === "string" ? (ZONE.exec(key)?.[1] ?? key) : String(key);
}
