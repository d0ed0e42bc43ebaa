import type { JsonObject } from "../../../analyzer/base/json";
import { reportOf, told } from "../../support/analysis";
import { plan, type PlanBuilder } from "../../support/plan-builder";
import { verdictOf } from "./verdict";

const RECORD = "aws_route53_record";
const record = (more: JsonObject): JsonObject => ({
  name: "catalogue.library.example",
  type: "A",
  zone_id: "Z0LIBRARY000001",
  ttl: 60,
  records: ["192.0.2.1"],
  ...more,
});
const weighted = (set_identifier: string, weight: number, more: JsonObject = {}): JsonObject =>
  record({ set_identifier, weighted_routing_policy: [{ weight }], ...more });
const failover = (set_identifier: string, type: string, more: JsonObject = {}): JsonObject =>
  record({ set_identifier, failover_routing_policy: [{ type }], ...more });

/** Something that lies in a region, as a routing set's members do not. */
const queue = (builder: PlanBuilder) => builder.resource("aws_sqs_queue.orders", { name: "orders" });
const IN_REGIONS = { primary: queue, dr: queue };

describe("members of one routing set", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["weights", weighted("east", 255), weighted("west", 0)],
    ["failover", failover("one", "PRIMARY", { health_check_id: "h" }), failover("two", "SECONDARY")],
    [
      "places on earth",
      record({ set_identifier: "a", geolocation_routing_policy: [{ continent: "NA" }] }),
      record({ set_identifier: "b", geolocation_routing_policy: [{ country: "*" }] }),
    ],
  ])("have their own positions: %s", (_what, primary, dr) => {
    expect(verdictOf(RECORD, primary, dr)).toBe("expected");
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["all traffic goes to DR", weighted("east", 0), weighted("west", 255)],
    ["another name", weighted("east", 255), weighted("west", 0, { name: "other.library.example" })],
    ["another zone", weighted("east", 255), weighted("west", 0, { zone_id: "Z0OTHER00000001" })],
    ["another ttl", weighted("east", 255), weighted("west", 0, { ttl: 600 })],
    [
      "no health check for a weighted member",
      weighted("east", 255, { health_check_id: "h" }),
      weighted("west", 0),
    ],
    [
      "another kind of set",
      weighted("east", 255),
      record({ set_identifier: "west", latency_routing_policy: [{ region: "us-west-2" }] }),
    ],
  ])("do not differ in anything else: %s", (_what, primary, dr) => {
    expect(["warning", "critical"]).toContain(verdictOf(RECORD, primary, dr));
  });

  it("both get traffic where both serve", () => {
    const strategy = "active-active";
    expect(verdictOf(RECORD, weighted("east", 255), weighted("west", 0), { strategy })).toBe("critical");
  });

  it.each(["set_identifier", "latency_routing_policy"])("do not have the same %s", (name) => {
    const member = (region: string) => ({ set_identifier: region, latency_routing_policy: [{ region }] });
    const [east, west] = [record(member("us-east-1")), record(member("us-west-2"))];
    expect(verdictOf(RECORD, east, west, IN_REGIONS)).toBe("equal");
    expect(verdictOf(RECORD, { ...east, [name]: west[name] ?? null }, west, IN_REGIONS)).toBe("critical");
  });

  it("may be endpoint groups, which take part in a failover whatever their dials say", () => {
    const group = (region: string, dial: number, more: JsonObject = {}) => ({
      listener_arn: "arn:aws:globalaccelerator::1:accelerator/a/listener/b",
      endpoint_group_region: region,
      traffic_dial_percentage: dial,
      ...more,
    });
    const type = "aws_globalaccelerator_endpoint_group";
    const [east, west] = [group("us-east-1", 100), group("us-west-2", 0)];
    expect(verdictOf(type, east, west)).toBe("expected");
    expect(verdictOf(type, east, west, { strategy: "active-active" })).toBe("warning");
    expect(verdictOf(type, west, east)).toBe("warning");
    expect(verdictOf(type, group("us-west-2", 100), west, IN_REGIONS)).toBe("critical");
    const deaf = group("us-west-2", 0, { health_check_port: 81 });
    expect(verdictOf(type, { ...east, health_check_port: 80 }, deaf)).not.toBe("expected");
  });
});

describe("a record that one side alone has", () => {
  const missing = (values: JsonObject, beside?: JsonObject) => {
    const zone = (region: string) =>
      plan(region).resource("aws_sqs_queue.q", { name: "q" }).resource("aws_route53_zone.z", { name: "z" });
    const primary = zone("us-east-1").resource(`${RECORD}.www`, values);
    if (beside) primary.resource(`${RECORD}.other`, beside);
    return told(reportOf({ primary, dr: zone("us-west-2") }).findings);
  };
  const latency = (region: string) =>
    record({ set_identifier: region, latency_routing_policy: [{ region }] });

  it("is missing on the other side where it is its set's only member", () => {
    expect(missing(latency("us-east-1"))).toEqual([`critical missing-in-dr ${RECORD}.www`]);
    expect(missing(weighted("east", 255))).toHaveLength(1);
  });

  it("serves both where it is of no set, or its set is complete", () => {
    expect(missing(record({}))).toEqual([]);
    expect(missing(latency("us-east-1"), latency("us-west-2"))).toEqual([]);
  });
});
