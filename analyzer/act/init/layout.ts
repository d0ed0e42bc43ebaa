import { InputError } from "../../base/errors";
import type { PairAnswers, SideAnswers, Tool } from "./answers";
import type { Found, Root } from "./detect";
import { groupsByProvider, groupsByRegion, groupsByWord, type Group } from "./pairing";
import { regionIn, saysDr } from "./side-words";
import { sidesByProviders, sidesWithin, type Doubt, type SingleWishes } from "./single-root";

/** What the user says of the layout; directories are relative to the project, with slashes. */
export interface LayoutWishes extends SingleWishes {
  readonly primary?: string;
  readonly dr?: string;
  readonly combined?: string;
  readonly tool?: Tool;
}

/** Where a project's pairs lie. */
export interface Layout {
  readonly tool: Tool;
  readonly cloud: boolean;
  /** One at least; a name is where its directories lie, and empty for the project's only one. */
  readonly pairs: readonly PairAnswers[];
  /** Directories of roots that are in no pair. */
  readonly leftOut: readonly string[];
}

const MOST_NAMED = 8;

/**
 * Finds the pairs of a project that has Terraform: by what the user says, by regions in directories, by words such as `dr`,
 * by providers, or within a directory that serves both sides.
 *
 * @throws InputError that asks, where it cannot be told
 */
export function layoutOf({ roots }: Found, wishes: LayoutWishes): Layout {
  const tool = wishes.tool ?? toolOf(roots);
  const own = roots.filter((root) => (root.tool === "terragrunt") === (tool === "terragrunt"));
  const pairs = pairsOf(own, wishes);
  const used = new Set(
    pairs.flatMap(({ primary, dr, combined }) =>
      [...primary.workspaces, ...dr.workspaces, ...combined].map(({ directory }) => directory),
    ),
  );
  return {
    tool,
    cloud: own.some((root) => root.cloud && used.has(root.directory)),
    pairs,
    leftOut: own.map(({ directory }) => directory).filter((directory) => !used.has(directory)),
  };
}

/** Beside units of Terragrunt, directories of Terraform are modules. */
function toolOf(roots: readonly Root[]): Tool {
  const tools = new Set(roots.map(({ tool }) => tool));
  return tools.has("terragrunt") ? "terragrunt" : tools.has("tofu") ? "tofu" : "terraform";
}

function pairsOf(roots: readonly Root[], wishes: LayoutWishes): PairAnswers[] {
  if (wishes.combined !== undefined) return [combinedPair(wishes.combined, roots, wishes)];
  if (wishes.primary !== undefined || wishes.dr !== undefined) return [namedPair(roots, wishes)];
  const byRegion = groupsByRegion(roots).filter(({ sides }) => sides.size > 1);
  if (byRegion.length > 0) return byRegion.flatMap((group) => pairOfRegions(group, wishes, byRegion));
  const byWord = groupsByWord(roots).filter(({ sides }) => sides.size === 2);
  if (byWord.length > 0) return byWord.map(({ name, sides }) => pairOf(name, sides, "primary", "dr", wishes));
  const divided = roots.map((root) => ({ root, sides: sidesWithin(root, wishes) }));
  const within = pairsWithin(divided);
  if (within.length > 0) return within;
  const byProvider = groupsByProvider(roots);
  if (byProvider.length > 0) return byProvider.flatMap((group) => pairOfRegions(group, wishes, byProvider));
  const combined = pairsWithin(roots.map((root) => ({ root, sides: sidesByProviders(root) })));
  if (combined.length > 0) return combined;
  throw undecided(roots);
}

function combinedPair(directory: string, roots: readonly Root[], wishes: LayoutWishes): PairAnswers {
  const root = roots.find((one) => one.directory === directory);
  const told = root && sidesByProviders(root);
  return {
    name: "",
    primary: { region: wishes.primaryRegion ?? told?.primary.region ?? root?.region, workspaces: [] },
    dr: { region: wishes.drRegion ?? told?.dr.region, workspaces: [] },
    combined: [{ directory }],
  };
}

