import { hasEdgeMetrics, isForCloudFront } from "../edge-resources";
import type { Lone, Role } from "./role";

/**
 * A web ACL of CloudFront protects a distribution, which serves for both regions; metrics of Route 53 and CloudFront are in
 * us-east-1 alone, so that one alarm may watch for both regions.
 */
export function edgeAlone({ context, resource, uses }: Lone): string | undefined {
  // Each side's health check is watched by itself.
  const watched = uses
    .dependenciesOf(resource)
    .some((one) => one.type === "aws_route53_health_check" && context.twinsOf.has(one));
  if (/^aws_cloudwatch_\w*alarm$/.test(resource.type) && hasEdgeMetrics(resource) && !watched)
    return "watches what is measured in us-east-1 alone: one watches for both regions";
  return resource.type.startsWith("aws_wafv2_") && isForCloudFront(resource)
    ? "lies in us-east-1 for CloudFront: one serves both regions"
    : undefined;
}

/** What lies in us-east-1 for the edge. */
export const role: Role = {
  alone: { rank: 30, reason: edgeAlone },
};
