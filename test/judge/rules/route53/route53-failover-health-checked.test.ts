import { rule } from "../../../../analyzer/judge/rules/route53/route53-failover-health-checked";
import { violationsOf } from "../../../support/pair";
import { failoverRecord, host } from "./records";

const alias = (evaluate: boolean) => ({
  alias: [{ evaluate_target_health: evaluate, name: host("us-east-1"), zone_id: "Z35SXDOTRQ7X7K" }],
});

describe("route53-failover-health-checked: every PRIMARY failover record can be found unhealthy", () => {
  test("an alias without a health check that does not evaluate its target", () => {
    const record = failoverRecord("PRIMARY", host("us-east-1"), alias(false));
    expect(violationsOf(rule, { primary: [record] })).toEqual([
      {
        primary: "aws_route53_record.primary",
        dr: undefined,
        severity: "critical",
        paths: ["health_check_id", "alias[0].evaluate_target_health"],
        message: expect.stringContaining("never fails over") as string,
      },
    ]);
  });

  test("an address record without a health check", () => {
    const record = failoverRecord("PRIMARY", undefined, {
      alias: [],
      records: ["198.51.100.7"],
      ttl: 60,
      health_check_id: null,
    });
    expect(violationsOf(rule, { shared: [record] })).toHaveLength(1);
  });

  test("compliant: the alias evaluates its target's health", () => {
    expect(
      violationsOf(rule, { primary: [failoverRecord("PRIMARY", host("us-east-1"), alias(true))] }),
    ).toEqual([]);
  });

  test("compliant: a health check, also one that is yet to be created", () => {
    const known = failoverRecord("PRIMARY", host("us-east-1"), { ...alias(false), health_check_id: "abc" });
    const planned = failoverRecord("PRIMARY", host("us-east-1"), alias(false), {
      actions: ["create"],
      unknown: { health_check_id: true },
    });
    expect(violationsOf(rule, { primary: [known] })).toEqual([]);
    expect(
      violationsOf(rule, { primary: [{ ...planned, values: { ...planned.values, health_check_id: null } }] }),
    ).toEqual([]);
  });

  test("not applicable: the SECONDARY record, and records that do not fail over", () => {
    const secondary = failoverRecord("SECONDARY", host("us-west-2"), alias(false));
    const simple = failoverRecord("PRIMARY", host("us-east-1"), {
      ...alias(false),
      failover_routing_policy: [],
    });
    expect(violationsOf(rule, { primary: [secondary, simple] })).toEqual([]);
  });
});
