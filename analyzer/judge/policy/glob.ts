/**
 * Whether a text fits a pattern in which `*` stands for any characters, none included. Walks back to the last `*` only,
 * so that no pattern takes longer than the product of both lengths.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  let [p, t] = [0, 0];
  let star: { readonly p: number; t: number } | undefined;
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = { p, t };
      p++;
    } else if (p < pattern.length && pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star) {
      star.t++;
      p = star.p + 1;
      t = star.t;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
