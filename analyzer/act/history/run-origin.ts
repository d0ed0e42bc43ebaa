import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { ciRun, isCommit } from "../../base/ci-run";
import { findCommand } from "../../base/process/find-command";
import type { RunOrigin } from "./entry";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Which run this is: from the CI service's variables, else a random id and the commit that is checked out in the current
 * directory. Never fails: a run is worth recording without either.
 */
export async function runOrigin(
  kind: RunOrigin["kind"],
  env: Environment = process.env,
  checkedOut: (env: Environment) => Promise<string | null> = headCommit,
): Promise<RunOrigin> {
  return { kind, id: ciRun(env)?.id ?? randomUUID(), commit: await currentCommit(env, checkedOut) };
}

/** The commit that the CI service names, else the one that is checked out in the current directory; null without either. */
export async function currentCommit(
  env: Environment = process.env,
  checkedOut: (env: Environment) => Promise<string | null> = headCommit,
): Promise<string | null> {
  return ciRun(env)?.commit ?? (await checkedOut(env));
}

/** The commit of the current directory's repository, null without one. */
async function headCommit(env: Environment): Promise<string | null> {
  try {
    const git = findCommand("git", env).file;
    if (git === undefined) return null;
    const options = { timeout: 5000, env: { ...env } };
    const { stdout } = await promisify(execFile)(git, ["rev-parse", "--verify", "HEAD"], options);
    return isCommit(stdout.trim()) ? stdout.trim() : null;
  } catch {
    return null;
  }
}
