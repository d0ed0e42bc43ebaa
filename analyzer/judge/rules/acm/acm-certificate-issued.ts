import { difference, Field } from "../lib/field";
import { called, standingTwins } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** The DR region's certificate is issued where primary's is. */
export const rule: ReadinessRule = {
  id: "acm-certificate-issued",
  title: "The DR region's certificate is issued where primary's is",
  checks:
    "ACM certificates whose twin in primary is ISSUED, by the status that both plans were refreshed with. Certificates " +
    "that are yet to be created are passed over.",
  impact:
    "The DR load balancer cannot serve HTTPS: a listener refuses a certificate that is not issued, or it has expired.",
  remediation:
    "Create the validation record of the DR certificate and wait with aws_acm_certificate_validation.",
  severity: "critical",
  references: ["https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html"],
  replacesArc: [],
  *evaluate(pair) {
    for (const { primary, dr } of standingTwins(pair, "aws_acm_certificate")) {
      const [left, right] = [Field.of(primary, "status"), Field.of(dr, "status")];
      if (left.text !== "ISSUED" || right.text === undefined || right.text === "ISSUED") continue;
      yield {
        primary,
        dr,
        differences: [difference(left, right)],
        message: `${called(dr)} is ${right.text.toLowerCase().replaceAll("_", " ")} in the DR region`,
      };
    }
  },
};
