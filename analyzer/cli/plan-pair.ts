import { stat } from "node:fs/promises";
import { planAll, type PlanOutcome } from "../act/drift/plan-all";
import { Progress } from "../act/drift/progress";
import type { PlanTarget, TargetSide } from "../act/drift/target";
import { InputError } from "../base/errors";
import { parseWorkspaceSpec } from "../read/sources/directory-spec";
import { loadSource } from "../read/sources/load";
import type { DriftArguments } from "./drift-options";
import type { LoadSource } from "./load-pair";
import { tellReading } from "./reading-progress";
import type { PairSpecs } from "../judge/policy/policy";

/** How to load the pair's sources once its directories are planned, or why they cannot be. */
export type PlannedPair = { readonly load: LoadSource } | { readonly problems: readonly InputError[] };

/** What is said of the planning itself; `plan` false reads directories as any other source. */
export type PlanArguments = Pick<DriftArguments, "plan" | "primaryVarFile" | "drVarFile" | "lockTimeout">;

/** Milliseconds that a plan may take, and what interrupts it. */
export interface PlanLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

interface Source {
  readonly list: keyof PairSpecs;
  readonly spec: string;
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
export async function planPair(
  specs: PairSpecs,
  args: PlanArguments,
  limits: PlanLimits,
): Promise<PlannedPair> {
  return (await planPairs([specs], args, limits))[0] as PlannedPair;
}

/**
 * Plans every directory of several pairs at once, and reads all other sources; what pairs share, once. Everything is tried,
 * so that all that is wrong is told at once.
 * @returns an outcome for each pair, in their order
 */
export async function planPairs(
  pairs: readonly PairSpecs[],
  args: PlanArguments,
  limits: PlanLimits,
): Promise<readonly PlannedPair[]> {
  const sources = new Map(pairs.flatMap(sourcesOf).map((source) => [keyOf(source), source]));
  const targets: PlanTarget[] = [];
  const outcomes = new Map<string, PlanOutcome>();
  for (const [key, source] of sources) {
    const target = args.plan ? await targetOf(source, args) : undefined;
    if (target === undefined) outcomes.set(key, await read(source));
    else targets.push(target);
  }
  const planned = await plan(targets, args, limits);
  for (const [i, { side, label }] of targets.entries())
    outcomes.set(keyOf({ list: side, spec: label }), planned[i] as PlanOutcome);
  return pairs.map((specs) => plannedPair(new Set(sourcesOf(specs).map(keyOf)), outcomes));
}

function sourcesOf(specs: PairSpecs): readonly Source[] {
  return LISTS.flatMap((list) => specs[list].map((spec): Source => ({ list, spec })));
}

function plannedPair(keys: ReadonlySet<string>, outcomes: ReadonlyMap<string, PlanOutcome>): PlannedPair {
  const problems = [...outcomes].flatMap(([key, one]) =>
    keys.has(key) && "problem" in one ? [one.problem] : [],
  );
  if (problems.length > 0) return { problems };
  return {
    load: (spec, list) => {
      const outcome = outcomes.get(keyOf({ list, spec }));
      return outcome !== undefined && "document" in outcome
        ? Promise.resolve(outcome.document)
        : loadSource(spec);
    },
  };
}

/** The workspace of a source that is a directory, and undefined for any other. */
async function targetOf({ list, spec }: Source, args: PlanArguments): Promise<PlanTarget | undefined> {
  if (list === "primaryState" || list === "drState") return undefined;
  const named = parseWorkspaceSpec(spec);
  if (named === undefined && !(await isDirectory(spec))) return undefined;
  return {
    side: list,
    label: spec,
    directory: named?.directory ?? spec,
    ...(named === undefined ? {} : { workspace: named.workspace }),
    varFiles: varFilesOf(list, args),
  };
}

/** A combined workspace is planned with what is said of primary, a shared one with neither side's. */
function varFilesOf(side: TargetSide, { primaryVarFile = [], drVarFile = [] }: PlanArguments) {
  return { primary: primaryVarFile, combined: primaryVarFile, dr: drVarFile, shared: [] }[side];
}

async function isDirectory(spec: string): Promise<boolean> {
  return (await stat(spec).catch(() => undefined))?.isDirectory() ?? false;
}

/** The directories of a pair that are planned, as Terraform is to be run in them. */
export async function planTargets(specs: PairSpecs, args: PlanArguments): Promise<readonly PlanTarget[]> {
  const targets = await Promise.all(sourcesOf(specs).map((source) => targetOf(source, args)));
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

function keyOf({ list, spec }: Source): string {
  return JSON.stringify([list, spec]);
}
