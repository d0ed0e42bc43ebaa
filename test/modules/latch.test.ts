import { AuroraGlobal } from "../../modules/aurora-global/aurora-global";
import { FailoverDns, type FailoverDnsProps } from "../../modules/failover-dns/failover-dns";
import type { Pair } from "../../modules/pair/pair";
import type { Strategy } from "../../modules/pair/strategy";
import { synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";

type Order = "database first" | "name first" | "no database";

const application = (
  props: Partial<FailoverDnsProps> = {},
  order: Order = "database first",
  strategy: Strategy = "warm-standby",
) =>
  synthesized(
    (pair) => {
      const { keys, network } = base(pair);
      const web = fleetIn(pair, { keys, network });
      const name = () =>
        new FailoverDns(pair, "www", {
          zone: { name: "example.com" },
          name: "www.example.com",
          target: { loadBalancer: web },
          check: { kind: "endpoint" },
          ...props,
        });
      if (order === "name first") name();
      if (order !== "no database") database(pair, { keys, network });
      if (order !== "name first") name();
    },
    { strategy },
  );

function database(pair: Pair, { keys, network }: ReturnType<typeof base>): void {
  const orders = new AuroraGlobal(pair, "orders", {
    keys,
    network,
    engine: "aurora-mysql",
    engineVersion: "8.0.mysql_aurora.3.08.0",
    instanceClass: "db.r6g.large",
    databaseName: "orders",
  });
  orders.connections.allowDefaultPortFrom(network.peer);
}

const PRIMARY = "aws_route53_record.www_primary-record";
const LATCH = "aws_route53_health_check.www_latch";

describe("a latch", () => {
  it("is what a failover goes by where a database must be promoted, and nothing else can move it", () => {
    const { link } = application();
    expect(link.resource(PRIMARY)).toMatchObject({
      health_check_id: `\${${LATCH}.id}`,
      // Judged by its targets too, the record would fail over with the fleet.
      alias: { evaluate_target_health: false },
    });
    expect(link.resource(LATCH)).toMatchObject({
      type: "CLOUDWATCH_METRIC",
      cloudwatch_alarm_region: "eu-central-1",
      insufficient_data_health_status: "LastKnownStatus",
    });
  });

  it("lies in the DR region, keeps what was written to it, and says how to turn it", () => {
    const { link } = application();
    const alarm = link.resource("aws_cloudwatch_metric_alarm.www_take-over");
    expect(alarm).not.toHaveProperty("provider");
    expect(alarm).toMatchObject({ treat_missing_data: "ignore", namespace: "drparity", threshold: 1 });
    expect(alarm.alarm_description).toContain(
      "aws cloudwatch put-metric-data --region eu-central-1 --namespace drparity --metric-name TakeOver --dimensions Name=shop-www --value 1",
    );
  });

  it("leaves the endpoint's check to call the operator", () => {
    const { link } = application();
    expect(link.resource("aws_cloudwatch_metric_alarm.www_primary-alarm").alarm_description).toContain(
      "traffic stays until the data in the DR region is writable",
    );
  });

  it("ends the primary's part for good where both sides serve, as its own failure ends it for a while", () => {
    const { link, manifest } = application({ routing: "latency" });
    expect(link.resource("aws_route53_health_check.www_primary-serves")).toMatchObject({
      type: "CALCULATED",
      child_health_threshold: 2,
      child_healthchecks: ["${aws_route53_health_check.www_primary-check.id}", `\${${LATCH}.id}`],
    });
    expect(link.resource(PRIMARY).health_check_id).toBe("${aws_route53_health_check.www_primary-serves.id}");
    expect(manifest.byDesign).toContainEqual(
      expect.objectContaining({
        address: "aws_route53_record.www_dr-record",
        paths: expect.arrayContaining(["health_check_id"]) as unknown,
      }),
    );
  });

  it.each(["latency", "weighted"] as const)(
    "once turned, keeps a %s name in the DR region even while that fails: were neither healthy, Route 53 would answer both",
    (routing) => {
      const { link, manifest } = application({ routing });
      const [serves, turned] = ["www_dr-serves", "www_latch-turned"];
      expect(link.resource(`aws_route53_health_check.${serves}`)).toMatchObject({
        type: "CALCULATED",
        child_health_threshold: 1,
        child_healthchecks: [
          "${aws_route53_health_check.www_dr-check.id}",
          `\${aws_route53_health_check.${turned}.id}`,
        ],
      });
      const latch = link.resource(LATCH);
      expect(link.resource(`aws_route53_health_check.${turned}`)).toMatchObject({
        type: "CLOUDWATCH_METRIC",
        cloudwatch_alarm_name: latch.cloudwatch_alarm_name,
        insufficient_data_health_status: "LastKnownStatus",
        invert_healthcheck: true,
      });
      const record = "aws_route53_record.www_dr-record";
      expect(link.resource(record)).toMatchObject({
        health_check_id: `\${aws_route53_health_check.${serves}.id}`,
        // Judged by its targets too, it would be unhealthy with them.
        alias: { evaluate_target_health: false },
      });
      expect(link.resource(PRIMARY)).toMatchObject({ alias: { evaluate_target_health: true } });
      expect(manifest.byDesign).toContainEqual(
        expect.objectContaining({
          address: record,
          paths: expect.arrayContaining(["alias[0].evaluate_target_health"]) as unknown,
        }),
      );
    },
  );

  it("is not there without such a database, unless it is asked for", () => {
    expect(application({}, "no database").link.resources).not.toContain(LATCH);
    expect(application({ latch: true }, "no database").link.resources).toContain(LATCH);
  });

  it("cannot be left out or forgotten around a database that must be promoted", () => {
    expect(() => application({ latch: false })).toThrow(
      /www\.latch: is off, so traffic would move before "orders" is promoted/,
    );
    expect(() => application({}, "name first")).toThrow(/www\.latch: is missing/);
    expect(application({ latch: true }, "name first").link.resources).toContain(LATCH);
  });

  it("is left out with a reason", () => {
    const { link } = application({ latch: { offBecause: "the application only reads" } });
    expect(link.resource(PRIMARY).health_check_id).toBe("${aws_route53_health_check.www_primary-check.id}");
  });
});