/** The directories that the user names, with all roots below those that are none themselves. */
function namedPair(roots: readonly Root[], wishes: LayoutWishes): PairAnswers {
  const detected = groupsByWord(roots).filter(({ sides }) => sides.size === 2);
  const side = (name: "primary" | "dr"): readonly Root[] => {
    const wished = wishes[name];
    if (wished !== undefined) return below(roots, wished);
    const other = wishes[name === "dr" ? "primary" : "dr"] ?? "";
    const group = detected.find(({ sides }) =>
      [...sides.values()].some((list) => list.some((one) => isBelow(one, other))),
    );
    const found = group?.sides.get(name) ?? onlyOther(roots, other, name);
    if (found === undefined && roots.length > 0 && roots.every((root) => isBelow(root, other)))
      throw oneDirectory(name === "dr" ? "primary" : "dr", other);
    if (found === undefined) throw undecidedSide(name, roots);
    return found;
  };
  const [primary, dr] = [side("primary"), side("dr")];
  return pairOf(
    "",
    new Map([
      ["primary", primary],
      ["dr", dr],
    ]),
    "primary",
    "dr",
    wishes,
  );
}

function onlyOther(
  roots: readonly Root[],
  directory: string,
  side: "primary" | "dr",
): readonly Root[] | undefined {
  const others = roots.filter(
    (root) => !isBelow(root, directory) && saysDr(root.directory) === (side === "dr"),
  );
  return others.length === 1 ? others : undefined;
}

function below(roots: readonly Root[], directory: string): readonly Root[] {
  const own = roots.filter((root) => root.directory === directory);
  const inner = own.length > 0 ? own : roots.filter((root) => isBelow(root, directory));
  return inner.length > 0 ? inner : [{ ...NO_ROOT, directory }];
}

/** A directory in which nothing was found that init knows, but that the user names. */
const NO_ROOT: Omit<Root, "directory"> = {
  tool: "terraform",
  region: undefined,
  regionVariable: undefined,
  aliases: [],
  usesWorkspace: false,
  workspaces: [],
  cloud: false,
  otherCloud: false,
  varFiles: [],
  backendConfigs: [],
};

function isBelow({ directory }: Root, parent: string): boolean {
  return directory === parent || directory.startsWith(`${parent}/`);
}

/** No pair where the regions that the user names are not both there. @throws InputError where several could be it */
function pairOfRegions(group: Group, wishes: LayoutWishes, all: readonly Group[]): PairAnswers[] {
  const regions = [...group.sides.keys()].sort();
  const dr = wishes.drRegion ?? drOf(group, wishes.primaryRegion);
  const primary =
    wishes.primaryRegion ?? (regions.length === 2 ? regions.find((region) => region !== dr) : undefined);
  if (
    dr !== undefined &&
    primary !== undefined &&
    (regions.length === 2 || bothTold(wishes) || saysWhich(group))
  ) {
    return regions.includes(primary) && regions.includes(dr)
      ? [pairOf(group.name, group.sides, primary, dr, wishes)]
      : [];
  }
  throw whichRegion([...new Set(all.flatMap(({ sides }) => [...sides.keys()]))].sort(), wishes);
}

function bothTold({ primaryRegion, drRegion }: LayoutWishes): boolean {
  return primaryRegion !== undefined && drRegion !== undefined;
}

function saysWhich({ sides }: Group): boolean {
  return (
    [...sides.values()].filter((roots) => roots.every(({ directory }) => saysDr(directory))).length === 1
  );
}

/** The region whose directories say that it stands by; of two the other one than primary's. */
function drOf({ sides }: Group, primary: string | undefined): string | undefined {
  const worded = [...sides].filter(([, roots]) => roots.every(({ directory }) => saysDr(directory)));
  if (worded.length === 1) return worded[0]?.[0];
  const others = [...sides.keys()].filter((region) => region !== primary);
  return primary !== undefined && others.length === 1 ? others[0] : undefined;
}

