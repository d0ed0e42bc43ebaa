import type { PairContext } from "../../compare/context";
import { table } from "../../base/json";
import type { Resource } from "../../model/workspace/workspace";
import { PairGraph } from "../rules/lib/graph";

/** What completes another resource and has no life without it, where the types' names do not say so. */
const WHOLES: Readonly<Record<string, readonly string[]>> = table({
  aws_kms_alias: ["aws_kms_key", "aws_kms_replica_key"],
  aws_lambda_permission: ["aws_lambda_function"],
  aws_lambda_event_source_mapping: ["aws_lambda_function"],
  aws_lambda_alias: ["aws_lambda_function"],
  aws_autoscaling_policy: ["aws_autoscaling_group"],
  aws_autoscaling_schedule: ["aws_autoscaling_group"],
  aws_appautoscaling_policy: ["aws_appautoscaling_target"],
  aws_cloudwatch_event_target: ["aws_cloudwatch_event_rule"],
  aws_vpc_security_group_ingress_rule: ["aws_security_group"],
  aws_vpc_security_group_egress_rule: ["aws_security_group"],
  aws_route: ["aws_route_table"],
});

/**
 * The whole that a resource is a part of, where the other side lacks both: that it lacks the part is no news then. A
 * bucket's policy is `aws_s3_bucket` and a word more.
 *
 * @param missing what the same side alone has, and no part that it plays explains
 */
export function missingWhole(
  context: PairContext,
  part: Resource,
  missing: ReadonlySet<Resource>,
): Resource | undefined {
  const wholes = WHOLES[part.type];
  return PairGraph.of(context)
    .dependenciesOf(part)
    .find(
      (whole) =>
        missing.has(whole) &&
        (part.type.startsWith(`${whole.type}_`) || wholes?.includes(whole.type) === true),
    );
}
