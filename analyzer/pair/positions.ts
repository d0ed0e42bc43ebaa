import { schemaOf } from "../model/catalogue/schema-of";
import type { Resource } from "../model/workspace/workspace";
import { parseNetwork } from "./neutral/cidr";
import { neutralAddress, shownValues } from "./names";
import type { Vocabulary } from "./neutral/words";
import type { Matching } from "./twins";

/** A zone's name or letter. Not every region has every letter: Tokyo has no b for new accounts. */
const ZONE = /(?:^|-\d)([a-z])$/;
/** A zone's letter at the end of a block's name: `private_c`. */
const ZONE_IN_NAME = /_([a-z])$/;

/** A zone's letter, and the lowest address of the network that lies there. */
type Zones = Map<string, bigint>;

type Sided<T> = Readonly<Record<"primary" | "dr", T>>;

/** What a resource's key or name says of its place: the row that it stands in, and where. */
interface Place {
  readonly row: string;
  readonly at: number | string;
  /** The zone's letter stands in the block's name, where any other letter could. */
  readonly named: boolean;
}

/**
 * Tells where an instance's key is no name but a place in a row, and means another place on the other side: numbers, where
 * one side has fewer, and zones, where the sides have other letters. The networks decide then, else the order.
 */
export class Positions {
  private readonly placed = new Map<Resource, Place | undefined>();
  private readonly rows = new Map<string, Sided<Resource[]>>();
  /** The networks that lie in zones, of a module's instance and of all: by the row of networks, then by zone. */
  private readonly networks: Sided<Map<string, Map<string, Zones>>> = { primary: new Map(), dr: new Map() };

  constructor(
    matching: Matching,
    private readonly vocabularies: Sided<Vocabulary>,
  ) {
    for (const side of ["primary", "dr"] as const) {
      for (const resource of matching.unpaired(side)) {
        const place = this.placeIn(resource, side);
        if (place === undefined) continue;
        const known = this.rows.get(place.row) ?? { primary: [], dr: [] };
        this.rows.set(place.row, known);
        known[side].push(resource);
        this.noteNetwork(resource, place, side);
      }
    }
  }

  /** The place in the row; empty where it says nothing, and undefined where the key stands for itself. */
  placeOf(resource: Resource, side: "primary" | "dr"): string | undefined {
    const place = this.placeIn(resource, side);
    const row = place && this.rows.get(place.row);
    if (!row || row.primary.length * row.dr.length === 0 || this.saysTheSame(row)) return undefined;
    if (!this.standOnce(row) || (place.named && !this.isByZone(row))) return undefined;
    if (typeof place.at === "number") return "";
    const isEven = row.primary.length === row.dr.length;
    if (isEven && row[side].some((one) => shownValues(one).cidr_block !== undefined)) return "";
    const at = isEven
      ? this.inOrder(row[side], side).indexOf(resource)
      : this.zoneNumber(resource, row, side);
    return at === undefined ? "" : `${place.row}#${String(at)}`;
  }

  /**
   * The row, where blocks of several names make one; undefined where the block's own address says it. Empty where one side
   * has more: any of them may have another name on the other side, so that what they are like decides nothing yet.
   */
  rowOf(resource: Resource, side: "primary" | "dr"): string | undefined {
    const place = this.placeIn(resource, side);
    if (!place?.named || this.placeOf(resource, side) === undefined) return undefined;
    const row = this.rows.get(place.row);
    return row?.primary.length === row?.dr.length ? place.row : "";
  }

  private placeIn(resource: Resource, side: "primary" | "dr"): Place | undefined {
    if (!this.placed.has(resource)) this.placed.set(resource, this.readPlace(resource, side));
    return this.placed.get(resource);
  }

  private readPlace(resource: Resource, side: "primary" | "dr"): Place | undefined {
    const { key, name } = resource.parts;
    const address = (named = name) => {
      const parts = { ...resource.parts, name: named };
      return neutralAddress({ ...resource, parts }, this.vocabularies[side], false);
    };
    const [suffix, letter] = ZONE_IN_NAME.exec(name) ?? [];
    // A block that is there or not, by `count`, has the key 0.
    if (letter !== undefined && suffix !== undefined && (key === undefined || key === 0))
      return { row: `zone ${address(name.slice(0, -suffix.length))}`, at: letter, named: true };
    // The name may say its side after the zone: `private_b_oregon`.
    const [, before, inside] = /^(.+)-([a-z])$/.exec(address()) ?? [];
    if (before !== undefined && inside !== undefined && (key === undefined || key === 0))
      return { row: `zone ${before}`, at: inside, named: true };
    if (typeof key === "number") return { row: `number ${address()}`, at: key, named: false };
    const zone = typeof key === "string" ? ZONE.exec(key)?.[1] : undefined;
    return zone === undefined ? undefined : { row: `zone ${address()}`, at: zone, named: false };
  }

