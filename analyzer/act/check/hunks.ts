/** A hunk of a unified diff. */
export interface Hunk {
  /** Of the file after the change. */
  readonly path: string;
  /** The first line before and after the change, from 1. */
  readonly oldStart: number;
  readonly newStart: number;
  /** With their signs: a space, `-` or `+`. */
  readonly lines: readonly string[];
}

const HEAD = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * The hunks of a unified diff, as `git diff` writes it. By their heads' counts: a removed line of dashes looks like a file's
 * name.
 *
 * @param file the path where the diff names none, as GitHub gives it for each file
 */
export function hunksIn(diff: string, file = ""): readonly Hunk[] {
  const hunks: (Hunk & { lines: string[] })[] = [];
  let [path, old, now] = [file, 0, 0];
  for (const line of diff.split("\n")) {
    const sign = line.charAt(0);
    if (sign === "\\") continue;
    if (old > 0 || now > 0) {
      if (sign !== "+") old--;
      if (sign !== "-") now--;
      hunks.at(-1)?.lines.push(line === "" ? " " : line);
      continue;
    }
    if (line.startsWith("+++ ")) path = pathIn(line.slice("+++ ".length));
    const [, oldStart, oldCount = "1", newStart, newCount = "1"] = HEAD.exec(line) ?? [];
    if (oldStart === undefined) continue;
    [old, now] = [Number(oldCount), Number(newCount)];
    hunks.push({ path, oldStart: Number(oldStart), newStart: Number(newStart), lines: [] });
  }
  return hunks;
}

/** Quoted as git does where a name could be taken for something else. */
function pathIn(text: string): string {
  const name = text.startsWith('"') ? (JSON.parse(text) as string) : text.replace(/\t.*$/, "");
  return name.replace(/^b\//, "");
}
