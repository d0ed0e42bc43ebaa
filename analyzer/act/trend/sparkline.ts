const BARS = "▁▂▃▄▅▆▇█";
/** A run without a score. */
const NONE = "·";

/** What a line of bars shows, and the score that its lowest bar stands for; the highest stands for 100. */
export interface Sparkline {
  readonly text: string;
  readonly bottom: number;
}

/**
 * Scores as a line of bars. Where there are more than fit, each bar shows the worst of its share: a dip must not vanish.
 *
 * @param scores 0 to 100; null for a run that failed
 */
export function sparkline(scores: readonly (number | null)[], width: number): Sparkline {
  const shown = shares(scores, width).map(worst);
  const known = shown.filter((score) => score !== null);
  const bottom = Math.min(90, Math.floor(Math.min(100, ...known) / 10) * 10);
  const bar = (score: number) =>
    BARS.charAt(Math.min(BARS.length - 1, Math.floor(((score - bottom) / (100 - bottom)) * BARS.length)));
  return { text: shown.map((score) => (score === null ? NONE : bar(score))).join(""), bottom };
}

function shares<T>(list: readonly T[], most: number): readonly (readonly T[])[] {
  const count = Math.min(most, list.length);
  return Array.from({ length: count }, (_, i) =>
    list.slice(Math.floor((i * list.length) / count), Math.floor(((i + 1) * list.length) / count)),
  );
}

function worst(scores: readonly (number | null)[]): number | null {
  const known = scores.filter((score) => score !== null);
  return known.length === 0 ? null : known.reduce((a, b) => Math.min(a, b));
}
