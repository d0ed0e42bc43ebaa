import { isStateful } from "../../../base/aws/stateful-types";
import { called, ends } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** What Terraform could not finish is not there to fail over to. */
export const rule: ReadinessRule = {
  id: "terraform-nothing-tainted",
  title: "No object is tainted",
  checks:
    "Objects that a state marks as tainted: their creation failed half-way, or somebody marked them. Not where the plan " +
    "at hand replaces them, which is told as a change of one side.",
  impact: "The object may not work, and the next apply destroys it and makes another.",
  remediation: "Apply before it is needed, or untaint the object if it is whole.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html",
  ],
  replacesArc: [],
  *evaluate({ sides }) {
    for (const name of ["primary", "dr"] as const) {
      for (const resource of sides[name].resources) {
        if (!resource.tainted || resource.change.kind !== "no-op") continue;
        yield {
          ...ends(resource, name),
          ...(name === "dr" && isStateful(resource.type) ? { severity: "critical" as const } : {}),
          message: `${called(resource)} is tainted in ${name === "dr" ? "DR" : "primary"}: the next apply replaces it`,
        };
      }
    }
  },
};
