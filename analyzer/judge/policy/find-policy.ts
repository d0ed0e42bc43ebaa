import { access } from "node:fs/promises";
import path from "node:path";

/**
 * The nearest directory, from `cwd` upward, that has one of some files; undefined where none has. It is looked for up to the
 * root of the repository: what lies above it, or above `cwd` where there is no repository, may be anybody's.
 *
 * @returns relative to the process's current directory where `cwd` is left out; "" for `cwd` itself
 */
export async function nearestWith(
  names: readonly string[],
  cwd = process.cwd(),
): Promise<string | undefined> {
  const way = await upward(cwd);
  for (const directory of way) {
    const there = await Promise.all(names.map((name) => exists(path.join(directory, name))));
    if (there.includes(true)) return path.relative(cwd, directory);
  }
  return undefined;
}

/** The directories from `cwd` up to the root of its repository; `cwd` alone where it lies in none. */
async function upward(cwd: string): Promise<readonly string[]> {
  const way: string[] = [];
  for (let at = path.resolve(cwd); ; at = path.dirname(at)) {
    way.push(at);
    if (await exists(path.join(at, ".git"))) return way;
    if (at === path.dirname(at)) return way.slice(0, 1);
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
