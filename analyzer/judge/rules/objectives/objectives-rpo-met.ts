import { duration } from "../../../base/duration";
import { estimate } from "../lib/objectives";
import { PairGraph } from "../lib/graph";
import { ends } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** What each data store may lose is within the target. */
export const rule: ReadinessRule = {
  id: "objectives-rpo-met",
  title: "What each data store may lose is within the declared target",
  checks:
    "Where the pair declares a recovery point objective: the lag of replicas, global clusters and global tables, the time " +
    "that S3 takes to replicate, and the interval of backups for what nothing else carries over. What is not replicated " +
    "at all is told by the rules about replication.",
  impact: "After a failover more data is missing than was promised, even when everything works.",
  remediation: "Replicate the store continuously, back it up more often, or declare another target.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_objective_defined_recovery.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    const target = pair.objectives.rpoSeconds;
    if (target === undefined) return;
    for (const { what, seconds, resource } of estimate(pair).rpo) {
      if (seconds <= target) continue;
      yield {
        ...ends(resource, PairGraph.of(pair).sideOf(resource)),
        message: `${what}: up to ${duration(seconds)} of data where ${duration(target)} are allowed`,
      };
    }
  },
};
