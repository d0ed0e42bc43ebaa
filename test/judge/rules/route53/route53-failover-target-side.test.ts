import { rule } from "../../../../analyzer/judge/rules/route53/route53-failover-target-side";
import { created, violationsOf } from "../../../support/pair";
import { failoverRecord, host, loadBalancer, plannedRecord } from "./records";

const LOAD_BALANCERS = { primary: loadBalancer("us-east-1"), dr: loadBalancer("us-west-2") };

describe("route53-failover-target-side: PRIMARY leads to the primary region and SECONDARY to DR", () => {
  test("both records lead to the primary load balancer", () => {
    const records = [
      failoverRecord("PRIMARY", host("us-east-1")),
      failoverRecord("SECONDARY", host("us-east-1")),
    ];
    expect(
      violationsOf(rule, { primary: [LOAD_BALANCERS.primary, ...records], dr: [LOAD_BALANCERS.dr] }),
    ).toEqual([
      expect.objectContaining({
        primary: "aws_route53_record.secondary",
        severity: "critical",
        paths: ["alias[0].name"],
      }),
    ]);
  });

  test("the SECONDARY refers to primary's load balancer, whose name is not known yet", () => {
    const lb = created("aws_lb.web", { name: "web" }, { unknown: { dns_name: true } });
    const records = [plannedRecord("PRIMARY", "aws_lb.web"), plannedRecord("SECONDARY", "aws_lb.web")];
    expect(violationsOf(rule, { primary: [lb, ...records], dr: [] })).toHaveLength(1);
  });

  test("a CNAME into the primary region, by the host name alone", () => {
    const record = failoverRecord("SECONDARY", undefined, {
      alias: [],
      type: "CNAME",
      ttl: 60,
      records: [host("us-east-1", "other")],
    });
    expect(violationsOf(rule, { shared: [record] })).toEqual([
      expect.objectContaining({ paths: ["records[0]"], severity: "critical" }),
    ]);
  });

  test("a pair that is swapped as a whole still fails over", () => {
    const records = [
      failoverRecord("PRIMARY", host("us-west-2")),
      failoverRecord("SECONDARY", host("us-east-1")),
    ];
    const found = violationsOf(rule, { primary: records, dr: [] });
    expect(found.map(({ severity }) => severity)).toEqual(["warning", "warning"]);
  });

  test("compliant: each leads to its own side", () => {
    const records = [
      failoverRecord("PRIMARY", host("us-east-1")),
      failoverRecord("SECONDARY", `dualstack.${host("us-west-2")}.`),
    ];
    expect(
      violationsOf(rule, { primary: [LOAD_BALANCERS.primary, ...records], dr: [LOAD_BALANCERS.dr] }),
    ).toEqual([]);
  });

  test("not applicable: destinations that have no region", () => {
    const records = (["PRIMARY", "SECONDARY"] as const).map((role) =>
      failoverRecord(role, "d111111abcdef8.cloudfront.net", {
        alias: [
          { name: "d111111abcdef8.cloudfront.net", zone_id: "Z2FDTNDATAQYW2", evaluate_target_health: true },
        ],
      }),
    );
    expect(violationsOf(rule, { primary: records })).toEqual([]);
  });
});
