import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { repositoryAround } from "../../base/process/checkout";
import { findCommand } from "../../base/process/find-command";

const TIMEOUT_MS = 10_000;

/**
 * Whether git keeps something in this directory, so that it came with the checkout and no job has made it; also when git
 * cannot tell. `false` without git, or outside of a repository.
 */
export async function isCommitted(directory: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const git = findCommand("git", env).file;
  const root = repositoryAround(directory);
  if (git === undefined || root === undefined) return false;
  // Which repository it is, is said: a checkout may hold one of its own, without a `.git`, that knows of no file. Neither
  // another owner of it nor its settings may keep git from answering, or run something.
  const repository = [`--git-dir=${root}/.git`, `--work-tree=${root}`];
  const settings = ["-c", "safe.directory=*", "-c", "core.fsmonitor=false"];
  try {
    const { stdout } = await promisify(execFile)(
      git,
      [...repository, ...settings, "ls-files", "-z", "--", "."],
      {
        cwd: directory,
        env: { ...env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined },
        timeout: TIMEOUT_MS,
        maxBuffer: 64 * 1024 ** 2,
      },
    );
    return stdout !== "";
  } catch {
    return true;
  }
}
