import type { DriftJob } from "../drift-job/drift-job";
import { Duration } from "../pair/duration";
import type { Side } from "../pair/side";
import type { FailoverDatabase } from "./databases/database";
import type { FailoverPlanProps } from "./plan-props";
import type { FailoverFleet } from "./fleets/fleet";
import type { Place } from "./place";
import type { Wave } from "./wave";
import { approveWave } from "./waves/approve";
import { gateWave } from "./waves/gate";
import { probeWave } from "./waves/probe";
import { promoteWave } from "./waves/promote";
import { scaleWave } from "./waves/scale";
import { type Switch, takeOverWave } from "./waves/take-over";
import { verdictBranch, type VerdictProps, verdictStatements } from "./waves/verdict";

export interface WavesProps extends Pick<
  FailoverPlanProps,
  "verdict" | "verdictMaxAge" | "approval" | "waits" | "healthyShare" | "healthAlarms"
> {
  readonly place: Place;
  /** The DR side. */
  readonly side: Side;
  readonly pairName: string;
  readonly topicArn: string;
  readonly databases: readonly FailoverDatabase[];
  readonly fleets: readonly FailoverFleet[];
  readonly latches: readonly Switch[];
  readonly maxLag: Duration;
}

/** The waves of a failover in their order: nothing is changed before the gate has looked, and traffic comes last. */
export function wavesOf(props: WavesProps): Wave[] {
  const { place, pairName, topicArn, databases, fleets, latches, maxLag, approval, waits = {} } = props;
  const { healthyShare = 0.75, healthAlarms: alarms = [] } = props;
  const poll = waits.poll ?? Duration.seconds(30);
  const timing = (within: Duration | undefined, otherwise: Duration) => ({
    poll,
    within: within ?? otherwise,
  });
  const waves = [
    gateWave({ databases, maxLag: maxLag.seconds, verdict: verdictOf(props) }),
    approval === undefined ? undefined : approveWave({ place, pairName, topicArn, ...approval }),
    promoteWave(place, databases, timing(waits.promote, Duration.minutes(30))),
    scaleWave(place, fleets, timing(waits.scale, Duration.minutes(20))),
    probeWave({ place, fleets, healthyShare, alarms, timing: timing(waits.probe, Duration.minutes(15)) }),
    takeOverWave(place, latches, timing(waits.takeOver, Duration.minutes(10))),
  ];
  return waves.filter((one) => one !== undefined);
}

function verdictOf({ verdict, verdictMaxAge, side, pairName }: WavesProps) {
  if ("noneBecause" in verdict) return undefined;
  const props: VerdictProps = {
    ...placeOfHistory(verdict),
    pairName,
    side,
    // The job may have other keys than the plan.
    keyArn: verdict.keyArn,
    maxAge: verdictMaxAge ?? Duration.days(7),
  };
  return { branch: verdictBranch(props), statements: verdictStatements(props) };
}

/** `s3://BUCKET/PREFIX` in its parts. */
function placeOfHistory({ history }: DriftJob): Pick<VerdictProps, "bucket" | "prefix"> {
  const [bucket = "", ...prefix] = history.replace("s3://", "").split("/");
  return { bucket, prefix: prefix.join("/") };
}
