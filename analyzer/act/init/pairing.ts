import type { Root } from "./detect";
import { isEnvironment, regionIn, saysDr, saysPrimary } from "./side-words";

/** Roots of one application, apart by side; `name` is what its directories say beside side and component. */
export interface Group {
  readonly name: string;
  readonly sides: ReadonlyMap<string, readonly Root[]>;
}

/** Roots whose directories tell their regions: by application and environment, then by region. */
export function groupsByRegion(roots: readonly Root[]): Group[] {
  return grouped(roots, (segments) => {
    const at = segments.findIndex((segment) => regionIn(segment) !== undefined);
    const side = regionIn(segments[at] ?? "");
    return side === undefined ? undefined : { at, side };
  });
}

/** Roots whose directories say which side they are: `dr` by its words, and the same place without them is primary. */
export function groupsByWord(roots: readonly Root[]): Group[] {
  const places = new Set<string>();
  for (const { directory } of roots) {
    const segments = directory.split("/");
    const at = segments.findIndex((segment) => saysDr(segment));
    if (at >= 0) places.add(`${segments.slice(0, at).join("/")}:${String(at)}`);
  }
  return grouped(roots, (segments) => {
    const dr = segments.findIndex((segment) => saysDr(segment));
    if (dr >= 0) return { at: dr, side: "dr" };
    const at = segments.findIndex((_, i) => places.has(`${segments.slice(0, i).join("/")}:${String(i)}`));
    return at < 0 ? undefined : { at, side: segments[at] ?? "" };
  }).map(withPrimary);
}

/** Of what stands beside DR, the one that is called primary; the only one, where none is. */
function withPrimary({ name, sides }: Group): Group {
  const others = [...sides.keys()].filter((side) => side !== "dr");
  const called = others.filter((side) => saysPrimary(side));
  const primary = called.length === 1 ? called[0] : others.length === 1 ? others[0] : undefined;
  const dr = sides.get("dr");
  const roots = primary === undefined ? undefined : sides.get(primary);
  return {
    name,
    sides: new Map([...(roots ? [["primary", roots] as const] : []), ...(dr ? [["dr", dr] as const] : [])]),
  };
}

/** Roots in directories side by side whose providers name different regions: the deepest level that tells them apart. */
export function groupsByProvider(roots: readonly Root[]): Group[] {
  const known = roots.filter(({ region }) => region !== undefined);
  for (
    let at = Math.max(0, ...known.map(({ directory }) => directory.split("/").length)) - 1;
    at >= 0;
    at--
  ) {
    const beside = known.filter(({ directory }) => directory.split("/").length > at);
    const groups = grouped(beside, (_, root) => ({ at, side: root.region ?? "" })).filter((group) =>
      isApart(group, at),
    );
    if (groups.length > 0) return groups;
  }
  return [];
}

/** Whether each region has one directory at the level, and no other one: else the level tells something else apart. */
function isApart({ sides }: Group, at: number): boolean {
  const directories = [...sides.values()].map(
    (roots) => new Set(roots.map(({ directory }) => directory.split("/")[at])),
  );
  const all = new Set(directories.flatMap((one) => [...one]));
  return sides.size > 1 && directories.every(({ size }) => size === 1) && all.size === sides.size;
}

type Place = (
  segments: readonly string[],
  root: Root,
) => { readonly at: number; readonly side: string } | undefined;

function grouped(roots: readonly Root[], place: Place): Group[] {
  const groups = new Map<string, Map<string, Root[]>>();
  for (const root of roots) {
    const segments = root.directory.split("/");
    const placed = place(segments, root);
    if (placed === undefined) continue;
    const environments = segments.slice(placed.at + 1).filter(isEnvironment);
    const name = [...segments.slice(0, placed.at), ...environments].join("/");
    const sides = groups.get(name) ?? new Map<string, Root[]>();
    groups.set(name, sides.set(placed.side, [...(sides.get(placed.side) ?? []), root]));
  }
  return Array.from(groups, ([name, sides]) => ({ name, sides }));
}
