import { regionsIn, regionWords } from "../../../base/aws/regions";
import type { PairContext } from "../../../compare/context";
import { difference, Field } from "../lib/field";
import { called, standingTwins } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Both regions' API Gateway serves the same custom domain name. */
export const rule: ReadinessRule = {
  id: "apigateway-domain-name-same",
  title: "Both regions' API Gateway serves the same custom domain name",
  checks:
    "Custom domain names that are twins: the same name on both sides. Names that say their region are passed over: they " +
    "are meant to be called by region.",
  impact:
    "Once DNS leads to DR, API Gateway there answers 403 Forbidden: it does not know the name that clients ask for.",
  remediation:
    "Create the custom domain with the same domain_name in both regions, each with a certificate of its own.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/dns-failover.html",
    "https://docs.aws.amazon.com/r53recovery/latest/dg/recovery-readiness.rules-resources.html",
  ],
  replacesArc: ["ApiGwV1DomainName", "ApiGwV1RegionalDomainName", "ApiGwV2DomainName"],
  *evaluate(pair) {
    for (const { primary, dr } of standingTwins(pair, [
      "aws_api_gateway_domain_name",
      "aws_apigatewayv2_domain_name",
    ])) {
      const [left, right] = [Field.of(primary, "domain_name"), Field.of(dr, "domain_name")];
      if (left.text === undefined || right.text === undefined) continue;
      if (left.text.toLowerCase() === right.text.toLowerCase()) continue;
      if ([left.text, right.text].some((name) => saysRegion(pair, name))) continue;
      yield {
        primary,
        dr,
        differences: [difference(left, right)],
        message: `${called(dr)} does not serve the domain name that primary's does`,
      };
    }
  },
};

function saysRegion({ sides }: PairContext, name: string): boolean {
  if (regionsIn(name).length > 0) return true;
  const words = [sides.primary.region, sides.dr.region].flatMap((region) =>
    region ? regionWords(region) : [],
  );
  return name.split(/[.-]/).some((word) => words.includes(word.toLowerCase()));
}
