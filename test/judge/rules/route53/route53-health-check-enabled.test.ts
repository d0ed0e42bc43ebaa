import { rule } from "../../../../analyzer/judge/rules/route53/route53-health-check-enabled";
import { created, existing, ref, violationsOf, type Planned } from "../../../support/pair";
import { failoverRecord, host } from "./records";

const check = (disabled: boolean, more = {}): Planned =>
  existing("aws_route53_health_check.web", {
    id: "hc-web",
    type: "HTTPS",
    disabled,
    child_healthchecks: [],
    ...more,
  });
const record = failoverRecord("PRIMARY", host("us-east-1"), { health_check_id: "hc-web" });

describe("route53-health-check-enabled: no health check that decides a failover is disabled", () => {
  test("a disabled check", () => {
    expect(violationsOf(rule, { primary: [record, check(true)] })).toEqual([
      expect.objectContaining({
        primary: "aws_route53_health_check.web",
        severity: "critical",
        paths: ["disabled"],
      }),
    ]);
  });

  test("a disabled check that is yet to be created", () => {
    const planned = created("aws_route53_health_check.web", { disabled: true }, { unknown: { id: true } });
    const referring = failoverRecord(
      "PRIMARY",
      host("us-east-1"),
      { health_check_id: undefined },
      {
        actions: ["create"],
        unknown: { health_check_id: true },
        expressions: { health_check_id: ref("aws_route53_health_check.web.id") },
      },
    );
    expect(violationsOf(rule, { primary: [referring, planned] })).toHaveLength(1);
  });

  test("a disabled check within a calculated one", () => {
    const calculated = check(false, { type: "CALCULATED", child_healthchecks: ["hc-child"] });
    const child = existing("aws_route53_health_check.child", {
      id: "hc-child",
      type: "HTTPS",
      disabled: true,
    });
    expect(violationsOf(rule, { primary: [record, calculated, child] })).toHaveLength(1);
  });

  test("compliant: enabled", () => {
    expect(violationsOf(rule, { primary: [record, check(false)] })).toEqual([]);
  });

  test("not applicable: a check that decides nothing", () => {
    expect(violationsOf(rule, { primary: [check(true)] })).toEqual([]);
  });
});
