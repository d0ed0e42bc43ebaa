import type { Severity } from "../../../model/report";
import type { Resource } from "../../../model/workspace/workspace";
import { failoverPaths } from "../lib/failover-paths";
import type { Obstacle } from "../lib/obstacles";
import type { RoutedRecord } from "../lib/records";
import { called } from "../lib/twins";
import { wayTo, type Step } from "../lib/walk";
import type { ReadinessRule, Violation } from "../rule";

/** A request that DNS leads to DR is served there. */
export const rule: ReadinessRule = {
  id: "failover-path-serves",
  title: "A request that DNS leads to the DR region is served there",
  checks:
    "Follows each failover, weighted, latency or other routed record into the DR region: load balancer or API, listener " +
    "and certificate, target group, security groups, compute, image, role, secrets, keys and data. Names the first " +
    "thing on the way that works in primary and would not in DR. Nothing is said where primary lacks it too.",
  impact: "After a failover the name leads to DR, and requests fail at this place.",
  remediation:
    "Repair this place first; then run the analysis again, since it names only the first on each way.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_dr_tested.html",
    "https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    const told = new Set<Resource>();
    for (const { routed, stop } of failoverPaths(pair)) {
      if (!stop || told.has(stop.step.resource)) continue;
      told.add(stop.step.resource);
      yield tell(routed, stop.step, stop.obstacle);
    }
  },
};

function tell({ record }: RoutedRecord, step: Step, obstacle: Obstacle): Violation {
  const way = [record, ...wayTo(step)].map(called).join(" → ");
  const severity: Severity = obstacle.severity ?? "critical";
  return {
    primary: obstacle.primary,
    dr: obstacle.dr,
    severity,
    differences: obstacle.differences,
    message: `${way}: ${obstacle.message}`,
  };
}
