import { type ArnPlace, arnPlace } from "../pair/arn";
import type { Pair } from "../pair/pair";

/** The DR region, as ARNs and commands name it. Nothing here asks another region. */
export interface Place extends ArnPlace {
  /** Where what fails over comes from; a name in texts and ARNs alone. */
  readonly primaryRegion: string;
}

export function placeOf(pair: Pair): Place {
  return { ...arnPlace(pair, pair.dr), primaryRegion: pair.primary.region.name };
}
