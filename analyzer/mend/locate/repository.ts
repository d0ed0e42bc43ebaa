import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** The working copy that a directory lies in: the nearest one above with `.git`; undefined outside of any. */
export function repositoryOf(directory: string): string | undefined {
  for (let at = resolve(directory); ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** A file's path from a root, with slashes; undefined when it does not lie below. */
export function pathFrom(root: string, file: string): string | undefined {
  const path = relative(root, file);
  const outside = path === "" || path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
  return outside ? undefined : path.split(sep).join("/");
}
