/** A stretch of a text, and whether the other text lacks it. */
export interface Segment {
  readonly text: string;
  readonly own: boolean;
}

/** Words to compare one by one take their product in steps; beyond that the middles differ as a whole. */
const MOST_STEPS = 40_000;

/**
 * Two texts cut into what they share and what only one has, word by word: what is common at both ends is found at once,
 * and the middles are compared by their longest common sequence of words.
 */
export function wordDiff(a: string, b: string): readonly [readonly Segment[], readonly Segment[]] {
  const [left, right] = [words(a), words(b)];
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  const most = Math.min(left.length, right.length) - start;
  while (end < most && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  const middle = [left.slice(start, left.length - end), right.slice(start, right.length - end)] as const;
  const [common, shared] = commonWords(...middle);
  const whole = (own: ReadonlySet<number>, all: readonly string[], n: number) =>
    segments(all, (i) => i < start || i >= all.length - n || own.has(i - start));
  return [whole(common, left, end), whole(shared, right, end)];
}

/** Words, runs of white space, and every other character by itself. */
function words(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^]/gu) ?? [];
}

function segments(all: readonly string[], shared: (i: number) => boolean): readonly Segment[] {
  const result: { text: string; own: boolean }[] = [];
  all.forEach((text, i) => {
    const own = !shared(i);
    const last = result.at(-1);
    if (last?.own === own) last.text += text;
    else result.push({ text, own });
  });
  return result;
}

/** The places of a longest common sequence in both. */
function commonWords(a: readonly string[], b: readonly string[]): readonly [Set<number>, Set<number>] {
  const [inA, inB] = [new Set<number>(), new Set<number>()];
  if (a.length * b.length > MOST_STEPS) return [inA, inB];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      inA.add(i++);
      inB.add(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return [inA, inB];
}
