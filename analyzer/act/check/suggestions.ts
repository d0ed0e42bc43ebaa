import { hunksIn, type Hunk } from "./hunks";

/** Lines of a file on a pull request, and what could stand in their place. */
export interface Suggestion {
  readonly path: string;
  /** From 1, both included. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** A pull request's file, with what it changes there as GitHub tells it. */
export interface ChangedFile {
  readonly path: string;
  readonly patch: string;
}

/**
 * A patch's changes as suggestions, as far as a pull request shows the lines that they change: GitHub takes them nowhere else.
 *
 * @param patch what `drparity remediate --format patch` wrote for the same commit
 */
export function suggestionsOf(patch: string, files: readonly ChangedFile[]): readonly Suggestion[] {
  const shown = new Map(files.map(({ path, patch: own }) => [path, hunksIn(own, path).map(shownLines)]));
  return hunksIn(patch)
    .flatMap((hunk) => changesIn(hunk))
    .filter(({ path, from, replaced }) =>
      (shown.get(path) ?? []).some((lines) => replaced.every((line, i) => lines.get(from + i) === line)),
    )
    .map(({ path, from, replaced, lines }) => ({ path, from, to: from + replaced.length - 1, lines }));
}

/** The lines that a hunk shows of the file after its change. */
function shownLines({ newStart, lines }: Hunk): ReadonlyMap<number, string> {
  const after = lines.filter((line) => !line.startsWith("-"));
  return new Map(after.map((line, i) => [newStart + i, line.slice(1)]));
}

interface Change {
  readonly path: string;
  readonly from: number;
  /** At least one: GitHub can only replace. */
  readonly replaced: readonly string[];
  readonly lines: readonly string[];
}

/** What stands between a hunk's lines of context; of what only adds, with the line before it, or else after it. */
function changesIn({ path, oldStart, lines }: Hunk): readonly Change[] {
  const changes: Change[] = [];
  let line = oldStart;
  for (let at = 0; at < lines.length;) {
    const run = runAt(lines, at);
    const removed = run.filter((one) => one.startsWith("-")).map(bare);
    const added = run.filter((one) => one.startsWith("+")).map(bare);
    const [before, after] = [lines[at - 1], lines[at + run.length]].map((one) => one && bare(one));
    if (removed.length > 0) changes.push({ path, from: line, replaced: removed, lines: added });
    else if (run.length > 0 && before !== undefined)
      changes.push({ path, from: line - 1, replaced: [before], lines: [before, ...added] });
    else if (run.length > 0 && after !== undefined)
      changes.push({ path, from: line, replaced: [after], lines: [...added, after] });
    line += removed.length + (run.length === 0 ? 1 : 0);
    at += Math.max(run.length, 1);
  }
  return changes;
}

/** The changed lines from here on; none at a line of context. */
function runAt(lines: readonly string[], from: number): readonly string[] {
  const end = lines.findIndex((line, i) => i >= from && line.startsWith(" "));
  return lines.slice(from, end < 0 ? undefined : end);
}

function bare(line: string): string {
  return line.slice(1);
}
