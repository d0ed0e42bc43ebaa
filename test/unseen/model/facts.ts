import type { Naming } from "../compose/naming";
import type { RegionFacts } from "../compose/regions";
import type { Style } from "../compose/style";
import type { SideName } from "./resource";

export type Strategy = "pilot-light" | "warm-standby" | "active-active";

/** What holds for a whole application: chosen once, known to everything. */
export interface Facts {
  /** The application's short name, `shop`. */
  readonly name: string;
  readonly strategy: Strategy;
  readonly regions: Readonly<Record<SideName, RegionFacts>>;
  readonly account: string;
  readonly naming: Naming;
  readonly style: Style;
}
