import type { PairContext } from "../../../compare/context";
import { isGlobalType } from "../../../base/aws/global-types";
import type { Resource } from "../../../model/workspace/workspace";
import { difference, Field } from "../lib/field";
import type { ReadinessRule } from "../rule";
import { called } from "../lib/twins";

/** DR can be planned and applied while primary's region is down. */
export const rule: ReadinessRule = {
  id: "terraform-dr-stands-alone",
  title: "The DR workspace reads nothing from the primary region",
  checks:
    "terraform_remote_state data sources of DR's workspaces whose state lies in the primary region, and other data " +
    "sources that DR's workspaces read there (info). Not for a single workspace that holds both regions.",
  impact:
    "While the primary region is down the DR workspace can be neither planned nor applied: DR cannot be scaled out.",
  remediation:
    "Keep each state in its own region, and hand values over by deterministic names or parameters replicated to DR.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_withstand_component_failures_avoid_control_plane.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    const { primary, dr } = pair.sides;
    if (primary.region === undefined || primary.region === dr.region) return;
    const own = dr.workspaces.filter((workspace) => !primary.workspaces.includes(workspace));
    for (const source of own.flatMap(({ resources }) => resources)) {
      if (source.mode !== "data") continue;
      const state = stateRegion(source);
      const remote = source.type === "terraform_remote_state";
      if (remote ? state?.text !== primary.region : !isReadIn(pair, source)) continue;
      yield {
        primary: null,
        dr: source,
        ...(remote ? {} : { severity: "info" as const }),
        differences: state ? [difference(undefined, state)] : [],
        message: `the DR workspace reads ${called(source)} from the primary region`,
      };
    }
  },
};

function stateRegion(source: Resource): Field | undefined {
  return source.type === "terraform_remote_state" ? Field.of(source, "config", "region") : undefined;
}

function isReadIn({ sides }: PairContext, { type, region }: Resource): boolean {
  return (
    type.startsWith("aws_") && region === sides.primary.region && !isGlobalType(type) && !LOCAL.has(type)
  );
}

/** Data sources that ask nobody, or a global service. */
const LOCAL = new Set([
  "aws_caller_identity",
  "aws_partition",
  "aws_region",
  "aws_regions",
  "aws_iam_policy_document",
  "aws_service_principal",
  "aws_arn",
  "aws_ip_ranges",
  "aws_default_tags",
  "aws_billing_service_account",
  "aws_elb_service_account",
  "aws_elb_hosted_zone_id",
  "aws_canonical_user_id",
]);
