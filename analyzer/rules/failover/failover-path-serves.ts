import type { PairContext } from "../../findings/context";
import type { Severity } from "../../report/report";
import type { Resource } from "../../terraform/workspace";
import { routedRecords, sideServed, type RoutedRecord } from "../lib/records";
import { Obstacles, type Obstacle } from "../lib/obstacles";
import { called, isIncomplete } from "../lib/twins";
import { servantsOf } from "../lib/users";
import { Walker, wayTo, type Step } from "../lib/walk";
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
    if (isIncomplete(pair)) return;
    const servants = servantsOf(pair);
    const walker = new Walker(pair, servants);
    const obstacles = new Obstacles(pair, servants);
    const told = new Set<Resource>();
    for (const [entry, routed] of entries(pair)) {
      const found = firstObstacle(walker.from(entry), (step) => obstacles.at(step, routed));
      if (!found || told.has(found.step.resource)) continue;
      told.add(found.step.resource);
      yield tell(routed, found.step, found.obstacle);
    }
  },
};

/** Where DNS enters the DR region, each place once. */
function entries(pair: PairContext): Map<Resource, RoutedRecord> {
  const found = new Map<Resource, RoutedRecord>();
  for (const routed of routedRecords(pair)) {
    if (routed.routing === "simple" || sideServed(routed) !== "dr") continue;
    for (const { resources } of routed.destinations) {
      for (const resource of resources) if (!found.has(resource)) found.set(resource, routed);
    }
  }
  return found;
}

function firstObstacle(
  steps: Iterable<Step>,
  obstacleAt: (step: Step) => Obstacle | undefined,
): { step: Step; obstacle: Obstacle } | undefined {
  for (const step of steps) {
    const obstacle = obstacleAt(step);
    if (obstacle) return { step, obstacle };
  }
  return undefined;
}

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
