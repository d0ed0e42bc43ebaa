import type { Rng } from "../random";
import type { SideName } from "../model/resource";
import type { RegionFacts } from "./regions";

/** How an organisation tells its two regions apart in names. */
export interface Naming {
  readonly id: string;
  /** What marks each side's names; empty for none. */
  readonly mark: Readonly<Record<SideName, string>>;
  readonly place: "prefix" | "suffix";
  /** What a variable for the mark is called, `environment`. */
  readonly variable: string;
  /** What marks labels where both sides share one root. */
  readonly label: Readonly<Record<SideName, string>>;
  readonly labelPlace: "prefix" | "suffix";
}

type Marks = readonly [primary: string, dr: string];

const WORDS: readonly Marks[] = [
  ["", "dr"],
  ["primary", "dr"],
  ["primary", "secondary"],
  ["active", "standby"],
  ["main", "failover"],
];

const HABITS: readonly ((regions: Record<SideName, RegionFacts>, rng: Rng) => Naming)[] = [
  ({ primary, dr }, rng) => habit("code", [primary.code, dr.code], "region_code", rng),
  ({ primary, dr }, rng) => habit("city", [primary.city, dr.city], "site", rng),
  ({ primary, dr }, rng) => habit("region", [primary.name, dr.name], "region_suffix", rng),
  (_, rng) => habit("side", rng.pick(WORDS), "side", rng),
  (_, rng) =>
    habit("environment", rng.pick([["production", "dr"] as const, ["prod", "prod-dr"] as const]), "env", rng),
  (_, rng) => ({ ...habit("number", ["", "2"], "suffix", rng), place: "suffix", labelPlace: "suffix" }),
  (_, rng) => ({
    ...habit("none", ["", ""], "suffix", rng),
    label: { primary: "primary", dr: "dr" },
  }),
];

function habit(id: string, [primary, dr]: Marks, variable: string, rng: Rng): Naming {
  const label = { primary: identifier(primary), dr: identifier(dr) };
  const place = rng.chance(0.7) ? "suffix" : "prefix";
  return {
    id,
    mark: { primary, dr },
    place,
    variable,
    label,
    labelPlace: label.dr === "2" ? "suffix" : place,
  };
}

const identifier = (mark: string): string => mark.replaceAll("-", "_");

export function chooseNaming(regions: Record<SideName, RegionFacts>, rng: Rng): Naming {
  return rng.pick(HABITS)(regions, rng);
}

/** A label with its side's mark: `orders_dr`, `use1_orders`. */
export function markedLabel({ label, labelPlace }: Naming, side: SideName, of: string): string {
  const mark = label[side];
  if (mark === "") return of;
  return labelPlace === "suffix" || /^\d/.test(mark) ? `${of}_${mark}` : `${mark}_${of}`;
}
