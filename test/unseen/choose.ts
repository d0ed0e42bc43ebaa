import { blocks as allBlocks, layouts as allLayouts } from "./catalogue";
import { recipe } from "./compose/compose";
import { stageOf } from "./model/stage";
import type { Options } from "./options";
import type { Sample } from "./finish";
import { cleanSample, mistakenSample, rewrittenSample, type Uses } from "./sample";

/** All samples of a seed: for each application the clean pair, one with mistakes and one rewritten. */
export function chooseSamples(options: Options): Sample[] {
  const { seed, apps, mistakes, blocks, layouts, stages, kinds, rewrites } = options;
  const [mistaken, rewritten]: [Uses, Uses] = [new Map(), new Map()];
  const samples: Sample[] = [];
  for (let i = 0; i < apps; i++) {
    const stage = stageOf(i, stages);
    const one = recipe(`${seed}/${i}`, layouts, (layout) =>
      stage === "first" ? blocks : applicable(blocks, layout),
    );
    const share = Math.round((mistakes * (i + 1)) / apps) - Math.round((mistakes * i) / apps);
    // Most mistakes are made where nobody looks.
    const side = i % 4 === 3 ? "primary" : "dr";
    const wrong = mistakenSample(one, stage, new Set(kinds), side, share, mistaken);
    const other = rewrittenSample(
      one,
      stage,
      new Set(rewrites),
      i % 2 === 0 ? "dr" : "primary",
      6,
      rewritten,
    );
    samples.push(cleanSample(one, stage), ...[wrong, other].filter((sample) => sample !== undefined));
  }
  return samples;
}

/** Those of the blocks that can be applied in the layout. */
function applicable(blocks: readonly string[], layout: string): string[] {
  const oneRoot = allLayouts().some((one) => one.id === layout && one.oneRoot);
  return allBlocks()
    .filter(({ id, applies }) => blocks.includes(id) && (applies === "together" ? oneRoot : applies))
    .map(({ id }) => id);
}
