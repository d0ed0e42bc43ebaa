import { RULE_TEXTS } from "../../judge/rule-texts";
import { ruleInJson } from "../explain-rule";
import { ruleNamed } from "../run-explain";
import type { Tool } from "./tool";

/** The rules, or one of them in full. */
export const rulesTool: Tool<{ readonly rule?: string }> = {
  name: "rules",
  title: "List rules, explain one",
  description:
    "Lists what is checked, a title for each rule; or, of the rule that is named, what it checks, why it matters and how to fix it.",
  properties: { rule: { type: "string", description: "A rule's id." } },
  call: ({ rule }) =>
    Promise.resolve(
      rule === undefined
        ? { rules: Object.fromEntries(RULE_TEXTS.map(({ id, title }) => [id, title])) }
        : { rule: ruleInJson(ruleNamed(rule)) },
    ),
};
