import { pushTo } from "../base/push-to";
import type { Resource } from "../model/workspace/workspace";
import { neutralAddress } from "./names";
import type { Vocabulary } from "./neutral/words";
import type { Matching } from "./twins";

/** What tells one of several blocks from the others: `peer_t0`, `peer_1`, `peer1`, and by a zone's letter `peer_a`. */
const PLACE_IN_NAME = /(?:_[a-z]?)?(\d+)$|_([a-z])$/;
/** The same of an instance's key: `t0`, `1`, `a`, `us-west-2a`. */
const PLACE_IN_KEY = /^[a-z]?(\d+)$|(?:^|-\d)([a-z])$/;

type Sided<T> = Readonly<Record<"primary" | "dr", T>>;
type KeyOf = (resource: Resource, side: "primary" | "dr") => string;

interface Place {
  readonly row: string;
  /** What is counted on, or a letter's code. */
  readonly number: number;
  /** Whether a block of its own has the place, or an instance by `count` or `for_each`. */
  readonly spelling: "block" | "count" | "for_each";
}

/** What stands in a row of one side. */
interface Row {
  readonly members: readonly Place[];
  /** Each number's place in the row, from 0. */
  readonly places: ReadonlyMap<number, number>;
}

/**
 * Keys what one side writes as blocks of their own (`peer_t0`, `peer_t1`) and the other as instances of one (`peer[0]`, `peer[1]`), or
 * one with `count` and the other with `for_each`: by the row and the place in it, since counting starts where its author likes, and
 * not every region has every zone. Nothing is said of rows that are not equally long: which member has no counterpart, the places do
 * not tell.
 */
export function spelledRows(matching: Matching, vocabularies: Sided<Vocabulary>): KeyOf {
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
  const row = (suffix = "") => {
    const parts = { ...resource.parts, name: name.slice(0, name.length - suffix.length) };
    return neutralAddress({ ...resource, parts }, vocabulary, false);
  };
  if (typeof key === "number") return { row: row(), number: key, spelling: "count" };
  const found = key === undefined ? PLACE_IN_NAME.exec(name) : PLACE_IN_KEY.exec(key);
  if (found === null) return undefined;
  const [suffix, digits, letter = ""] = found;
  const number = digits === undefined ? letter.charCodeAt(0) : Number(digits);
  return key === undefined
    ? { row: row(suffix), number, spelling: "block" }
    : { row: row(), number, spelling: "for_each" };
}

function rowsFrom(places: readonly Place[]): Map<string, Row> {
  const grouped = new Map<string, Place[]>();
  for (const place of places) pushTo(grouped, place.row, place);
  return new Map(
    [...grouped].map(([name, members]) => {
      const inOrder = members.map(({ number }) => number).sort((a, b) => a - b);
      return [name, { members, places: new Map(inOrder.map((number, index) => [number, index])) }];
    }),
  );
}

/** Whether two rows are two ways of writing the same. A place that stands twice says nothing. */
function areSpellings(one: Row, other: Row | undefined): boolean {
  const length = one.members.length;
  if (other?.members.length !== length) return false;
  if (one.places.size !== length || other.places.size !== length) return false;
  const [here, there] = [one, other].map(({ members }) => new Set(members.map(({ spelling }) => spelling)));
  const [spelling] = here ?? [];
  return here?.size === 1 && there?.size === 1 && spelling !== undefined && !there.has(spelling);
}
