import { stat } from "node:fs/promises";
import { planAll, type PlanOutcome } from "../drift/plan-all";
import { Progress } from "../drift/progress";
import type { PlanTarget, TargetSide } from "../drift/target";
import { InputError } from "../errors";
import { loadSource } from "../sources/load";
import type { DriftArguments } from "./drift-command";
import type { LoadSource } from "./load-pair";
import { sourceIdentity, type PairSpecs } from "./pair-sources";

/** How to load the pair's sources once its directories are planned, or why they cannot be. */
export type PlannedPair = { readonly load: LoadSource } | { readonly problems: readonly InputError[] };

/** Milliseconds that a plan may take, and what interrupts it. */
export interface PlanLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

interface Source {
  readonly list: keyof PairSpecs;
  readonly spec: string;
}

const PLANNED: readonly TargetSide[] = ["primary", "dr", "shared", "combined"];
const LISTS: readonly (keyof PairSpecs)[] = [...PLANNED, "primaryState", "drState"];

/**
 * Plans every directory of a pair at once, and reads all other sources. Everything is tried, so that all that is wrong is
 * told at once.
 */
export async function planPair(
  specs: PairSpecs,
  args: DriftArguments,
  limits: PlanLimits,
): Promise<PlannedPair> {
  const sources = LISTS.flatMap((list) => specs[list].map((spec): Source => ({ list, spec })));
  const directories = args.plan ? await directoriesIn(sources) : [];
  const planned = await plan(targetsOf(directories, args), args, limits);
  const outcomes = new Map<string, PlanOutcome>();
  for (const [i, source] of directories.entries()) outcomes.set(keyOf(source), planned[i] as PlanOutcome);
  for (const source of sources) {
    if (!outcomes.has(keyOf(source))) outcomes.set(keyOf(source), await read(source));
  }
  const problems = [...outcomes.values()].flatMap((one) => ("problem" in one ? [one.problem] : []));
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

/** What says how a list's directories are planned: a combined one as primary's, a shared one as neither side's. */
function settingsOf(list: keyof PairSpecs, args: DriftArguments) {
  if (list === "primary" || list === "combined")
    return { workspace: args.primaryWorkspace, varFiles: args.primaryVarFile };
  return list === "dr" ? { workspace: args.drWorkspace, varFiles: args.drVarFile } : {};
}

/** Equal for sources that have the same state: one directory may hold a Terraform workspace for each side. */
export function identityIn(spec: string, list: keyof PairSpecs, args: DriftArguments): string {
  return JSON.stringify([sourceIdentity(spec), args.plan ? (settingsOf(list, args).workspace ?? "") : ""]);
}

function targetsOf(directories: readonly Source[], args: DriftArguments): readonly PlanTarget[] {
  const places = directories.map(({ spec }) => sourceIdentity(spec));
  return directories.map(({ list, spec }, i) => {
    const { workspace, varFiles = [] } = settingsOf(list, args);
    const alone = places.indexOf(places[i] ?? "") === places.lastIndexOf(places[i] ?? "");
    return {
      side: list as TargetSide,
      directory: spec,
      label: alone ? spec : `${spec} (workspace ${workspace ?? "as selected"})`,
      ...(workspace === undefined ? {} : { workspace }),
      varFiles,
    };
  });
}

async function plan(
  targets: readonly PlanTarget[],
  { lockTimeout }: DriftArguments,
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

async function directoriesIn(sources: readonly Source[]): Promise<readonly Source[]> {
  const are = await Promise.all(
    sources.map(
      async ({ list, spec }) =>
        PLANNED.includes(list as TargetSide) &&
        ((await stat(spec).catch(() => undefined))?.isDirectory() ?? false),
    ),
  );
  return sources.filter((_, i) => are[i]);
}

async function read({ spec }: Source): Promise<PlanOutcome> {
  try {
    return { document: await loadSource(spec) };
  } catch (error) {
    if (error instanceof InputError) return { problem: error };
    throw error;
  }
}

function keyOf({ list, spec }: Source): string {
  return JSON.stringify([list, spec]);
}
