import type { Side } from "../model/application";
import type { Resource } from "../model/resource";
import type { Rng } from "../random";

/** Another way of writing the same: whatever an analyzer tells of it is a false alarm. */
export interface Rewrite {
  /** The file's name without its ending. */
  readonly id: string;
  /** One sentence. */
  readonly what: string;
  /** Whether only one side's code can be written so: not where both are made of the same. Default: no. */
  readonly ownCode?: true;
  /** Whether AWS gets other objects for it: once applied it is a change, and none of spelling. Default: no. */
  readonly replaces?: true;
  /** Where it can be made on this side. */
  sites(side: Side): RewriteSite[];
}

export interface RewriteSite {
  readonly resource: Resource;
  make(rng: Rng): void;
}
