/** Lines of a file to be replaced: `count` from `start` (from 0); none for an insertion before `start`. */
export interface LineEdit {
  readonly start: number;
  readonly count: number;
  /** With their line breaks. */
  readonly lines: readonly string[];
}

const CONTEXT = 3;

/**
 * A unified diff of one file, as `git apply` takes it.
 *
 * @param path from the repository's root, with slashes
 * @param edits in the order of the file, not overlapping
 * @param mayShow whether a line that is not changed may stand in the diff; where not, its hunk has less context
 */
export function unifiedDiff(
  path: string,
  text: string,
  edits: readonly LineEdit[],
  mayShow: (line: string) => boolean,
): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const hunks = together(edits, lines, mayShow);
  let shift = 0;
  const body = hunks.map(({ from, to, edits: own }) => {
    const parts: string[] = [];
    let at = from;
    for (const { start, count, lines: added } of own) {
      parts.push(...lines.slice(at, start).map(prefixed(" ")));
      parts.push(...lines.slice(start, start + count).map(prefixed("-")), ...added.map(prefixed("+")));
      at = start + count;
    }
    parts.push(...lines.slice(at, to).map(prefixed(" ")));
    const grown = own.reduce((sum, { count, lines: added }) => sum + added.length - count, 0);
    const head = `@@ -${range(from, to - from)} +${range(from + shift, to - from + grown)} @@\n`;
    shift += grown;
    return head + parts.join("");
  });
  return `--- ${pathText(`a/${path}`)}\n+++ ${pathText(`b/${path}`)}\n${body.join("")}`;
}

interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly edits: readonly LineEdit[];
}

/** Edits whose contexts touch are one hunk: `git apply` takes no overlapping ones. */
function together(
  edits: readonly LineEdit[],
  lines: readonly string[],
  mayShow: (line: string) => boolean,
): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const edit of edits) {
    const [from, to] = withContext(edit, lines, mayShow);
    const last = hunks.at(-1);
    if (last && from < last.to) {
      hunks[hunks.length - 1] = { from: last.from, to: Math.max(to, last.to), edits: [...last.edits, edit] };
    } else hunks.push({ from, to, edits: [edit] });
  }
  return hunks;
}

function withContext(
  { start, count }: LineEdit,
  lines: readonly string[],
  mayShow: (line: string) => boolean,
): [number, number] {
  let [from, to] = [start, start + count];
  while (from > 0 && start - from < CONTEXT && mayShow(lines[from - 1] ?? "")) from--;
  while (to < lines.length && to - start - count < CONTEXT && mayShow(lines[to] ?? "")) to++;
  return [from, to];
}

/**
 * Whether a diff of the edit may be shown, with context on both sides: without, `git apply` cannot tell where it
 * belongs.
 */
export function isShowable(text: string, edit: LineEdit, mayShow: (line: string) => boolean): boolean {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const [from, to] = withContext(edit, lines, mayShow);
  const changed = lines.slice(edit.start, edit.start + edit.count);
  return from < edit.start && to > edit.start + edit.count && changed.every(mayShow);
}

function prefixed(sign: string): (line: string) => string {
  return (line) => `${sign}${line}${line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"}`;
}

function range(from: number, count: number): string {
  return `${String(count === 0 ? from : from + 1)},${String(count)}`;
}

/** Quoted as git does where a name could be taken for something else. */
function pathText(path: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  return /["\\\u0000-\u001f\u007f]/.test(path) ? JSON.stringify(path) : path;
}
