import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findCommand } from "../../base/process/find-command";

const TIMEOUT_MS = 10_000;

/**
 * Whether git keeps something in this directory, so that it came with the checkout and no job has made it. `false` also
 * where that cannot be told: without git, or outside of a repository.
 */
export async function isCommitted(directory: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const git = findCommand("git", env).file;
  if (git === undefined) return false;
  // Neither another owner of the repository nor its own settings may keep it from answering, or run something.
  const settings = ["-c", "safe.directory=*", "-c", "core.fsmonitor=false"];
  try {
    const { stdout } = await promisify(execFile)(git, [...settings, "ls-files", "-z", "--", "."], {
      cwd: directory,
      env: { ...env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined },
      timeout: TIMEOUT_MS,
      maxBuffer: 64 * 1024 ** 2,
    });
    return stdout !== "";
  } catch {
    return false;
  }
}
