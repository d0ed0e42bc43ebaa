import { expression, type Json, type Machine } from "../failover/language";
import type { Timing } from "../failover/until";
import type { Wave } from "../failover/wave";
import { Duration } from "../pair/duration";
import type { DrillWaits } from "./drill-props";
import { INSTANCE_WITHIN } from "./rehearsals/aurora";
import type { Rehearsal } from "./rehearsals/rehearsal";
import { lookAtNetwork } from "./waves/look";

/** A step of a drill. What it leaves behind is removed in any case. */
export interface DrillWave extends Pick<Wave, "name" | "branches" | "refusal"> {
  readonly assign: Readonly<Record<string, Json>>;
}

/** Of each wave. */
export type DrillTimings = Readonly<Record<"restore" | "boot" | "probe" | "cleanUp", Timing>>;

/** How long each wave may take, and how often it looks. Whether that fits into a drill's time is checked by the construct. */
export function timingsOf(waits: DrillWaits = {}): DrillTimings {
  const poll = waits.poll ?? Duration.seconds(30);
  const timing = (within: Duration | undefined, otherwise: number): Timing => ({
    poll,
    within: within ?? Duration.minutes(otherwise),
  });
  return {
    restore: timing(waits.restore, 40),
    boot: timing(waits.boot, 10),
    probe: timing(waits.probe, 10),
    cleanUp: timing(waits.cleanUp, 20),
  };
}

/** What looks around takes less than this, and so do the report and messages. */
const ELSE = Duration.minutes(5);

/** How long a drill takes in which every wave takes as long as it may. */
export function longest({ restore, boot, probe, cleanUp }: DrillTimings): Duration {
  return [restore, boot, probe, cleanUp, cleanUp].reduce(
    (sum, { within }) => sum.plus(within),
    ELSE.plus(INSTANCE_WITHIN),
  );
}

/** The waves in their order: nothing is made before the network is known to lead nowhere. The recovery is timed from there. */
export function wavesOf(drill: string, rehearsals: readonly Rehearsal[], timings: DrillTimings): DrillWave[] {
  const looks = rehearsals.flatMap(({ look }) => look ?? []);
  const doing = (["restore", "boot", "probe"] as const).map((name) => ({
    name,
    branches: rehearsals.flatMap((one): Machine[] => {
      const made = one[name]?.(timings[name]);
      return made === undefined ? [] : [made];
    }),
    assign: { steps: expression("[$steps, $states.result.steps]") },
  }));
  return [
    {
      name: "look",
      branches: [lookAtNetwork(drill), ...looks],
      assign: {
        network: expression("$states.result[0].network"),
        ways: expression("[$states.result.ways]"),
        losses: expression("[$states.result.losses]"),
        ready: expression("$millis()"),
      },
      refusal: "$count($ways) = 0 ? '' : 'The network of the drill leads out by ' & $join($ways, ', ')",
    },
    ...doing.filter(({ branches }) => branches.length > 0),
  ];
}
