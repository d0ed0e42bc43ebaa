import { recipe } from "./compose/compose";
import type { Options } from "./options";
import { cleanSample, mistakenSample, rewrittenSample, type Sample, type Uses } from "./sample";

/** All samples of a seed: for each application the clean pair, one with mistakes and one rewritten. */
export function chooseSamples({ seed, apps, mistakes, blocks, layouts, kinds, rewrites }: Options): Sample[] {
  const [mistaken, rewritten]: [Uses, Uses] = [new Map(), new Map()];
  const samples: Sample[] = [];
  for (let i = 0; i < apps; i++) {
    const one = recipe(`${seed}/${i}`, { blocks, layouts });
    const share = Math.round((mistakes * (i + 1)) / apps) - Math.round((mistakes * i) / apps);
    // Most mistakes are made where nobody looks.
    const side = i % 4 === 3 ? "primary" : "dr";
    const wrong = mistakenSample(one, new Set(kinds), side, share, mistaken);
    const other = rewrittenSample(one, new Set(rewrites), i % 2 === 0 ? "dr" : "primary", 6, rewritten);
    samples.push(cleanSample(one), ...[wrong, other].filter((sample) => sample !== undefined));
  }
  return samples;
}
