import { rule } from "../../../../analyzer/judge/rules/route53/route53-failover-set-complete";
import { created, type Planned, ref, undecidedOf, violationsOf } from "../../../support/pair";
import { failoverRecord, host } from "./records";

const PRIMARY = failoverRecord("PRIMARY", host("us-east-1"));
const SECONDARY = failoverRecord("SECONDARY", host("us-west-2"));

function withoutZone({ values }: Planned) {
  return { ...values, zone_id: null };
}

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

  const NEW = { unknown: { id: true, zone_id: true } };
  const zone = created("aws_route53_zone.main", { name: "example.com" }, NEW);
  const inNewZone = created("aws_route53_record.primary", withoutZone(PRIMARY), {
    unknown: { zone_id: true },
    expressions: { zone_id: ref("aws_route53_zone.main.zone_id") },
  });
  const byVariable = { ...SECONDARY, values: withoutZone(SECONDARY), unknown: { zone_id: true } };

  test("undecided: one's zone is not there yet, and the other's is told to its workspace from outside", () => {
    for (const dr of [byVariable, SECONDARY]) {
      const parts = { primary: [zone, inNewZone], dr: [dr] };
      expect(violationsOf(rule, parts)).toEqual([]);
      expect(undecidedOf(rule, parts)).toHaveLength(2);
    }
  });

  test("two zones that are known are two", () => {
    const elsewhere = failoverRecord("SECONDARY", host("us-west-2"), { zone_id: "ZOTHER" });
    expect(violationsOf(rule, { primary: [PRIMARY], dr: [elsewhere] })).toHaveLength(2);
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
