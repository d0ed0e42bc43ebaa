import { askGit } from "../../base/process/git";

/**
 * Whether git keeps something in this directory, so that it came with the checkout and no job has made it; also when git
 * cannot tell. `false` without git, or outside of a repository.
 */
export async function isCommitted(directory: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    return ((await askGit(directory, ["ls-files", "-z", "--", "."], env)) ?? "") !== "";
  } catch {
    return true;
  }
}
