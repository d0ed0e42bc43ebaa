import path from "node:path";
import type { AnalyzeInput } from "../analyze";
import { InputError } from "../base/errors";
import { readSmallFile } from "../base/files/small-file";
import { assertStaysInCheckout, mayName, NAME_IT_YOURSELF } from "../base/process/checkout";
import { inlineDecisions } from "../mend/decisions/inline-decisions";
import { readCodeowners } from "../mend/owners/codeowners";
import { choosePair, loadPolicy } from "../judge/policy/load-policy";
import { parseStrictJson } from "../judge/policy/file/strict-json";
import { readManifest, type PairManifest } from "../judge/policy/manifest";
import type { PairPolicy, PairSpecs, PolicyFile, SideVarFiles } from "../judge/policy/policy";
import { ownersByPolicy } from "../judge/policy/policy-owners";
import type { SourceDocument } from "../read/sources/document";
import { fileError } from "../read/sources/file-error";
import { loadSource } from "../read/sources/load";
import { readWorkspace } from "../read/terraform/read-workspace";
import { withDriftFromState } from "../read/terraform/state-drift";
import type { Workspace } from "../model/workspace/workspace";
import { locatePair } from "./locate-pair";
import { pairRegions, pairSpecs, pairVarFiles, type VarFileArguments } from "./pair-sources";
import { tellReading } from "./reading-progress";
import type { SourceArguments } from "./sources-options";

const NO_MANIFEST: PairManifest = {
  name: undefined,
  strategy: undefined,
  regions: {},
  objectives: {},
  workspaces: [],
  primaryFirst: [],
  twins: [],
  counterparts: [],
  byDesign: [],
};

/** A pair by its names: what is decided before anything is read. */
export interface NamedPair {
  readonly args: SourceArguments;
  readonly policy: PairPolicy | undefined;
  readonly manifest: PairManifest;
  readonly name: string;
  readonly specs: PairSpecs;
  readonly varFiles: SideVarFiles;
  readonly regions: AnalyzeInput["regions"];
}

/** Reads a source that is named in one of the lists. */
export type LoadSource = (spec: string, list: keyof PairSpecs) => Promise<SourceDocument>;

/**
 * Reads what the command line, the policy file and the manifest say of a pair. The command line wins over the policy
 * file, and that over the manifest.
 * @param known the policy file, where it is read already; undefined then says that there is none
 * @throws InputError for what cannot be used
 */
export async function namePair(
  args: SourceArguments & VarFileArguments,
  ...known: [PolicyFile?]
): Promise<NamedPair> {
  const file = known.length > 0 ? known[0] : await loadPolicy(args.config);
  const policy = choosePair(file, args.pair);
  const manifestFile = args.manifest ?? policy?.sources.manifest;
  const manifest = manifestFile === undefined ? NO_MANIFEST : await loadManifest(manifestFile);
  const naming = { args, policy, manifest, manifestFile };
  return {
    args,
    policy,
    manifest,
    name: policy?.name ?? manifest.name ?? "pair",
    specs: pairSpecs(naming),
    varFiles: pairVarFiles(naming),
    regions: pairRegions(naming),
  };
}

/**
 * Loads everything that the command line, the policy file and the manifest name.
 * @throws InputError for any source that cannot be used
 */
export async function loadPair(args: SourceArguments, ...known: [PolicyFile?]): Promise<AnalyzeInput> {
  return loadNamed(await namePair(args, ...known));
}

/**
 * Loads a pair's sources.
 * @throws InputError for any that cannot be used
 */
