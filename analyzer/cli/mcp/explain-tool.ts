import { InputError } from "../../base/errors";
import { ruleText } from "../../judge/rule-texts";
import { findFinding, findingsNamed } from "../explain-finding";
import { ruleInJson } from "../explain-rule";
import { PAIR_PROPERTIES, type PairArguments } from "./pair-arguments";
import { outcomesOf } from "./reports";
import type { Tool } from "./tool";

/** A finding in full, with its rule and what to write. */
export const explainTool: Tool<PairArguments & { readonly id: string }> = {
  name: "explain_finding",
  title: "Explain a finding",
  description:
    "Tells a finding in full: the values that differ, what breaks at failover, what to do, file and line, owner, and the change " +
    "to write where it can be derived. Name the same pair or sources as for analyze.",
  properties: {
    id: { type: "string", minLength: 6, description: "The finding's id, of which a beginning will do." },
    ...PAIR_PROPERTIES,
  },
  required: ["id"],
  call: async ({ id, ...args }, reach) => {
    const outcomes = await outcomesOf(args, reach);
    const reports = outcomes.flatMap((outcome) => ("report" in outcome ? [outcome.report] : []));
    const unread = outcomes.filter((outcome) => "error" in outcome);
    if (unread[0] !== undefined && findingsNamed(id, reports).length === 0) throw perhapsIn(unread[0]);
    const { pair, finding, status, reason } = findFinding(id, reports, undefined);
    const rule = ruleText(finding.rule);
    return {
      pair,
      status,
      reason,
      finding,
      rule: rule && ruleInJson(rule),
      ...(unread.length > 0 ? { pairsNotRead: unread.map((outcome) => outcome.pair) } : {}),
    };
  },
};

/** Whoever hears that there is no such finding takes it for resolved. */
function perhapsIn({ pair, error }: { readonly pair: string; readonly error: InputError }): InputError {
  return new InputError(
    {
      where: pair,
      what: `This pair, which may hold the finding, cannot be read. ${error.where}: ${error.what}`,
      fix: error.fix,
    },
    { cause: error },
  );
}
