import { rule } from "../../../../analyzer/judge/rules/route53/route53-health-checks-alike";
import { existing, violationsOf, type Planned } from "../../../support/pair";
import { failoverRecord, host } from "./records";

const check = (name: string, more = {}): Planned =>
  existing(`aws_route53_health_check.${name}`, {
    id: `hc-${name}`,
    type: "HTTPS",
    port: 443,
    fqdn: `${name}.example.com`,
    resource_path: "/healthz",
    failure_threshold: 3,
    request_interval: 10,
    regions: ["us-east-1", "eu-west-1", "ap-southeast-1"],
    measure_latency: false,
    ...more,
  });
const RECORDS = [
  failoverRecord("PRIMARY", host("us-east-1"), { health_check_id: "hc-blue" }),
  failoverRecord("SECONDARY", host("us-west-2"), { health_check_id: "hc-green" }),
];

describe("route53-health-checks-alike: the health checks of one record set probe both regions in the same way", () => {
  test("another path and threshold", () => {
    const checks = [check("blue"), check("green", { resource_path: "/", failure_threshold: 10 })];
    expect(violationsOf(rule, { primary: [...RECORDS, ...checks] })).toEqual([
      expect.objectContaining({
        primary: "aws_route53_health_check.blue",
        dr: "aws_route53_health_check.green",
        severity: "warning",
        paths: ["failure_threshold", "resource_path"],
      }),
    ]);
  });

  test("compliant: the same settings, regions in another order", () => {
    const checks = [check("blue"), check("green", { regions: ["ap-southeast-1", "us-east-1", "eu-west-1"] })];
    expect(violationsOf(rule, { primary: [...RECORDS, ...checks] })).toEqual([]);
  });

  test("not applicable: the SECONDARY has no check, or the checks are twins", () => {
    expect(violationsOf(rule, { primary: [...RECORDS.slice(0, 1), check("blue")] })).toEqual([]);
    const web = (more = {}) => ({ ...check("web", more), values: { ...check("web", more).values } });
    const twins = {
      primary: [...RECORDS, web({ id: "hc-blue" })],
      dr: [web({ id: "hc-green", resource_path: "/" })],
    };
    expect(violationsOf(rule, twins)).toEqual([]);
  });

  test("a member that goes by its target's health alone, beside one with a check", () => {
    const lone = [failoverRecord("PRIMARY", host("us-east-1")), RECORDS[1] ?? check("green"), check("green")];
    expect(violationsOf(rule, { shared: lone })).toEqual([
      expect.objectContaining({ primary: "aws_route53_record.primary", paths: ["health_check_id"] }),
    ]);
    const secondary = [RECORDS[0] ?? check("blue"), failoverRecord("SECONDARY", host("us-west-2"))];
    expect(violationsOf(rule, { shared: [...secondary, check("blue")] })).toEqual([]);
  });
});
