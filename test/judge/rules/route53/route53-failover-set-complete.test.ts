import { rule } from "../../../../analyzer/judge/rules/route53/route53-failover-set-complete";
import { violationsOf } from "../../../support/pair";
import { failoverRecord, host } from "./records";

const PRIMARY = failoverRecord("PRIMARY", host("us-east-1"));
const SECONDARY = failoverRecord("SECONDARY", host("us-west-2"));

describe("route53-failover-set-complete: every failover record set has a PRIMARY and a SECONDARY", () => {
  test("a PRIMARY alone", () => {
    expect(violationsOf(rule, { primary: [PRIMARY] })).toEqual([
      expect.objectContaining({ primary: "aws_route53_record.primary", severity: "critical" }),
    ]);
  });

  test("a SECONDARY of another name does not count", () => {
    const other = failoverRecord("SECONDARY", host("us-west-2"), { name: "api.example.com" });
    expect(violationsOf(rule, { primary: [PRIMARY], dr: [other] })).toHaveLength(2);
  });

  test("compliant: both, in one workspace, in two, or in a shared one", () => {
    expect(violationsOf(rule, { primary: [PRIMARY, SECONDARY] })).toEqual([]);
    expect(violationsOf(rule, { primary: [PRIMARY], dr: [SECONDARY] })).toEqual([]);
    expect(violationsOf(rule, { shared: [PRIMARY, SECONDARY] })).toEqual([]);
  });

  test("not applicable: a partial plan", () => {
    expect(violationsOf(rule, { primary: [PRIMARY], partial: true })).toEqual([]);
  });
});
