import type { Rng } from "../random";
import type { SideName } from "../model/resource";

export interface RegionFacts {
  /** `us-east-1` */
  readonly name: string;
  /** `use1` */
  readonly code: string;
  /** `virginia` */
  readonly city: string;
  /** The zones that the application uses; as many on both sides. */
  readonly zones: readonly string[];
}

const REGIONS: readonly RegionFacts[] = [
  region("us-east-1", "use1", "virginia", "abc"),
  region("us-east-2", "use2", "ohio", "abc"),
  region("us-west-2", "usw2", "oregon", "abc"),
  region("eu-west-1", "euw1", "dublin", "abc"),
  region("eu-central-1", "euc1", "frankfurt", "abc"),
  region("eu-west-2", "euw2", "london", "abc"),
  region("ap-southeast-1", "apse1", "singapore", "abc"),
  region("ap-southeast-2", "apse2", "sydney", "abc"),
  // Not every account sees zone b in Tokyo, nor zone a in Montreal always.
  region("ap-northeast-1", "apne1", "tokyo", "acd"),
  region("ca-central-1", "cac1", "montreal", "abd"),
];

function region(name: string, code: string, city: string, zones: string): RegionFacts {
  return { name, code, city, zones: [...zones].map((zone) => name + zone) };
}

/** Two different regions. */
export function chooseRegions(rng: Rng): Record<SideName, RegionFacts> {
  const [primary, dr] = rng.sample(REGIONS, 2);
  if (primary === undefined || dr === undefined) throw new Error("there are no two regions");
  return { primary, dr };
}
