import { readdirSync } from "node:fs";
import path from "node:path";
import type { Layout } from "./layouts/layout";
import type { Mistake } from "./mistakes/mistake";
import type { Block } from "./model/block";
import type { Rewrite } from "./rewrites/rewrite";

/**
 * What is in the folders: a file is a block, a layout, a mistake or a rewrite, and its name is its id; or it is a list of
 * them that belong together.
 */
export const blocks = (): readonly Block[] => listed<Block>("blocks");
export const layouts = (): readonly Layout[] => listed<Layout>("layouts");
export const mistakes = (): readonly Mistake[] => listed<Mistake>("mistakes");
export const rewrites = (): readonly Rewrite[] => listed<Rewrite>("rewrites");

/** Files that hold what the others share. */
const SHARED = new Set(["layout.ts", "mistake.ts", "rewrite.ts", "change.ts", "gone.ts"]);
const cache = new Map<string, readonly unknown[]>();

function listed<T extends { readonly id: string }>(folder: string): readonly T[] {
  const known = cache.get(folder);
  if (known !== undefined) return known as readonly T[];
  const directory = path.join(__dirname, folder);
  const files = readdirSync(directory).filter((file) => file.endsWith(".ts") && !SHARED.has(file));
  const found = files.sort().flatMap((file) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are is known here alone
    const { default: one } = require(path.join(directory, file)) as { default?: T | readonly T[] };
    if (Array.isArray(one)) return one as readonly T[];
    if ((one as T | undefined)?.id !== file.replace(/\.ts$/, ""))
      throw new Error(`${folder}/${file} must export its id as default`);
    return [one as T];
  });
  cache.set(folder, found);
  return found;
}
