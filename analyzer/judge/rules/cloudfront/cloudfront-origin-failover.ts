import type { SideName } from "../../../model/report";
import type { PairContext } from "../../../compare/context";
import { regionsIn } from "../../../base/aws/regions";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { ENDPOINTS, sideOfRegion } from "../lib/records";
import { called, ends } from "../lib/twins";
import type { ReadinessRule } from "../rule";

const ORIGINS = [...ENDPOINTS, "aws_lambda_function_url"];

/** A distribution can fetch from the DR region. */
export const rule: ReadinessRule = {
  id: "cloudfront-origin-failover",
  title: "A CloudFront distribution can fetch from the DR region",
  checks:
    "Distributions all of whose origins lie in the primary region, by the load balancer, bucket or API that they name. A " +
    "name of your own (a Route 53 record that fails over) has no region, and is right.",
  impact: "When primary fails CloudFront has nowhere else to fetch from: it answers with errors.",
  remediation:
    "Add an origin group with the DR origin as its second member, or let the origin be a name that fails over.",
  severity: { "pilot-light": "info", "warm-standby": "warning", "active-active": "warning" },
  references: [
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    for (const distribution of graph.managed("aws_cloudfront_distribution")) {
      const origins = Field.of(distribution, "origin").elements.map((origin) => origin.at("domain_name"));
      const sides = origins.map((origin) => sideOfOrigin(pair, graph, origin));
      if (sides.length === 0 || sides.some((side) => side !== "primary")) continue;
      yield {
        ...ends(distribution, graph.sideOf(distribution)),
        differences: origins.map((origin) => difference(origin, undefined)),
        message: `${called(distribution)} fetches from the primary region alone`,
      };
    }
  },
};

function sideOfOrigin(pair: PairContext, graph: PairGraph, origin: Field): SideName | undefined {
  const sides = new Set(graph.resolve(origin, ORIGINS).map((resource) => graph.sideOf(resource)));
  if (sides.size > 0) return sides.size === 1 ? [...sides][0] : undefined;
  return /\.amazonaws\.com$|\.on\.aws$/.test(origin.text ?? "")
    ? sideOfRegion(pair, regionsIn(origin.text ?? "")[0])
    : undefined;
}
