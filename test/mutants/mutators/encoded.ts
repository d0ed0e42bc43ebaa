import type { Change, Mutator } from "./change";
import { nameHomeRegion } from "./home-region";
import { swapReference } from "./reference";

/** What base64 stands for, if that is text: user data, mostly. */
export function decodedText(text: string): string | undefined {
  if (text.length < 24 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return /^[\x20-\x7e\s]+$/.test(decoded) ? decoded : undefined;
}

/** Changes which resource an encoded text names. */
export const changeEncoded: Mutator = function* (place, world): Iterable<Change> {
  const decoded = typeof place.value === "string" ? decodedText(place.value) : undefined;
  if (decoded === undefined) return;
  for (const mutate of [swapReference, nameHomeRegion]) {
    for (const { kind, to } of mutate({ ...place, value: decoded }, world)) {
      const text = String(to);
      yield {
        kind: `encoded-${kind}`,
        to: Buffer.from(text).toString("base64"),
        shown: { from: decoded, to: text },
      };
    }
  }
};