export async function loadNamed(
  { args, policy, manifest, name, specs, regions }: NamedPair,
  load: LoadSource = (spec) => tellReading(spec, () => loadSource(spec)),
): Promise<AnalyzeInput> {
  const [primary, dr, shared, combined] = [
    await loadAll(specs, "primary", load, "primaryState"),
    await loadAll(specs, "dr", load, "drState"),
    await loadAll(specs, "shared", load),
    await loadAll(specs, "combined", load),
  ];
  const orStates = (list: readonly string[], states: readonly string[] = []) =>
    list.length > 0 ? list : states;
  const locator = await locatePair([
    {
      specs: orStates(specs.primary, specs.primaryState),
      directories: args.primaryDir,
      option: "--primary-dir",
    },
    { specs: orStates(specs.dr, specs.drState), directories: args.drDir, option: "--dr-dir" },
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
    owners: { policy: ownersByPolicy(policy?.owners ?? []), codeowners },
    regions,
    name,
    strategy: args.strategy ?? policy?.strategy ?? manifest.strategy ?? "warm-standby",
    declared: [...(policy?.twins ?? []), ...manifest.twins],
    counterparts: manifest.counterparts,
    byDesign: manifest.byDesign,
    ...(manifest.writer === undefined ? {} : { writer: manifest.writer }),
    objectives: {
      rtoSeconds: policy?.objectives.rtoSeconds ?? manifest.objectives.rtoSeconds,
      rpoSeconds: policy?.objectives.rpoSeconds ?? manifest.objectives.rpoSeconds,
    },
    policy,
    accepted:
      args.inlineDecisions === false
        ? []
        : inlineDecisions([...primary, ...dr, ...shared, ...combined], locator, shownFile),
    ownRules: await ownRulesOf([...(policy?.rules ?? []), ...(args.rules ?? [])]),
    generatedAt: new Date(),
  };
}

/** Most pairs have none: what loads them is loaded for those that do. */
async function ownRulesOf(files: readonly string[]): Promise<AnalyzeInput["ownRules"]> {
  if (files.length === 0) return [];
  const { loadOwnRules } = await import("../judge/own-rules/load-own-rules");
  return loadOwnRules(files);
}

/** A file as seen from here. */
function shownFile(file: string): string {
  return path.relative(process.cwd(), file).split(path.sep).join("/");
}

/** Loads one side's sources. States beside plans tell drift that the plans do not list; alone they are the side. */
async function loadAll(
  specs: PairSpecs,
  list: keyof PairSpecs,
  load: LoadSource,
  stateList?: "primaryState" | "drState",
): Promise<Workspace[]> {
  const workspaces: Workspace[] = [];
  for (const spec of specs[list]) workspaces.push(readWorkspace(await load(spec, list)));
  if (stateList === undefined) return workspaces;
  const states: Workspace[] = [];
  for (const spec of specs[stateList]) states.push(stateOnly(spec, await load(spec, stateList)));
  if (workspaces.length === 0) return states;
  const oneEach = states.length === workspaces.length;
  return workspaces.map((workspace, i) =>
    withDriftFromState(workspace, oneEach ? states.slice(i, i + 1) : states),
  );
}

function stateOnly(spec: string, document: SourceDocument): Workspace {
  const state = readWorkspace(document);
  if (state.kind === "state") return state;
  throw new InputError({
    where: spec,
    what: "is a plan where a state is expected.",
    fix: "Give a plan with --primary or --dr.",
  });
}

/** A synthesis writes a line for each twin: more than 64 MiB of them are no pair's. */
const MOST_MANIFEST_BYTES = 64 * 1024 ** 2;

/** @throws InputError for a workspace that a manifest of the checkout may not name */
function checkedDirectories(manifest: PairManifest, file: string): PairManifest {
  for (const { directory } of manifest.workspaces) {
    if (mayName(file, path.join(path.dirname(file), directory))) continue;
    throw new InputError({
      where: file,
      what: "The directory of a workspace leads out of the checkout.",
      fix: NAME_IT_YOURSELF,
    });
  }
  return manifest;
}

async function loadManifest(file: string): Promise<PairManifest> {
  assertStaysInCheckout(file);
  const text = await readSmallFile(file, MOST_MANIFEST_BYTES).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw fileError(error, file);
    throw new InputError({
      where: file,
      what: "There is no manifest here.",
      fix: "Run `cdktf synth` first: it writes it.",
    });
  });
  if (text === undefined) {
    throw new InputError({
      where: file,
      what: "This is no file, or larger than any manifest.",
      fix: "Name the drparity.json that synthesis wrote.",
    });
  }
  try {
    return checkedDirectories(readManifest(parseStrictJson(text, file), file), file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({
      where: file,
      what: "is not JSON.",
      fix: "Name the drparity.json that synthesis wrote.",
    });
  }
}
