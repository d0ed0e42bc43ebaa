import type { Resource } from "../model/workspace/workspace";
import { neutralAddress } from "./names";
import type { Vocabulary } from "./neutral/words";
import type { Matching } from "./twins";

/** What numbers one of several blocks: `peer_t0`, `peer_1`, `peer1`. */
const NUMBER_IN_NAME = /(?:_[a-z]?)?(\d+)$/;

type Sided<T> = Readonly<Record<"primary" | "dr", T>>;
type KeyOf = (resource: Resource, side: "primary" | "dr") => string;

interface Place {
  readonly row: string;
  readonly number: number;
  /** Whether it is an instance of one block with `count`, or a block of its own. */
  readonly counted: boolean;
}

/** What stands in a row of one side. */
interface Row {
  readonly members: readonly Place[];
  /** Each number's place in the row, from 0. */
  readonly places: ReadonlyMap<number, number>;
}

/**
 * Keys what one side writes as blocks with numbers (`peer_t0`, `peer_t1`) and the other as one block with `count` (`peer[0]`,
 * `peer[1]`): by the row and the place in it, since counting starts where its author likes. Nothing is said of rows that are not
 * equally long: which member has no counterpart, the numbers do not tell.
 */
export function numberedRows(matching: Matching, vocabularies: Sided<Vocabulary>): KeyOf {
  const placeOf = (resource: Resource, side: "primary" | "dr") => placeIn(resource, vocabularies[side]);
  const rowsOf = (side: "primary" | "dr") =>
    rowsFrom(matching.unpaired(side).flatMap((resource) => placeOf(resource, side) ?? []));
  const rows = { primary: rowsOf("primary"), dr: rowsOf("dr") };
  const spelledBothWays = new Set(
    [...rows.primary].flatMap(([name, row]) => (areSpellings(row, rows.dr.get(name)) ? [name] : [])),
  );
  return (resource, side) => {
    const place = placeOf(resource, side);
    if (!place || !spelledBothWays.has(place.row)) return "";
    return `${place.row}#${String(rows[side].get(place.row)?.places.get(place.number))}`;
  };
}

function placeIn(resource: Resource, vocabulary: Vocabulary): Place | undefined {
  const { name, key } = resource.parts;
  const counted = typeof key === "number";
  const [suffix, number] = counted ? ["", key] : (key === undefined && NUMBER_IN_NAME.exec(name)) || [];
  if (suffix === undefined) return undefined;
  const parts = { ...resource.parts, name: name.slice(0, name.length - suffix.length) };
  return {
    row: neutralAddress({ ...resource, parts }, vocabulary, false),
    number: Number(number),
    counted,
  };
}

function rowsFrom(places: readonly Place[]): Map<string, Row> {
  const grouped = new Map<string, Place[]>();
  for (const place of places) {
    const known = grouped.get(place.row);
    if (known) known.push(place);
    else grouped.set(place.row, [place]);
  }
  return new Map(
    [...grouped].map(([name, members]) => {
      const inOrder = members.map(({ number }) => number).sort((a, b) => a - b);
      return [name, { members, places: new Map(inOrder.map((number, index) => [number, index])) }];
    }),
  );
}

/** Whether two rows are the two ways of writing the same. A number that stands twice says nothing. */
function areSpellings(one: Row, other: Row | undefined): boolean {
  const { length } = one.members;
  const [counted] = one.members.map((member) => member.counted);
  return (
    other?.members.length === length &&
    [one, other].every(({ places }) => places.size === length) &&
    one.members.every((member) => member.counted === counted) &&
    other.members.every((member) => member.counted !== counted)
  );
}
