import type { Json } from "../../../analyzer/base/json";
import type { Path } from "../edit/tree";
import type { Place } from "../places";
import type { World } from "../world";

/** One change to a value. */
export interface Change {
  /** The kind of mutation, as the table of rates names it. */
  readonly kind: string;
  /** What the place holds afterwards. */
  readonly to: Json;
  /** Where within the place the change is, when it holds a document. */
  readonly inner?: Path;
  /** An element to take out of the list instead of replacing it; masks lose theirs as well. */
  readonly removes?: number;
  /** What changes, for the report; the place's whole value and `to` when absent. */
  readonly shown?: { readonly from: Json; readonly to: Json };
}

/** Changes to a place's value that each mean something else than what was there. */
export type Mutator = (place: Place, world: World) => Iterable<Change>;
