import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { repositoryAround } from "./checkout";
import { findCommand } from "./find-command";

const TIMEOUT_MS = 10_000;

/**
 * What git says of a directory's repository; undefined without git, or outside of a repository.
 * @throws Error when git fails; its `code` is git's exit status
 */
export async function askGit(
  directory: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const git = findCommand("git", env).file;
  const root = repositoryAround(directory);
  if (git === undefined || root === undefined) return undefined;
  // Which repository it is, is said: a checkout may hold one of its own, without a `.git`, that knows of no file. Neither
  // another owner of it nor its settings may keep git from answering, or run something.
  const repository = [`--git-dir=${root}/.git`, `--work-tree=${root}`];
  const settings = ["-c", "safe.directory=*", "-c", "core.fsmonitor=false"];
  const { stdout } = await promisify(execFile)(git, [...repository, ...settings, ...args], {
    cwd: directory,
    env: { ...env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined },
    timeout: TIMEOUT_MS,
    maxBuffer: 64 * 1024 ** 2,
  });
  return stdout;
}
