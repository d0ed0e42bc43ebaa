import { DRILL_RULE } from "./drill-rule";

/** The rules that comparing the sides itself keeps; readiness rules lie under `rules/`. */
export const COMPARISON_RULES = [
  {
    id: "twins-equal",
    title: "Twins are equal but for the region",
    checks:
      "Every argument of every pair of twins, with ids, names, regions, networks and accounts made neutral.",
    impact: "After a failover DR behaves otherwise than primary did.",
    remediation: "Give the argument the same meaning on both sides.",
    severity: "by what the argument breaks at failover",
    references: [
      "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html",
    ],
    replacesArc: [],
  },
  {
    id: "home-region-reference",
    title: "No side names the other side's region or resources",
    checks: "Every value of a twin that names the other region, or a resource that has a twin of its own.",
    impact: "DR depends on the region that is down.",
    remediation: "Name the own region's counterpart.",
    severity: "critical, or less where nobody is served by it",
    references: [
      "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/aws-fault-isolation-boundaries.html",
    ],
    replacesArc: [],
  },
  {
    id: "twin-in-dr",
    title: "Everything in primary has a counterpart in DR",
    checks:
      "Every managed resource of primary that is not global, replicated by its service, or saved by the strategy.",
    impact: "After a failover it is not there.",
    remediation: "Add it to the DR side.",
    severity: "by the resource's part in serving the application",
    references: [
      "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_disaster_recovery.html",
    ],
    replacesArc: [],
  },
  {
    id: "twin-in-primary",
    title: "Everything in DR has a counterpart in primary",
    checks: "Every managed resource of DR that is not a replica, a copy, or there for the failover itself.",
    impact: "DR takes production traffic with something that production never had.",
    remediation: "Add it to primary, or remove it from DR.",
    severity: "warning",
    references: [
      "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html",
    ],
    replacesArc: [],
  },
  {
    id: "twin-in-own-region",
    title: "Every twin lies in its own side's region",
    checks:
      "The region of every regional resource that has a twin. Not what CloudFront, Route 53 and billing take from " +
      "us-east-1 alone.",
    impact: "While one region is down both twins are.",
    remediation: "Give it the provider or the region argument of its own side.",
    severity: "as where it is missing",
    references: [
      "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_disaster_recovery.html",
    ],
    replacesArc: [],
  },
  {
    id: "changes-symmetric",
    title: "Both plans change the same",
    checks: "Every planned change whose twin's plan does not change, replacements and deletions above all.",
    impact: "The sides part as soon as the plan is applied.",
    remediation: "Plan the same change on the other side before either is applied.",
    severity: "by what the change touches",
    references: [
      "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html",
    ],
    replacesArc: [],
  },
  {
    id: "no-drift",
    title: "Nothing was changed outside Terraform",
    checks: "The plans' resource_drift, without what providers change by themselves.",
    impact: "What runs is not what the configuration says.",
    remediation: "Apply the plan to undo the change, or bring it into the configuration of both sides.",
    severity: "by what was changed; info where the plan leaves it alone",
    references: [
      "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html",
    ],
    replacesArc: [],
  },
  {
    id: "checks-hold",
    title: "Terraform's own checks hold",
    checks: "The results of check blocks, conditions and validations that plans and states carry.",
    impact: "What the configuration's authors hold to be necessary is not so.",
    remediation: "Mend what the check is about, or the check.",
    severity: "warning; info in primary",
    references: ["https://developer.hashicorp.com/terraform/language/checks"],
    replacesArc: [],
  },
  DRILL_RULE,
] as const;
