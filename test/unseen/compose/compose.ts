import { blocks } from "../catalogue";
import { Application } from "../model/application";
import type { Block } from "../model/block";
import type { Facts, Strategy } from "../model/facts";
import { type Builder, Region } from "../model/region";
import type { SideName } from "../model/resource";
import { Rng } from "../random";
import { chooseNaming } from "./naming";
import { chooseRegions } from "./regions";
import { chooseStyle } from "./style";

/** What an application is made of. Building it again gives the same. */
export interface Recipe {
  /** `7/12`: the seed and the application's number. */
  readonly seed: string;
  readonly blocks: readonly string[];
  readonly layout: string;
}

const NAMES = ["shop", "ledger", "fleet", "claims", "media", "booking", "catalog", "pulse"];
const STRATEGIES: readonly Strategy[] = ["pilot-light", "warm-standby", "active-active"];

/** The recipe of one application; which blocks there are may depend on the layout. */
export function recipe(
  seed: string,
  layouts: readonly string[],
  blocksFor: (layout: string) => readonly string[],
): Recipe {
  const rng = new Rng(seed);
  const layout = rng.fork("layout").pick(layouts);
  const chosen = rng.fork("blocks").sample(blocksFor(layout), rng.fork("size").int(7, 12));
  return { seed, blocks: chosen, layout };
}

/** The application, both sides, as it should be. */
export function compose({ seed, blocks: ids }: Recipe): Application {
  const rng = new Rng(seed);
  const application = new Application(chooseFacts(rng));
  const builder = new ApplicationBuilder(application, rng);
  const known = new Map(blocks().map((block) => [block.id, block]));
  for (const side of ["primary", "dr"] as const) {
    for (const id of ids) {
      const block = known.get(id);
      if (block === undefined) throw new Error(`there is no block ${id}`);
      builder.build(block, side);
    }
  }
  return application;
}

function chooseFacts(rng: Rng): Facts {
  const regions = chooseRegions(rng.fork("regions"));
  return {
    name: rng.fork("name").pick(NAMES),
    strategy: rng.fork("strategy").pick(STRATEGIES),
    regions,
    account: "123456789012",
    naming: chooseNaming(regions, rng.fork("naming")),
    style: chooseStyle(rng.fork("style")),
  };
}

/** Builds each block once for each side, what it needs first. */
class ApplicationBuilder implements Builder {
  private readonly offers = new Map<string, unknown>();

  constructor(
    private readonly application: Application,
    private readonly rng: Rng,
  ) {}

  build<P, E>(block: Block<P, E>, side: SideName): E {
    const key = `${block.id} ${side}`;
    if (!this.offers.has(key)) {
      const chosen = block.choose(this.rng.fork(`block ${block.id}`));
      const region = new Region(this.application, this, side, block.id);
      this.offers.set(key, block.build(region, chosen));
    }
    return this.offers.get(key) as E;
  }
}
