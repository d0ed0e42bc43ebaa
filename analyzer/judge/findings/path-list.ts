/** Paths as a sentence names them: the first three, and how many more there are. */
export function pathList(paths: readonly string[]): string {
  const shown = [...new Set(paths)].slice(0, 3).join(", ");
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}
