import { rule } from "../../../../analyzer/judge/rules/route53/route53-ttl-fits-failover";
import { pairOf, violationsOf } from "../../../support/pair";
import { failoverRecord } from "./records";

const record = (role: "PRIMARY" | "SECONDARY", ttl: number, more = {}) =>
  failoverRecord(role, undefined, { alias: [], records: ["198.51.100.7"], ttl, ...more });

describe("route53-ttl-fits-failover: records that failover changes are kept for 300 seconds at most", () => {
  test("an hour", () => {
    const primary = [record("PRIMARY", 3600), record("SECONDARY", 60)];
    expect(violationsOf(rule, { primary })).toEqual([
      expect.objectContaining({ primary: "aws_route53_record.primary", severity: "warning", paths: ["ttl"] }),
    ]);
    expect(violationsOf(rule, { primary, strategy: "pilot-light" })[0]?.severity).toBe("info");
  });

  test("an hour on every member is told once: the others delay failing back only", () => {
    const primary = [record("SECONDARY", 3600), record("PRIMARY", 3600)];
    const found = violationsOf(rule, { primary });
    expect(found.map(({ primary: address, severity }) => [address, severity])).toEqual([
      ["aws_route53_record.secondary", "info"],
      ["aws_route53_record.primary", "warning"],
    ]);
  });

  test("members that differ within the limit", () => {
    expect(violationsOf(rule, { primary: [record("PRIMARY", 60), record("SECONDARY", 300)] })).toEqual([
      expect.objectContaining({ primary: "aws_route53_record.primary", severity: "info" }),
    ]);
  });

  test("a pair may set its own limit", () => {
    const pair = {
      ...pairOf({ primary: [record("PRIMARY", 120), record("SECONDARY", 120)] }),
      tolerances: { ttlSeconds: 60 },
    };
    expect([...rule.evaluate(pair)]).toHaveLength(2);
  });

  test("compliant: 300 seconds on every member", () => {
    expect(violationsOf(rule, { primary: [record("PRIMARY", 300), record("SECONDARY", 300)] })).toEqual([]);
  });

  test("not applicable: aliases, and records without a routing policy", () => {
    const simple = record("PRIMARY", 86400, { failover_routing_policy: [] });
    expect(violationsOf(rule, { primary: [simple, failoverRecord("SECONDARY", "x.example.com")] })).toEqual(
      [],
    );
  });
});
