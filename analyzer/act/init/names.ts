import path from "node:path";
import { InputError } from "../../base/errors";
import type { PairAnswers } from "./answers";

/** What the generator's `RegionPair` takes: names become parts of buckets' names, and of paths in scripts. */
const NAME = /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/;
const LONGEST = 20;

/** Directories' names that tell nothing of what is in them. */
const GENERIC =
  /^(?:\.|infra(?:structure)?|terraform|tf|live|env(?:ironment)?s?|regions?|accounts?|stacks?|deploy(?:ments?)?)$/i;

/**
 * Names the pairs: the only one as the user says, else as the project's directory is called; several by where they lie.
 * @throws InputError when one cannot be a pair's name
 */
export function namePairs(
  pairs: readonly PairAnswers[],
  project: string,
  wished: string | undefined,
): PairAnswers[] {
  if (pairs.length === 1) return pairs.map((pair) => ({ ...pair, name: projectName(project, wished) }));
  const taken = new Set<string>();
  return pairs.map((pair, i) => {
    const place = pair.name.split("/").filter((part) => !GENERIC.test(part));
    const own = slug([...(wished === undefined ? [] : [wished]), ...place].join("-"));
    const free =
      NAME.test(own) && !taken.has(own) ? own : `${slug(wished ?? "pair").slice(0, 16)}-${String(i + 1)}`;
    taken.add(free);
    return { ...pair, name: free };
  });
}

function projectName(project: string, wished: string | undefined): string {
  const name = wished ?? slug(path.basename(path.resolve(project)));
  if (NAME.test(name)) return name;
  throw new InputError({
    where: wished === undefined ? "the directory's name" : "--name",
    what: `"${name}" cannot be a pair's name.`,
    fix: "Give --name 2 to 20 lower-case letters, digits and hyphens, a letter first.",
  });
}

function slug(text: string): string {
  const lower = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "");
  return lower.slice(0, LONGEST).replace(/-+$/, "");
}
