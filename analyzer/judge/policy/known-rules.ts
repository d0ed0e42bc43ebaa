import { COMPARISON_RULES } from "../findings/comparison-rules";
import { DRILL_RULE } from "../findings/drill-rule";
import { RULES } from "../rules/all";
import { POLICY_RULES } from "../findings/policy-rules";

/** Rules of findings that may be accepted: all but the policy file's own. */
export const FINDING_RULES: readonly string[] = [...COMPARISON_RULES, ...RULES].map(({ id }) => id);

/** The rules whose findings can be by design. Drift, one-sided changes, unreadiness and drills never are. */
export const DIFFERENCE_RULES: readonly string[] = COMPARISON_RULES.map(({ id }) => id).filter(
  (id) => id !== "no-drift" && id !== "changes-symmetric" && id !== DRILL_RULE.id,
);

/** Every rule. */
export const ALL_RULES: readonly string[] = [...FINDING_RULES, ...POLICY_RULES.map(({ id }) => id)];
