/** The rule that the reports of drills are held to. */
export const DRILL_RULE = {
  id: "drills-meet-targets",
  title: "The failover is rehearsed as often as it should be, and within its targets",
  checks:
    "The reports of drills, where --drills or the policy file's drills says where they are: whether the last drill of the pair failed, " +
    "took longer or would have lost more than its targets allow, left something behind, or is longer ago than its interval and a day. Reports that " +
    "cannot be read: no answer.",
  impact:
    "A failover takes longer, loses more, or does not work at all, and nobody has found out before the day.",
  remediation: "Read the report of the drill, mend where it stopped or what took longest, and drill again.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_dr_tested.html",
  ],
  replacesArc: [],
} as const;
