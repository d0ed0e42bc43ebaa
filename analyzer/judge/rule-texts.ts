import { COMPARISON_RULES } from "./findings/comparison-rules";
import { POLICY_RULES } from "./findings/policy-rules";
import { RULES } from "./rules/all";

/** What a rule tells of itself, whether it is equality's, readiness' or the policy file's. */
export interface RuleText {
  readonly id: string;
  /** The rule as a fact: "Every S3 bucket with data replicates to the DR region". */
  readonly title: string;
  /** What it looks at, and when it does not apply. */
  readonly checks: string;
  /** What breaks at failover when it does not hold. */
  readonly impact: string;
  readonly remediation: string;
  /** One severity, one by strategy, or in words what it depends on. */
  readonly severity: string | Readonly<Record<string, string>>;
  /** Pages that the rule rests on. */
  readonly references: readonly string[];
  /** Names of the AWS ARC readiness rules that it replaces. */
  readonly replacesArc: readonly string[];
}

/** Every rule, in the order in which they are told. */
export const RULE_TEXTS: readonly RuleText[] = [...COMPARISON_RULES, ...RULES, ...POLICY_RULES];

const byId = new Map(RULE_TEXTS.map((rule) => [rule.id, rule]));

/** What a rule tells of itself; undefined for an id that is no rule's. */
export function ruleText(id: string): RuleText | undefined {
  return byId.get(id);
}