  /** What has no network of its own lies in a zone's: the order is that of the zones' networks, else of their letters. */
  private inOrder(row: readonly Resource[], side: "primary" | "dr"): readonly Resource[] {
    const network = (resource: Resource) => this.networkOf(resource, this.letterOf(resource, side), side);
    const byLetter = [...row].sort((a, b) => (this.letterOf(a, side) < this.letterOf(b, side) ? -1 : 1));
    if (!byLetter.every((resource) => network(resource) !== undefined)) return byLetter;
    return byLetter.sort((a, b) => Number((network(a) ?? 0n) - (network(b) ?? 0n)));
  }

  private noteNetwork(resource: Resource, { row, at }: Place, side: "primary" | "dr"): void {
    const { cidr_block } = shownValues(resource);
    const base = typeof cidr_block === "string" ? parseNetwork(cidr_block)?.base : undefined;
    if (base === undefined) return;
    for (const module of [resource.module, ANY_MODULE]) {
      const rows = this.networks[side].get(module) ?? new Map<string, Zones>();
      const zones = rows.get(row) ?? new Map<string, bigint>();
      this.networks[side].set(module, rows.set(row, zones));
      const lowest = zones.get(String(at));
      if (lowest === undefined || base < lowest) zones.set(String(at), base);
    }
  }

  /**
   * The zones' networks, by the row of networks that is in most of them: of the module that the resource is in, or of any
   * for what is put into a subnet.
   */
  private zonesOf(resource: Resource, at: string, side: "primary" | "dr"): Zones | undefined {
    const modules = liesInSubnet(resource) ? [resource.module, ANY_MODULE] : [resource.module];
    for (const module of modules) {
      const rows = [...(this.networks[side].get(module)?.values() ?? [])].filter((zones) => zones.has(at));
      if (rows.length > 0) return rows.reduce((most, zones) => (zones.size > most.size ? zones : most));
    }
    return undefined;
  }

  private networkOf(resource: Resource, at: string, side: "primary" | "dr"): bigint | undefined {
    return this.zonesOf(resource, at, side)?.get(at);
  }

  /**
   * Which of its side's zones a resource is in, by their networks, where one side's row lacks some: undefined unless all of
   * the row are known to be in one of as many zones.
   */
  private zoneNumber(
    resource: Resource,
    row: Sided<readonly Resource[]>,
    side: "primary" | "dr",
  ): number | undefined {
    const all = (["primary", "dr"] as const).flatMap((one) =>
      row[one].map((member) => this.zonesOf(member, this.letterOf(member, one), one)?.size),
    );
    const letter = this.letterOf(resource, side);
    const zones = this.zonesOf(resource, letter, side);
    if (zones === undefined || new Set(all).size > 1) return undefined;
    return [...zones].sort(([, a], [, b]) => (a < b ? -1 : 1)).findIndex(([zone]) => zone === letter);
  }

  private letterOf(resource: Resource, side: "primary" | "dr"): string {
    return String(this.placeIn(resource, side)?.at);
  }

  private saysTheSame(row: Sided<readonly Resource[]>): boolean {
    const [left, right] = (["primary", "dr"] as const).map((side) => this.places(row, side).sort().join(" "));
    return left === right;
  }

  /** Whether each place is one resource's: those of `web-1a` and `db-1a` are not in one row. */
  private standOnce(row: Sided<readonly Resource[]>): boolean {
    return (["primary", "dr"] as const).every(
      (side) => new Set(this.places(row, side)).size === row[side].length,
    );
  }

  /** Whether the letters are surely zones': a network lies in each. */
  private isByZone(row: Sided<readonly Resource[]>): boolean {
    return (["primary", "dr"] as const).every((side) =>
      row[side].every((one) => this.networkOf(one, this.letterOf(one, side), side) !== undefined),
    );
  }

  private places(row: Sided<readonly Resource[]>, side: "primary" | "dr"): string[] {
    return row[side].map((resource) => this.letterOf(resource, side));
  }
}

/** Stands for all modules of a side. */
const ANY_MODULE = "*";

/** Whether its type is told the subnet, or the zone, that it lies in. */
function liesInSubnet(resource: Resource): boolean {
  const schema = schemaOf(resource);
  return ["subnet_id", "subnet_ids", "subnets", "availability_zone"].some(
    (name) => schema?.member(name) !== undefined,
  );
}
