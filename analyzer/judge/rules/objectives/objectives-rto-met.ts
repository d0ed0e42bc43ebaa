import { duration } from "../../../base/duration";
import { estimate, sum, slowest } from "../lib/objectives";
import { PairGraph } from "../lib/graph";
import { ends } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** The estimated recovery time is within the target. */
export const rule: ReadinessRule = {
  id: "objectives-rto-met",
  title: "The estimated recovery time is within the declared target",
  checks:
    "Where the pair declares a recovery time objective: what the health check's interval and threshold, the TTL, the " +
    "promotion of the slowest database and the scale-out from the strategy's floor add up to. Figures that no setting " +
    "gives are AWS's own, rather too long than too short. Human decisions are not in it.",
  impact: "A failover takes longer than was promised, even when everything works.",
  remediation: "Shorten the part that takes longest, choose a warmer strategy, or declare another target.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_objective_defined_recovery.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    const target = pair.objectives.rtoSeconds;
    const { rto } = estimate(pair);
    if (target === undefined || sum(rto) <= target) return;
    const [longest] = slowest(rto);
    if (!longest) return;
    yield {
      ...ends(longest.resource, PairGraph.of(pair).sideOf(longest.resource)),
      message: `recovery takes about ${duration(sum(rto))} where ${duration(target)} are allowed: ${rto
        .map(({ what, seconds }) => `${what} (${duration(seconds)})`)
        .join(", ")}`,
    };
  },
};