function pairOf(
  name: string,
  sides: ReadonlyMap<string, readonly Root[]>,
  primary: string,
  dr: string,
  wishes: LayoutWishes,
): PairAnswers {
  const side = (key: string, wished: string | undefined): SideAnswers => {
    const roots = sides.get(key) ?? [];
    const told = new Set(roots.map(({ region }) => region));
    const region =
      wished ?? (key === "primary" || key === "dr" ? (told.size === 1 ? roots[0]?.region : undefined) : key);
    return { region, workspaces: roots.map(({ directory }) => ({ directory })) };
  };
  return { name, primary: side(primary, wishes.primaryRegion), dr: side(dr, wishes.drRegion), combined: [] };
}

interface Divided {
  readonly root: Root;
  readonly sides: Omit<PairAnswers, "name"> | Doubt | undefined;
}

/** Directories that serve both sides. @throws InputError where the only one does, and it cannot be told how */
function pairsWithin(divided: readonly Divided[]): PairAnswers[] {
  const pairs = divided.flatMap(({ root, sides }) =>
    sides !== undefined && "combined" in sides ? [{ name: root.directory, ...sides }] : [],
  );
  if (pairs.length > 0) return pairs;
  const doubt = divided.map(({ sides }) => sides).find((sides) => sides !== undefined);
  if (doubt !== undefined && "what" in doubt && divided.length === 1)
    throw new InputError({ where: "init", ...doubt });
  return [];
}

function whichRegion(regions: readonly string[], { primaryRegion, drRegion }: LayoutWishes): InputError {
  const [one = "", other = ""] = regions.filter((region) => region !== primaryRegion && region !== drRegion);
  const first = primaryRegion ?? one;
  const second = drRegion ?? (primaryRegion === undefined ? other : one);
  return new InputError({
    where: "init",
    what: `Found directories of ${regions.join(", ")}: which is primary, and which is DR?`,
    fix: `Say it, such as --primary-region ${first} --dr-region ${second}.`,
  });
}

/** What to say where all that there is is one side's. */
export function oneDirectory(side: "primary" | "dr", directory: string): InputError {
  return new InputError({
    where: `--${side}`,
    what: `Both sides would be ${directory}.`,
    fix: "Name another directory, or both sides' workspaces.",
  });
}

function undecidedSide(side: "primary" | "dr", roots: readonly Root[]): InputError {
  const word = side === "dr" ? "DR" : "primary";
  return new InputError({
    where: `--${side}`,
    what: roots.length === 0 ? "No Terraform was found." : `Found ${named(roots)}: which is it?`,
    fix: `Name the ${word} side's Terraform directory with --${side}.`,
  });
}

function undecided(roots: readonly Root[]): InputError {
  const [root] = roots;
  const ask = (what: string, fix: string) => new InputError({ where: "init", what, fix });
  if (roots.length === 0)
    return ask("No Terraform was found.", "Name it with --primary DIR --dr DIR, or --combined DIR.");
  if (roots.every(({ otherCloud }) => otherCloud))
    return ask(
      `${named(roots)} has no AWS in it.`,
      "drparity compares AWS resources; name what has some with --primary DIR --dr DIR.",
    );
  if (root !== undefined && roots.length === 1) {
    return ask(
      `Found one root, ${described(root)}, and nothing that tells of a second region.`,
      `If it holds both, say --combined ${root.directory}; if workspaces do, --primary-workspace NAME --dr-workspace NAME; else --dr DIR.`,
    );
  }
  const kind = roots.every(({ tool }) => tool === "terragrunt") ? "units of Terragrunt" : "roots";
  const regions = new Set(roots.map((one) => regionIn(one.directory) ?? one.region));
  const one = regions.size === 1 ? [...regions][0] : undefined;
  return ask(
    `Found ${String(roots.length)} ${kind} (${named(roots)}), ${one === undefined ? "and nothing that tells the sides apart" : `all of ${one}`}.`,
    "Say --primary DIR and --dr DIR (a directory stands for all below it), or --combined DIR where one holds both.",
  );
}

function named(roots: readonly Root[]): string {
  const more = roots.length - MOST_NAMED;
  return [...roots.slice(0, MOST_NAMED).map(described), ...(more > 0 ? [`${String(more)} more`] : [])].join(
    ", ",
  );
}

function described({ directory, region }: Root): string {
  return region === undefined ? directory : `${directory} (${region})`;
}
