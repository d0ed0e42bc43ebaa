/** Farther apart than this many edits, two names are no slip of each other. */
const MOST_EDITS = 3;
/** A longer name is no slip of anything, and would cost time. */
const MOST_LENGTH = 80;

/** The known name that is nearest to a mistyped one; undefined where none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > MOST_LENGTH) return undefined;
  const normal = (text: string) => text.toLowerCase().replaceAll("-", "_");
  const scored = known
    .map((candidate) => ({ candidate, edits: distance(normal(name), normal(candidate)) }))
    .filter(({ candidate, edits }) => edits <= Math.min(MOST_EDITS, candidate.length / 2));
  return scored.sort((a, b) => a.edits - b.edits)[0]?.candidate;
}

/** Levenshtein's distance: the least number of characters to insert, delete or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
