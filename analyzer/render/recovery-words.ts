import { duration } from "../base/duration";
import type { Recovery, RecoveryObjective } from "../model/report";
import { counted } from "./words";

/** What a failover takes and loses, in a sentence: `back in about 11 min (target 15 min), ...`; undefined when nothing tells. */
export function recoveryWords({ rto, rpo }: Recovery): string | undefined {
  const parts = [
    rto.estimateSeconds === null ? "" : `back in about ${duration(rto.estimateSeconds)}${target(rto)}`,
    loss(rpo),
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(", ") : undefined;
}

function loss(rpo: RecoveryObjective): string {
  const unbounded = rpo.parts.filter(({ seconds }) => seconds === null).length;
  if (unbounded > 0)
    return `losing ${counted(unbounded, "data store")} that nothing replicates${target(rpo)}`;
  return rpo.estimateSeconds === null
    ? ""
    : `losing at most ${duration(rpo.estimateSeconds)} of data${target(rpo)}`;
}

function target({ targetSeconds }: RecoveryObjective): string {
  return targetSeconds === null ? "" : ` (target ${duration(targetSeconds)})`;
}
