import type { App } from "../modules/pair/cdk";
import type { RegionPair } from "../stacks/region-pair";
import { activeActive } from "./active-active";
import { existing } from "./existing";
import { microservices } from "./microservices";
import { pilotLight } from "./pilot-light";
import { portal } from "./portal";
import { warmStandby } from "./warm-standby";

/** The example applications: one for each strategy, two with the services that those do without, and one around what exists already. */
export const EXAMPLES: Readonly<Record<string, (app: App) => RegionPair>> = {
  "pilot-light": pilotLight,
  "warm-standby": warmStandby,
  "active-active": activeActive,
  microservices,
  portal,
  existing,
};
