const REFERENCES = [
  "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html",
] as const;

/** The rules that the policy file itself has to keep: what it says must still be true. */
export const POLICY_RULES = [
  {
    id: "policy-suppression-expired",
    title: "No suppression of the policy file has expired",
    checks: "The last day of every suppression, UTC, against the time of the report.",
    impact: "What was accepted for a time is a divergence again.",
    remediation: "Mend what it covered, then remove the block; or decide anew, with a new date.",
    severity: "warning; info where it covers nothing any more",
    references: REFERENCES,
    replacesArc: [],
  },
  {
    id: "policy-suppression-unused",
    title: "Every suppression of the policy file covers a finding",
    checks: "Every suppression that holds. Told only where the sources are complete.",
    impact: "It would hide the next divergence that it happens to fit.",
    remediation: "Remove the block, or correct its rule, address or attributes.",
    severity: "info",
    references: REFERENCES,
    replacesArc: [],
  },
  {
    id: "policy-expected-unused",
    title: "Every expected difference of the policy file is there",
    checks: "Every expected difference. Told only where the sources are complete.",
    impact: "It would hide the next divergence that it happens to fit.",
    remediation: "Remove the block, or correct its rule, address or attributes.",
    severity: "info",
    references: REFERENCES,
    replacesArc: [],
  },
  {
    id: "policy-twin-unused",
    title: "Every mapping of twins in the policy file fits resources on both sides",
    checks: "Every declared twin. Told only where the sources are complete.",
    impact: "A resource may be compared with another one than was meant, or with none.",
    remediation: "Correct the addresses, or remove the block.",
    severity: "warning; info where it fits nothing on either side",
    references: REFERENCES,
    replacesArc: [],
  },
] as const;
