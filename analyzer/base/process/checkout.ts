import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** The environment variable by which whoever runs the tool says that all of the checkout may be trusted, and run. */
export const TRUST_VARIABLE = "DRPARITY_TRUST_CHECKOUT";

/** Whether what lies in the checkout may be run, and may say where requests go: only when the environment says so. */
export function trustsCheckout(env: NodeJS.ProcessEnv): boolean {
  return env[TRUST_VARIABLE] === "1";
}

/**
 * Whether a path leads into the checkout: the repository around the current directory, else that directory. In a pull
 * request anybody may have put there what lies there. A home directory and the root are no checkout: all that is
 * installed lies below them.
 */
export function isInCheckout(file: string, cwd = process.cwd()): boolean {
  const root = checkoutRoot(real(cwd));
  if (root === undefined) return false;
  const way = path.relative(root, real(path.resolve(cwd, file)));
  return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

function checkoutRoot(cwd: string): string | undefined {
  const outside = new Set([path.parse(cwd).root, real(homedir())]);
  for (let directory = cwd; !outside.has(directory); directory = path.dirname(directory)) {
    if (existsSync(path.join(directory, ".git"))) return directory;
  }
  return outside.has(cwd) ? undefined : cwd;
}

/** Without symbolic links, as far as the path exists. */
function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : path.join(real(parent), path.basename(file));
  }
}
