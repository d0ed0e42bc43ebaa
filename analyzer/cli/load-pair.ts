import { readFile } from "node:fs/promises";
import path from "node:path";
import type { AnalyzeInput } from "../analyze";
import { InputError } from "../errors";
import type { Json } from "../json";
import { isRegion } from "../aws/regions";
import { readCodeowners } from "../owners/codeowners";
import { readManifest, type PairManifest } from "../policy/manifest";
import { loadSource } from "../sources/load";
import { readWorkspace } from "../terraform/read-workspace";
import { withDriftFromState } from "../terraform/state-drift";
import type { Workspace } from "../terraform/workspace";
import { locatePair } from "./locate-pair";
import type { SourceArguments } from "./sources-options";

const NO_MANIFEST: PairManifest = {
  name: undefined,
  strategy: undefined,
  regions: {},
  workspaces: [],
  twins: [],
  byDesign: [],
};

/**
 * Loads everything that the command line names.
 * @throws InputError for any source that cannot be used
 */
export async function loadPair(args: SourceArguments): Promise<AnalyzeInput> {
  const manifest = args.manifest === undefined ? NO_MANIFEST : await loadManifest(args.manifest);
  const fromManifest = (side: string) =>
    manifest.workspaces
      .filter((workspace) => workspace.side === side)
      .map(({ directory }) => path.join(path.dirname(args.manifest ?? ""), directory));
  const specs = {
    primary: args.primary ?? fromManifest("primary"),
    dr: args.dr ?? fromManifest("dr"),
    shared: args.shared ?? fromManifest("link"),
    combined: args.combined ?? [],
  };
  checkSpecs(specs);
  const [primary, dr, shared, combined] = [
    await loadAll(specs.primary, args.primaryState),
    await loadAll(specs.dr, args.drState),
    await loadAll(specs.shared),
    await loadAll(specs.combined),
  ];
  const orStates = (list: readonly string[], states: readonly string[] = []) =>
    list.length > 0 ? list : states;
  const locator = await locatePair([
    {
      specs: orStates(specs.primary, args.primaryState),
      directories: args.primaryDir,
      option: "--primary-dir",
    },
    { specs: orStates(specs.dr, args.drState), directories: args.drDir, option: "--dr-dir" },
    { specs: specs.combined, directories: args.primaryDir, option: "--primary-dir" },
    { specs: specs.shared, directories: undefined, option: "" },
  ]);
  const codeowners = await readCodeowners(locator.roots);
  return {
    primary,
    dr,
    shared,
    combined,
    locator,
    owners: { policy: () => undefined, codeowners },
    regions: {
      primary: checkedRegion(args.primaryRegion ?? manifest.regions.primary, "--primary-region"),
      dr: checkedRegion(args.drRegion ?? manifest.regions.dr, "--dr-region"),
    },
    name: manifest.name ?? "pair",
    strategy: args.strategy ?? manifest.strategy ?? "warm-standby",
    declared: manifest.twins,
    byDesign: manifest.byDesign,
    generatedAt: new Date(),
  };
}

/** Loads one side's sources. States beside plans tell drift that the plans do not list; alone they are the side. */
async function loadAll(specs: readonly string[], stateSpecs: readonly string[] = []): Promise<Workspace[]> {
  const workspaces: Workspace[] = [];
  for (const spec of specs) workspaces.push(readWorkspace(await loadSource(spec)));
  const states: Workspace[] = [];
  for (const spec of stateSpecs) states.push(await loadState(spec));
  if (specs.length === 0) return states;
  const oneEach = states.length === workspaces.length;
  return workspaces.map((workspace, i) =>
    withDriftFromState(workspace, oneEach ? states.slice(i, i + 1) : states),
  );
}

async function loadState(spec: string): Promise<Workspace> {
  const state = readWorkspace(await loadSource(spec));
  if (state.kind === "state") return state;
  throw new InputError({
    where: spec,
    what: "is a plan where a state is expected.",
    fix: "Give a plan with --primary or --dr.",
  });
}

function checkSpecs(
  specs: Readonly<Record<"primary" | "dr" | "shared" | "combined", readonly string[]>>,
): void {
  const usage = (what: string, fix: string) => new InputError({ where: "command line", what, fix });
  if (specs.combined.length === 0 && (specs.primary.length === 0 || specs.dr.length === 0)) {
    throw usage(
      "Both sides are needed.",
      "Give --primary SOURCE and --dr SOURCE, or --combined SOURCE, or --manifest FILE.",
    );
  }
  const seen = new Map<string, string>();
  for (const [option, list] of Object.entries(specs)) {
    for (const spec of list) {
      const key = /^(?:-$|s3:)/.test(spec) ? spec : path.resolve(spec);
      const earlier = seen.get(key);
      if (earlier !== undefined) {
        throw new InputError({
          where: spec,
          what: `is given twice, as --${earlier} and as --${option}.`,
          fix: "A source compared with itself is always equal: name two different ones.",
        });
      }
      seen.set(key, option);
    }
  }
}

function checkedRegion(region: string | undefined, option: string): string | undefined {
  if (region === undefined || isRegion(region)) return region;
  throw new InputError({
    where: option,
    what: `"${region}" is not an AWS region.`,
    fix: "Use a name such as us-west-2.",
  });
}

async function loadManifest(file: string): Promise<PairManifest> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new InputError({
      where: file,
      what: `The manifest cannot be read (${code}).`,
      fix: "Run the synthesis first.",
    });
  }
  try {
    return readManifest(JSON.parse(text) as Json, file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({
      where: file,
      what: "is not JSON.",
      fix: "Name the drparity.json that synthesis wrote.",
    });
  }
}
