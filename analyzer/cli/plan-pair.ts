import { stat } from "node:fs/promises";
import { planAll, type PlanOutcome } from "../act/drift/plan-all";
import { Progress } from "../act/drift/progress";
import type { PlanTarget } from "../act/drift/target";
import { InputError } from "../base/errors";
import { parseWorkspaceSpec } from "../read/sources/directory-spec";
import { loadSource } from "../read/sources/load";
import type { DriftArguments } from "./drift-options";
import type { LoadSource, NamedPair } from "./load-pair";
import { tellReading } from "./reading-progress";
import type { PairSpecs, SideVarFiles } from "../judge/policy/policy";

/** How to load the pair's sources once its directories are planned, or why they cannot be. */
export type PlannedPair = { readonly load: LoadSource } | { readonly problems: readonly InputError[] };

/** What is said of the planning itself; `plan` false reads directories as any other source. */
export type PlanArguments = Pick<DriftArguments, "plan" | "lockTimeout">;

/** What of a pair is planned or read, and the files of variables for its plans. */
export type Planned = Pick<NamedPair, "specs" | "varFiles">;

/** Milliseconds that a plan may take, and what interrupts it. */
export interface PlanLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

interface Source {
  readonly list: keyof PairSpecs;
  readonly spec: string;
  /** For a plan. */
  readonly varFiles: readonly string[];
}

const LISTS: readonly (keyof PairSpecs)[] = [
  "primary",
  "dr",
  "shared",
  "combined",
  "primaryState",
  "drState",
];

/** Plans every directory of a pair at once, and reads all other sources; see {@link planPairs}. */
export async function planPair(pair: Planned, args: PlanArguments, limits: PlanLimits): Promise<PlannedPair> {
  return (await planPairs([pair], args, limits))[0] as PlannedPair;
}

/**
 * Plans every directory of several pairs at once, and reads all other sources; what pairs share, once. Everything is tried,
 * so that all that is wrong is told at once.
 * @returns an outcome for each pair, in their order
 */
export async function planPairs(
  pairs: readonly Planned[],
  args: PlanArguments,
  limits: PlanLimits,
): Promise<readonly PlannedPair[]> {
  const sources = new Map(pairs.flatMap(sourcesOf).map((source) => [keyOf(source), source]));
  const targets: (PlanTarget & { readonly key: string })[] = [];
  const outcomes = new Map<string, PlanOutcome>();
  for (const [key, source] of sources) {
    const target = args.plan ? await targetOf(source) : undefined;
    if (target === undefined) outcomes.set(key, await read(source));
    else targets.push({ ...target, key });
  }
  const planned = await plan(targets, args, limits);
  for (const [i, { key }] of targets.entries()) outcomes.set(key, planned[i] as PlanOutcome);
  return pairs.map((pair) => plannedPair(pair, outcomes));
}

function sourcesOf(pair: Planned): readonly Source[] {
  return LISTS.flatMap((list) => pair.specs[list].map((spec) => sourceOf(pair, list, spec)));
}

function sourceOf({ varFiles }: Planned, list: keyof PairSpecs, spec: string): Source {
  return { list, spec, varFiles: varFilesOf(list, varFiles) };
}

function plannedPair(pair: Planned, outcomes: ReadonlyMap<string, PlanOutcome>): PlannedPair {
  const keys = new Set(sourcesOf(pair).map(keyOf));
  const problems = [...outcomes].flatMap(([key, one]) =>
    keys.has(key) && "problem" in one ? [one.problem] : [],
  );
  if (problems.length > 0) return { problems };
  return {
    load: (spec, list) => {
      const outcome = outcomes.get(keyOf(sourceOf(pair, list, spec)));
      return outcome !== undefined && "document" in outcome
        ? Promise.resolve(outcome.document)
        : loadSource(spec);
    },
  };
}

/** The workspace of a source that is a directory, and undefined for any other. */
async function targetOf({ list, spec, varFiles }: Source): Promise<PlanTarget | undefined> {
  if (list === "primaryState" || list === "drState") return undefined;
  const named = parseWorkspaceSpec(spec);
  if (named === undefined && !(await isDirectory(spec))) return undefined;
  return {
    side: list,
    label: spec,
    directory: named?.directory ?? spec,
    ...(named === undefined ? {} : { workspace: named.workspace }),
    varFiles,
  };
}

/** A combined workspace is planned with what is said of primary, a shared one with neither side's. */
function varFilesOf(list: keyof PairSpecs, { primary, dr }: SideVarFiles): readonly string[] {
  return { primary, combined: primary, dr, shared: [], primaryState: [], drState: [] }[list];
}

async function isDirectory(spec: string): Promise<boolean> {
  return (await stat(spec).catch(() => undefined))?.isDirectory() ?? false;
}

/** The directories of a pair that are planned, as Terraform is to be run in them. */
export async function planTargets(pair: Planned): Promise<readonly PlanTarget[]> {
  const targets = await Promise.all(sourcesOf(pair).map(targetOf));
  return targets.filter((target) => target !== undefined);
}

async function plan(
  targets: readonly PlanTarget[],
  { lockTimeout }: PlanArguments,
  limits: PlanLimits,
): Promise<readonly PlanOutcome[]> {
  const options = { env: process.env, ...limits, ...(lockTimeout === undefined ? {} : { lockTimeout }) };
  if (targets.length === 0 || !process.stderr.isTTY) return planAll(targets, options);
  const progress = new Progress(targets, process.stderr);
  try {
    return await planAll(targets, options, (...step) => progress.update(...step));
  } finally {
    progress.end();
  }
}

async function read({ spec }: Source): Promise<PlanOutcome> {
  try {
    return { document: await tellReading(spec, () => loadSource(spec)) };
  } catch (error) {
    if (error instanceof InputError) return { problem: error };
    throw error;
  }
}

function keyOf({ list, spec, varFiles }: Source): string {
  return JSON.stringify([list, spec, varFiles]);
}
