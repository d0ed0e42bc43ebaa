import { existsSync, readlinkSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { InputError } from "../errors";

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
  return root !== undefined && isBelow(root, real(path.resolve(cwd, file)));
}

/**
 * Whether what lies at a place may name a path: what lies in the checkout may name what lies there too, without Git's own
 * directory, by whatever links and `..` the path leads. All else may name anything, and so may the checkout when it is
 * trusted. A file that leads out of the checkout by being a link names a path that it may not, itself.
 *
 * Without a repository there is a checkout in a pipeline alone, where Git may be missing: on a desk, what lies in the current
 * directory came from nobody else.
 *
 * @param place what names the path: a policy file, a directory
 * @param file the path, relative to the current directory
 */
export function mayName(
  place: string,
  file: string,
  env: NodeJS.ProcessEnv = process.env,
  cwd = process.cwd(),
): boolean {
  const root = trustsCheckout(env)
    ? undefined
    : (repositoryAround(cwd) ?? (env.CI ? checkoutRoot(real(cwd)) : undefined));
  if (root === undefined) return true;
  const written = path.resolve(real(cwd), place);
  if (!isBelow(root, written) && !isBelow(root, real(written))) return true;
  const target = real(path.resolve(real(cwd), file));
  return isBelow(root, target) && !isBelow(path.join(root, ".git"), target);
}

/** What to do about a path that the checkout may not name. */
export const NAME_IT_YOURSELF = `Name it on the command line, by its own path, or set ${TRUST_VARIABLE}=1 where the checkout can be trusted.`;

/**
 * Refuses a file that lies in the checkout, as it is written, and leads out of it by a link: whatever is read from it or
 * written to it would be somebody else's.
 * @throws InputError
 */
export function assertStaysInCheckout(file: string, where = file): void {
  if (!mayName(file, file)) throw leadsOut(where);
}

/** The error for a file that may not be named where it is. */
export function leadsOut(where: string): InputError {
  return new InputError({
    where,
    what: "This leads out of the checkout, whose author does not decide what is read or written elsewhere.",
    fix: NAME_IT_YOURSELF,
  });
}

/** The repository around a directory, by its `.git`; undefined outside of any. */
export function repositoryAround(directory: string): string | undefined {
  const root = checkoutRoot(real(directory));
  return root !== undefined && existsSync(path.join(root, ".git")) ? root : undefined;
}

/** Whether a path leads to a directory or below it, by whatever links and `..`. */
export function staysBelow(directory: string, file: string, cwd = process.cwd()): boolean {
  return isBelow(real(directory), real(path.resolve(cwd, file)));
}

function isBelow(root: string, file: string): boolean {
  const way = path.relative(root, file);
  return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

function checkoutRoot(cwd: string): string | undefined {
  const outside = new Set([path.parse(cwd).root, real(homedir())]);
  // Some pipelines check out into a home directory; on a desk, one that is a repository holds somebody's own settings.
  const isEnd = (directory: string) =>
    process.env.CI ? directory === path.parse(cwd).root : outside.has(directory);
  for (let directory = cwd; !isEnd(directory); directory = path.dirname(directory)) {
    if (existsSync(path.join(directory, ".git"))) return directory;
  }
  return outside.has(cwd) ? undefined : cwd;
}

/** Links that lead on from one that leads nowhere: more of them go round in circles. */
const MOST_LINKS = 40;

/** Without symbolic links, as far as the path exists; a link to what is not there yet counts as that. */
function real(file: string, links = 0): string {
  try {
    return realpathSync(file);
  } catch {
    const parent = path.dirname(file);
    if (parent === file || links > MOST_LINKS) return file;
    const target = linkedTo(file);
    return target === undefined
      ? path.join(real(parent, links), path.basename(file))
      : real(path.resolve(real(parent, links), target), links + 1);
  }
}

function linkedTo(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
