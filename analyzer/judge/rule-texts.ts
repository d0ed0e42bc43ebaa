import { COMPARISON_RULES } from "./findings/comparison-rules";
import { POLICY_RULES } from "./findings/policy-rules";
import { RULES } from "./rules/all";
import type { RuleText } from "./rules/rule";

/** Every rule, in the order in which they are told. */
export const RULE_TEXTS: readonly RuleText[] = [...COMPARISON_RULES, ...RULES, ...POLICY_RULES];

const byId = new Map(RULE_TEXTS.map((rule) => [rule.id, rule]));

/** What a rule tells of itself; undefined for an id that is no rule's. */
export function ruleText(id: string): RuleText | undefined {
  return byId.get(id);
}
