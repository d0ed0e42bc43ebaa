import type { Finding, Report, Severity } from "../../model/report";
import { places, SEVERITIES } from "../../render/words";
import { PAIR_PROPERTIES, type PairArguments } from "./pair-arguments";
import { outcomesOf } from "./reports";
import type { Tool } from "./tool";

/** Findings of one pair, and of all of them together, as far as each has one. */
const LIMIT = 20;
const MOST_OF_ALL = 40;
const MOST = 100;
const MOST_REASONS = 10;

interface AnalyzeArguments extends PairArguments {
  readonly severity?: Severity;
  readonly rule?: string;
  readonly owner?: string;
  readonly limit?: number;
  readonly offset?: number;
}

/** Compares both sides, and tells the worst findings in brief. */
export const analyzeTool: Tool<AnalyzeArguments> = {
  name: "analyze",
  title: "Compare primary and DR",
  description:
    "Compares the primary and the disaster-recovery side of an AWS application from Terraform plans or states, and lists where " +
    "DR has diverged and what that breaks at failover, worst first. Of the pair or the sources that are named, or of all pairs " +
    "of the policy file. explain_finding tells more of one.",
  properties: {
    ...PAIR_PROPERTIES,
    severity: { enum: SEVERITIES, description: "Findings of this severity or worse." },
    rule: { type: "string", description: "Findings of this rule." },
    owner: { type: "string", description: "Findings of this owner." },
    limit: {
      type: "integer",
      minimum: 1,
      maximum: MOST,
      description: `Findings of each pair. Without it: ${String(LIMIT)}, fewer where there are several pairs.`,
    },
    offset: { type: "integer", minimum: 0, default: 0, description: "Findings to leave out first." },
  },
  call: async (args, reach) => {
    const outcomes = await outcomesOf(args, reach);
    const limit = args.limit ?? Math.min(LIMIT, Math.ceil(MOST_OF_ALL / outcomes.length));
    return {
      pairs: outcomes.map((outcome) =>
        "report" in outcome
          ? inBrief(outcome.report, { ...args, limit })
          : { pair: outcome.pair, error: outcome.error.message },
      ),
    };
  },
};

function inBrief(
  { pair, summary, coverage, findings }: Report,
  args: AnalyzeArguments & { readonly limit: number },
) {
  const { limit, offset = 0 } = args;
  const fitting = worstFirst(findings).filter((finding) => fits(finding, args));
  return {
    pair: pair.name,
    strategy: pair.strategy,
    regions: { primary: pair.primary.region, dr: pair.dr.region },
    summary,
    ...(coverage.incomplete.length > 0 ? { incomplete: coverage.incomplete.slice(0, MOST_REASONS) } : {}),
    findings: fitting.slice(offset, offset + limit).map(brief),
    fitting: fitting.length,
  };
}

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

function fits(finding: Finding, { severity = "info", rule, owner }: AnalyzeArguments): boolean {
  return (
    SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(severity) &&
    (rule === undefined || finding.rule === rule) &&
    (owner === undefined || finding.owner === owner)
  );
}

function brief(finding: Finding) {
  const { id, severity, rule, origin, primary, dr, message, impact, owner, fix } = finding;
  return {
    id,
    severity,
    rule,
    origin,
    primary: primary?.address ?? null,
    dr: dr?.address ?? null,
    message,
    impact,
    places: places([finding]),
    ...(owner === undefined ? {} : { owner }),
    hasFix: fix !== undefined,
  };
}
