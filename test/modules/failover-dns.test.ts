import { ContainerService } from "../../modules/container-service/container-service";
import { FailoverDns, type FailoverDnsProps } from "../../modules/failover-dns/failover-dns";
import { Duration } from "../../modules/pair/duration";
import type { Strategy } from "../../modules/pair/strategy";
import { synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";

const HOSTS = { hostnames: { primary: "a.example.net", dr: "b.example.net" } };

const name = (props: Partial<FailoverDnsProps> = {}, strategy: Strategy = "warm-standby", rto?: Duration) =>
  synthesized(
    (pair) => {
      new FailoverDns(pair, "www", {
        zone: { name: "example.com" },
        name: "www.example.com",
        target: HOSTS,
        check: { kind: "endpoint" },
        ...props,
      });
    },
    { strategy, rto },
  );

const PRIMARY = "aws_route53_record.www_primary-record";
const DR = "aws_route53_record.www_dr-record";
const CHECK = "aws_route53_health_check.www_primary-check";

describe("FailoverDns", () => {
  it("puts everything into the link: an outage of either region leaves it as it is", () => {
    const pair = name();
    expect(pair.primary.resources).toEqual([]);
    expect(pair.dr.resources).toEqual([]);
  });

  it("fails over from a checked primary to a record that is never judged", () => {
    const { link } = name();
    expect(link.resource(PRIMARY)).toMatchObject({
      type: "CNAME",
      ttl: 60,
      set_identifier: "primary",
      failover_routing_policy: { type: "PRIMARY" },
      health_check_id: `\${${CHECK}.id}`,
    });
    expect(link.resource(DR)).toMatchObject({
      set_identifier: "dr",
      failover_routing_policy: { type: "SECONDARY" },
    });
    expect(link.resource(DR)).not.toHaveProperty("health_check_id");
    expect(link.resources).not.toContain("aws_route53_health_check.www_dr-check");
  });

  it.each(["weighted", "latency"] as const)("checks every member of a %s set", (routing) => {
    const { link } = name({ routing });
    for (const record of [PRIMARY, DR]) {
      expect(link.resource(record)).toHaveProperty(`${routing}_routing_policy`);
      expect(link.resource(record)).toHaveProperty("health_check_id");
      expect(link.resource(record)).not.toHaveProperty("failover_routing_policy");
    }
  });

  it.each<[Strategy, number]>([
    ["pilot-light", 0],
    ["warm-standby", 25],
    ["active-active", 100],
  ])("sends a %s %d for every 100 of the primary, as much as it runs", (strategy, weight) => {
    const { link } = name({ routing: "weighted" }, strategy);
    expect(link.resource(PRIMARY).weighted_routing_policy).toEqual({ weight: 100 });
    expect(link.resource(DR).weighted_routing_policy).toEqual({ weight });
  });

  it("says that the sides answer and are asked under host names of their own", () => {
    const { manifest } = name({ routing: "latency" });
    const paths = (address: string) =>
      manifest.byDesign.filter((one) => one.address === address).flatMap((one) => one.paths ?? []);
    expect(paths(DR)).toContain("records");
    expect(paths("aws_route53_health_check.www_dr-check")).toEqual(["fqdn"]);
  });

  it.each([
    ["us-east-1", "us-west-2"],
    ["us-west-2", "us-east-1"],
  ])("says that a pair from %s to %s calls for help from us-east-1 for both sides", (primary, dr) => {
    const { manifest, link } = synthesized(
      (pair) =>
        void new FailoverDns(pair, "www", {
          zone: { name: "example.com" },
          name: "www.example.com",
          target: HOSTS,
          check: { kind: "endpoint" },
          routing: "weighted",
        }),
      { primary, dr },
    );
    const alarm = "aws_cloudwatch_metric_alarm.www_dr-alarm";
    expect(link.resource(alarm).alarm_actions).toEqual(["arn:aws:sns:us-east-1:111122223333:shop-alerts"]);
    expect(manifest.byDesign).toContainEqual(
      expect.objectContaining({ address: alarm, paths: ["alarm_actions"] }),
    );
  });

  it("weighs as it is told", () => {
    const other = name({ routing: "weighted", weights: { primary: 90, dr: 10 } });
    expect(other.link.resource(DR).weighted_routing_policy).toEqual({ weight: 10 });
  });

  it("routes by latency when both regions serve", () => {
    expect(name({}, "active-active").link.resource(DR).latency_routing_policy).toEqual({
      region: "eu-central-1",
    });
  });

  it("answers an alias by the load balancer's health, but never drops the DR record for it", () => {
    const { link } = synthesized((pair) => {
      const compute = fleetIn(pair, base(pair));
      new FailoverDns(pair, "www", {
        zone: { name: "example.com", create: true },
        name: "example.com",
        target: { loadBalancer: compute },
        check: { kind: "endpoint" },
      });
    });
    expect(link.resource(PRIMARY)).toMatchObject({ type: "A", alias: { evaluate_target_health: true } });
    expect(link.resource(DR)).toMatchObject({ type: "A", alias: { evaluate_target_health: false } });
    expect(link.resource(PRIMARY)).not.toHaveProperty("ttl");
    expect(link.json.data?.aws_lb).toMatchObject({
      www_primary: { provider: "aws.eu_west_1", name: "shop-web" },
    });
    expect(link.resource("aws_route53_zone.www_zone")).not.toHaveProperty("enable_accelerated_recovery");
  });

  it("leads to a service of containers as well", () => {
    const { link } = synthesized((pair) => {
      const { network } = base(pair);
      const search = new ContainerService(pair, "search", {
        network,
        image: { uri: "public.ecr.aws/acme/search:1" },
        cpu: 512,
        memory: 1024,
        capacity: { min: 2, desired: 4, max: 8 },
        listener: { certificateArns: { primary: "arn:primary", dr: "arn:dr" } },
      });
      new FailoverDns(pair, "www", {
        zone: { name: "example.com" },
        name: "search.example.com",
        target: { loadBalancer: search },
        check: { kind: "endpoint" },
      });
    });
    expect(link.json.data?.aws_lb).toMatchObject({
      www_primary: { name: "shop-search" },
      www_dr: { name: "shop-search" },
    });
  });

  it("puts alarms where Route 53 publishes, whatever the pair's regions", () => {
    const { link } = name();
    expect(link.resource("aws_cloudwatch_metric_alarm.www_primary-alarm")).toMatchObject({
      provider: "aws.us_east_1",
      namespace: "AWS/Route53",
      dimensions: { HealthCheckId: `\${${CHECK}.id}` },
      alarm_actions: ["${aws_sns_topic.alerts_us-east-1.arn}"],
    });
  });

  it("judges an alarm, and takes silence for an outage", () => {
    const { link } = name({
      check: { kind: "alarm", alarmNames: { primary: "orders-stuck", dr: "orders-stuck" } },
    });
    expect(link.resource(CHECK)).toMatchObject({
      type: "CLOUDWATCH_METRIC",
      cloudwatch_alarm_name: "orders-stuck",
      cloudwatch_alarm_region: "eu-west-1",
      insufficient_data_health_status: "Unhealthy",
      triggers: { settingsVersion: "1" },
    });
    expect(link.resource(CHECK)).not.toHaveProperty("fqdn");
  });

  it("calculates from children", () => {
    const { link } = name({
      check: {
        kind: "calculated",
        of: [{ kind: "endpoint" }, { kind: "endpoint", path: "/pay" }],
        healthy: 1,
      },
    });
    expect(link.resource(CHECK)).toMatchObject({ type: "CALCULATED", child_health_threshold: 1 });
    expect(link.resource(`${CHECK}-2`)).toMatchObject({ resource_path: "/pay", enable_sni: true });
  });

  it("counts detection and TTL against the RTO", () => {
    expect(() => name({}, "warm-standby", Duration.minutes(2))).toThrow(
      /rto: 2 min cannot be met, failing over takes 150 s: 150 s for noticing and redirecting "www.example.com"/,
    );
    expect(() =>
      name({ check: { kind: "endpoint", intervalInSeconds: 10 } }, "warm-standby", Duration.minutes(2)),
    ).not.toThrow();
  });

  it.each<[string, Partial<FailoverDnsProps>, RegExp]>([
    ["a TTL above a minute", { ttl: Duration.minutes(5) }, /www\.ttl: 5 min keeps callers/],
    ["a name outside the zone", { name: "www.example.org" }, /www\.name: .* is not in zone example\.com/],
    ["a CNAME at the apex", { name: "example.com" }, /www\.name: the zone's own name cannot be a CNAME/],
  ])("refuses %s", (_what, props, message) => {
    expect(() => name(props)).toThrow(message);
  });
});
