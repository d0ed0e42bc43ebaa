import { stat } from "node:fs/promises";
import { InputError } from "../../base/errors";
import type { SourceDocument } from "../../read/sources/document";
import { fileError } from "../../read/sources/file-error";
import { initialise, planWorkspace, type PlanStep } from "./plan-workspace";
import type { PlanTarget } from "./target";
import type { TerraformOptions } from "./terraform";

/** What became of planning one workspace: its plan, or why there is none. */
export type PlanOutcome = { readonly document: SourceDocument } | { readonly problem: InputError };

/** Where a workspace is in being planned. */
export type PlanState = "waiting" | PlanStep | "done" | "failed";

/** Told whenever a workspace gets further; `refreshed` counts the resources that were read so far. */
export type OnState = (index: number, state: PlanState, refreshed: number) => void;

/** Each plan keeps a provider of some hundred megabytes in memory. */
const AT_ONCE = 4;

/**
 * Plans workspaces at once. One that fails or hangs does not keep the others from ending, nor is it passed over.
 * @returns an outcome for each target, in their order
 */
export async function planAll(
  targets: readonly PlanTarget[],
  options: TerraformOptions,
  onState: OnState = () => undefined,
): Promise<readonly PlanOutcome[]> {
  const initialisation = new Turns();
  const outcomes: PlanOutcome[] = [];
  const waiting = targets.map((target, index) => ({ target, index }));
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { target, index } = next;
      const tell = (state: PlanState, refreshed = 0) => onState(index, state, refreshed);
      outcomes[index] = await outcomeOf(target, options, initialisation, tell);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  const fault = ends.find((end) => end.status === "rejected");
  if (fault !== undefined) throw fault.reason;
  return outcomes;
}

async function outcomeOf(
  target: PlanTarget,
  options: TerraformOptions,
  initialisation: Turns,
  tell: (state: PlanState, refreshed?: number) => void,
): Promise<PlanOutcome> {
  try {
    await assertDirectory(target.directory);
    for (const file of target.varFiles) await assertFile(file);
    tell("init");
    await initialisation.take(() => initialise(target, options));
    const document = await planWorkspace(target, options, tell);
    tell("done");
    return { document };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    tell("failed");
    return { problem: error };
  }
}

async function assertDirectory(directory: string): Promise<void> {
  try {
    if ((await stat(directory)).isDirectory()) return;
  } catch (error) {
    throw fileError(error, directory);
  }
  throw new InputError({
    where: directory,
    what: "This is not a directory.",
    fix: "Name the directory of a workspace's configuration.",
  });
}

/** Terraform says that it cannot read one, and not where it looked. */
async function assertFile(file: string): Promise<void> {
  await stat(file).catch((error: unknown) => {
    throw fileError(error, file);
  });
}

/** Lets one in after the other: Terraform's plugin cache cannot be written by two at once. */
class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<T>(use: () => Promise<T>): Promise<T> {
    const turn = this.last.then(use);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
