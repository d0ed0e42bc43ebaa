import { rule } from "../../../../analyzer/judge/rules/route53/route53-health-check-target-side";
import { existing, violationsOf, type Planned } from "../../../support/pair";
import { failoverRecord, host, loadBalancer } from "./records";

const check = (fqdn: string, more = {}): Planned =>
  existing("aws_route53_health_check.primary", {
    id: "hc-1",
    type: "HTTPS",
    fqdn,
    child_healthchecks: [],
    ...more,
  });
const record = failoverRecord("PRIMARY", host("us-east-1"), { health_check_id: "hc-1" });
const LOAD_BALANCERS = { primary: loadBalancer("us-east-1"), dr: loadBalancer("us-west-2") };

describe("route53-health-check-target-side: every health check probes the region that its record is for", () => {
  test("the PRIMARY record's check probes DR", () => {
    const primary = [LOAD_BALANCERS.primary, record, check(host("us-west-2"))];
    expect(violationsOf(rule, { primary, dr: [LOAD_BALANCERS.dr] })).toEqual([
      expect.objectContaining({
        primary: "aws_route53_record.primary",
        severity: "critical",
        paths: ["fqdn"],
      }),
    ]);
  });

  test("a host name's region is enough", () => {
    expect(violationsOf(rule, { primary: [record, check("api.us-west-2.example.com")] })).toHaveLength(1);
  });

  test("compliant: it probes its own side", () => {
    const primary = [LOAD_BALANCERS.primary, record, check(host("us-east-1"))];
    expect(violationsOf(rule, { primary, dr: [LOAD_BALANCERS.dr] })).toEqual([]);
  });

  test("not applicable: a name without a region, an inverted check, a check in no source", () => {
    expect(violationsOf(rule, { primary: [record, check("origin.example.com")] })).toEqual([]);
    expect(
      violationsOf(rule, { primary: [record, check(host("us-west-2"), { invert_healthcheck: true })] }),
    ).toEqual([]);
    expect(violationsOf(rule, { primary: [record] })).toEqual([]);
  });
});
