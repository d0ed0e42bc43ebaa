/**
 * Whether a pattern of CODEOWNERS fits a file: as gitignore's, but without `!` and `[...]`, and `docs/*` fits what lies
 * in `docs` itself alone. Not by a regular expression: one with many stars would take exponential time on a hostile file.
 *
 * @param file relative to the repository, with slashes
 * @param anchored whether a pattern with a slash inside starts at the root, as on GitHub, or anywhere
 */
export function matchesPath(pattern: string, file: string, anchored = true): boolean {
  const inner = pattern.replace(/\/$/, "");
  const atRoot = inner.startsWith("/") || (anchored && inner.includes("/"));
  const steps = inner.split("/").filter((step) => step !== "");
  if (steps.length === 0) return false;
  const full = atRoot ? steps : ["**", ...steps];
  // A directory has all that is in it; `dir/*` does not have what lies deeper, but a lone `*` has everything.
  const below = pattern.endsWith("/")
    ? "required"
    : steps.length > 1 && steps.at(-1) === "*"
      ? "none"
      : "allowed";
  return matchSteps(full, file.split("/"), below);
}

/** Which prefixes of the path the steps fit, one step after the other. */
function matchSteps(
  steps: readonly string[],
  path: readonly string[],
  below: "required" | "none" | "allowed",
): boolean {
  let reached = new Set([0]);
  for (const step of steps) {
    const next = new Set<number>();
    for (const at of reached) {
      if (step === "**") for (let to = at; to <= path.length; to++) next.add(to);
      else if (at < path.length && matchesName(step, path[at] ?? "")) next.add(at + 1);
    }
    reached = next;
  }
  if (below === "none") return reached.has(path.length);
  return [...reached].some((at) => at < path.length || below === "allowed");
}

/** `*` and `?` within one name; goes back to the last star alone, which is enough. */
function matchesName(pattern: string, name: string): boolean {
  let [p, n, star, tried] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === "*") [star, tried, p] = [p, n, p + 1];
    else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === name[n])) [p, n] = [p + 1, n + 1];
    else if (star >= 0) [p, n, tried] = [star + 1, tried + 1, tried + 1];
    else return false;
  }
  return /^\**$/.test(pattern.slice(p));
}
