import { seededRandom } from "./random";
import type { Subject } from "./subject";

/**
 * What a generator makes of all pairs, one for each key. Cases of one application have most of their resources in
 * common: of what is the same in several of them one is taken, now from this case, now from that.
 */
export function firstOrAnother<T>(
  subjects: readonly Subject[],
  make: (subject: Subject) => Iterable<T>,
  keyOf: (one: T) => string,
  seed: number,
): T[] {
  const random = seededRandom(seed);
  const picked = new Map<string, { one: T; seen: number }>();
  for (const subject of subjects) {
    const ordinals = new Map<string, number>(); // several of one key in one pair are several
    for (const one of make(subject)) {
      const key = keyOf(one);
      const ordinal = ordinals.get(key) ?? 0;
      ordinals.set(key, ordinal + 1);
      const known = picked.get(`${key}\n${ordinal}`);
      if (!known) picked.set(`${key}\n${ordinal}`, { one, seen: 1 });
      else if (random() < 1 / ++known.seen) known.one = one;
    }
  }
  return Array.from(picked.values(), ({ one }) => one);
}
