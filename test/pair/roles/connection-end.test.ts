import type { JsonObject } from "../../../analyzer/base/json";
import { reportOf, told } from "../../support/analysis";
import { plan, type PlanBuilder } from "../../support/plan-builder";
import { verdictOf } from "./verdict";

function missing(primary: [string, JsonObject][], dr: [string, JsonObject][]): string[] {
  const side = (region: string, ends: [string, JsonObject][]) =>
    ends.reduce<PlanBuilder>(
      (builder, [address, values]) => builder.resource(address, values),
      plan(region).resource("aws_sqs_queue.q", { name: "q" }),
    );
  return told(reportOf({ primary: side("us-east-1", primary), dr: side("us-west-2", dr) }).findings);
}

describe("the ends of a connection of both sides", () => {
  it.each(["aws_vpc_peering_connection", "aws_ec2_transit_gateway_peering_attachment"])("%s", (type) => {
    const ends: [string, JsonObject][][] = [[[`${type}.dr`, {}]], [[`${type}_accepter.primary`, {}]]];
    expect(missing(ends[0] ?? [], ends[1] ?? [])).toEqual([]);
    expect(missing(ends[1] ?? [], ends[0] ?? [])).toEqual([]);
  });

  it("a request into the other side's region needs no accepter to be known", () => {
    expect(missing([["aws_vpc_peering_connection.dr", { peer_region: "us-west-2" }]], [])).toEqual([]);
  });

  it("a connection that leads elsewhere is missing in DR", () => {
    expect(missing([["aws_vpc_peering_connection.office", { peer_region: "eu-west-1" }]], [])).toHaveLength(
      1,
    );
    expect(missing([["aws_vpc_peering_connection.office", {}]], [])).toHaveLength(1);
  });
});

describe("the options of a connection's ends", () => {
  const allowed = (end: string, value: boolean) => ({ [end]: [{ allow_remote_vpc_dns_resolution: value }] });
  const verdict = (primary: JsonObject, dr: JsonObject) =>
    verdictOf("aws_vpc_peering_connection_options", primary, dr);

  it("are said by each end for itself", () => {
    expect(verdict(allowed("requester", true), allowed("accepter", true))).toBe("expected");
    expect(verdict(allowed("requester", true), allowed("requester", false))).toBe("warning");
  });
});
