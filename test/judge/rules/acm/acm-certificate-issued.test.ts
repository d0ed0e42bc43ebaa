import { rule } from "../../../../analyzer/judge/rules/acm/acm-certificate-issued";
import { created, existing, violationsOf, type Planned } from "../../../support/pair";

const certificate = (status: string): Planned =>
  existing("aws_acm_certificate.web", { id: "arn:aws:acm:x", domain_name: "www.example.com", status });

describe("acm-certificate-issued: the DR region's certificate is issued where primary's is", () => {
  test("validation is pending in DR", () => {
    expect(
      violationsOf(rule, { primary: [certificate("ISSUED")], dr: [certificate("PENDING_VALIDATION")] }),
    ).toEqual([
      expect.objectContaining({ dr: "aws_acm_certificate.web", severity: "critical", paths: ["status"] }),
    ]);
  });

  test("compliant: issued", () => {
    expect(violationsOf(rule, { primary: [certificate("ISSUED")], dr: [certificate("ISSUED")] })).toEqual([]);
  });

  test("not applicable: yet to be created, or pending on both sides", () => {
    const planned = created(
      "aws_acm_certificate.web",
      { domain_name: "www.example.com" },
      { unknown: { status: true } },
    );
    expect(violationsOf(rule, { primary: [certificate("ISSUED")], dr: [planned] })).toEqual([]);
    const pending = certificate("PENDING_VALIDATION");
    expect(violationsOf(rule, { primary: [pending], dr: [pending] })).toEqual([]);
  });
});
