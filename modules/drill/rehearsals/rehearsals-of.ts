import { AuroraGlobal } from "../../aurora-global/aurora-global";
import type { DrillProps } from "../drill-props";
import { auroraRehearsal } from "./aurora";
import { type FleetWhere, fleetRehearsal } from "./fleet";
import { rdsRehearsal } from "./rds";
import type { Rehearsal } from "./rehearsal";

/** What a drill makes copies of, in the order in which it is given. */
export function rehearsalsOf(
  where: FleetWhere,
  { databases = [], fleets = [] }: Pick<DrillProps, "databases" | "fleets">,
): Rehearsal[] {
  return [
    ...databases.map((one) =>
      one instanceof AuroraGlobal ? auroraRehearsal(where, one) : rdsRehearsal(where, one),
    ),
    ...fleets.map((one) => fleetRehearsal(where, one)),
  ];
}
