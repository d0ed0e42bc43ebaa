import { own } from "../base/json";
import type { Resource } from "../model/workspace/workspace";
import { shownValues } from "./names";

/** The region of CloudFront's certificates, web ACLs and functions, of Route 53's metrics, of billing's. */
const EDGE_REGION = "us-east-1";

/** A provider alias that says what its resources are for. One named after the region may be a mere mistake. */
const EDGE_ALIAS = /(?:^|[^a-z])(?:global|edge|cdn|cloudfront|acm|cert\w*|waf|billing)(?:$|[^a-z])/;

/**
 * Whether the resource lies in us-east-1 because it can be nowhere else, in whichever regions the pair is.
 * Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html,
 * https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html and
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html
 */
export function mustLieInUsEast1(resource: Resource): boolean {
  if (resource.region !== EDGE_REGION) return false;
  const alias = resource.providerKey?.split(":").at(-1)?.split(".")[1]?.toLowerCase().replaceAll("_", "-");
  if (alias !== undefined && EDGE_ALIAS.test(alias)) return true;
  const values = shownValues(resource);
  if (resource.type.startsWith("aws_wafv2_")) return own(values, "scope") === "CLOUDFRONT";
  if (resource.type.startsWith("aws_acm_certificate")) return true; // no other region takes it: AWS refuses what is misplaced
  return /^AWS\/(?:Route53|CloudFront|Billing|DDoSProtection)$/.test(String(own(values, "namespace")));
}
