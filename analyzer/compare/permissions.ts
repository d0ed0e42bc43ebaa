import { namesPeer, sameName } from "../pair/neutral/neutralizer";
import type { Divergence } from "./difference";
import { differInForeignIds } from "./foreign";
import type { Permission } from "./policy";

/** Permissions by what they permit, neutral. */
type Permissions = ReadonlyMap<string, Permission>;

/** What comparing two policies gives. */
export interface ComparedPermissions {
  /** Whether some are the same on both sides but for ids that no source explains. */
  readonly foreign: boolean;
  /** What DR lacks and has more, the first few, for a reader; undefined where nothing differs. */
  readonly different?: {
    readonly lacking: string[];
    readonly extra: string[];
    readonly nature: Divergence["nature"];
  };
}

/** So many permissions are shown. */
const SHOWN = 5;

/** Compares two policies by what each permits and denies, however their statements are cut. */
export function comparePermissions(primary: Permissions, dr: Permissions): ComparedPermissions {
  const all = withoutPairs(
    [...primary].filter(([key]) => !dr.has(key)),
    [...dr].filter(([key]) => !primary.has(key)),
    sameGrant,
  );
  const { lacking, extra } = withoutPairs(all.lacking, all.extra, differInForeignIds);
  const foreign = lacking.length < all.lacking.length;
  if (lacking.length + extra.length === 0) return { foreign };
  const denies =
    extra.some(([, { effect }]) => effect === "Deny") || lacking.some(([, { effect }]) => effect === "Allow");
  const peer = [...lacking, ...extra].some(([key]) => namesPeer(key));
  const nature = peer ? "peer" : denies ? "lacks-permission" : "extra-permission";
  const said = (list: Entries) => list.slice(0, SHOWN).map(([, { text }]) => text);
  return { foreign, different: { lacking: said(lacking), extra: said(extra), nature } };
}

/** A wildcard beside a side's word: without the word it would stand for everybody's. */
const WILD_BESIDE_SIDE = /\*[-_.]?⟨|⟩z?[-_.]?\*/;

function sameGrant(primary: string, dr: string): boolean {
  return sameName(primary, dr) && WILD_BESIDE_SIDE.test(primary) === WILD_BESIDE_SIDE.test(dr);
}

type Entries = readonly [string, Permission][];

/** Permissions beyond this are not compared every two. */
const MOST_MATCHED = 200;

/** Permissions without those of which the other side has the same, but for what `areSame` passes over. */
function withoutPairs(
  lacking: Entries,
  extra: Entries,
  areSame: (primary: string, dr: string) => boolean,
): { lacking: Entries; extra: Entries } {
  const rest = extra.slice(0, MOST_MATCHED);
  const known = lacking.slice(0, MOST_MATCHED).filter(([key]) => {
    const at = rest.findIndex(([other]) => areSame(key, other));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return {
    lacking: [...known, ...lacking.slice(MOST_MATCHED)],
    extra: [...rest, ...extra.slice(MOST_MATCHED)],
  };
}
