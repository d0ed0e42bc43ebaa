import type { App } from "../modules/pair/cdk";
import type { RegionPair } from "../stacks/region-pair";
import { activeActive } from "./active-active";
import { pilotLight } from "./pilot-light";
import { warmStandby } from "./warm-standby";

/** The example applications, by the strategy that they show. */
export const EXAMPLES: Readonly<Record<string, (app: App) => RegionPair>> = {
  "pilot-light": pilotLight,
  "warm-standby": warmStandby,
  "active-active": activeActive,
};
