import type { Field } from "../../../judge/rules/lib/field";
import type { Known } from "../runbook";
import type { World } from "../world";

/** How much of something runs: its floor, its number, and its ceiling, which stays as it is where it is not said. */
export interface Sizes {
  readonly least: Known;
  readonly wanted: Known;
  readonly most?: Known;
}

const ZERO: Known = { value: "0" };
/** Nothing, and no room for an alarm to bring any of it back. */
export const NONE: Required<Sizes> = { least: ZERO, wanted: ZERO, most: ZERO };

/** The largest of several numbers, such as what the primary runs at least and what it wants. */
export function largest(world: World, what: string, fields: readonly Field[]): Known {
  const sizes = fields.flatMap((field) => field.number ?? []);
  return sizes.length === 0 ? { missing: what } : world.value(String(Math.max(...sizes)), what);
}

/** So many at once, with a ceiling to match where the one that there is has no room: AWS refuses a floor above it. */
export function raisedTo(size: Known, ceiling: Field | undefined): Sizes {
  const most = ceiling?.number;
  const high = "value" in size && most !== undefined && Number(size.value) > most;
  return { least: size, wanted: size, ...(high ? { most: size } : {}) };
}
