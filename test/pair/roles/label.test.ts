import type { JsonObject } from "../../../analyzer/base/json";
import { verdictOf } from "./verdict";

const lifecycle = (id: string, days: number): JsonObject => ({
  bucket: "b",
  rule: [{ id, status: "Enabled", filter: [{ prefix: "tmp/" }], expiration: [{ days }] }],
});
const backup = (name: string, after: number): JsonObject => ({
  name: "p",
  rule: [
    {
      rule_name: name,
      schedule: "cron(0 5 * * ? *)",
      target_vault_name: "v",
      lifecycle: [{ delete_after: after }],
    },
  ],
});
const firewall = (name: string, limit: number, metric = name): JsonObject => ({
  name: "front",
  rule: [
    {
      name,
      priority: 1,
      statement: [{ rate_based_statement: [{ aggregate_key_type: "IP", limit }] }],
      visibility_config: [{ metric_name: metric }],
    },
  ],
});
const notification = (id: string, event: string): JsonObject => ({
  bucket: "b",
  queue: [{ id, queue_arn: "arn:aws:sqs:::q", events: [event] }],
});
const volumes = (name: string, mounted: string): JsonObject => ({
  family: "app",
  volume: [{ name, host_path: "/data" }],
  container_definitions: JSON.stringify([
    { name: "app", image: "app:1", mountPoints: [{ sourceVolume: mounted, containerPath: "/data" }] },
  ]),
});
const origins = (api: string, site: string, target: string): JsonObject => ({
  origin: [
    { origin_id: api, domain_name: "api.example.com" },
    { origin_id: site, domain_name: "site.example.com" },
  ],
  default_cache_behavior: [{ target_origin_id: target, viewer_protocol_policy: "https-only" }],
});

describe("a block's own label", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["aws_s3_bucket_lifecycle_configuration", lifecycle("drop-tmp", 7), lifecycle("expire", 7)],
    ["aws_backup_plan", backup("nightly", 35), backup("every-night", 35)],
    [
      "aws_s3_bucket_notification",
      notification("made", "s3:ObjectCreated:*"),
      notification("new", "s3:ObjectCreated:*"),
    ],
    ["aws_wafv2_web_acl", firewall("flood", 500, "m"), firewall("rate", 500, "m")],
    ["aws_ecs_task_definition", volumes("data", "data"), volumes("files", "files")],
    ["aws_cloudfront_distribution", origins("a", "s", "a"), origins("api", "site", "api")],
  ])("of %s may differ, and what refers to it with it", (type, primary, dr) => {
    expect(verdictOf(type, primary, dr)).toBe("expected");
  });

  it("that is a metric's name is worth a word", () => {
    expect(verdictOf("aws_wafv2_web_acl", firewall("flood", 500), firewall("rate", 500))).toBe("info");
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["aws_s3_bucket_lifecycle_configuration", lifecycle("drop-tmp", 7), lifecycle("expire", 90)],
    ["aws_backup_plan", backup("nightly", 35), backup("every-night", 7)],
    [
      "aws_s3_bucket_notification",
      notification("made", "s3:ObjectCreated:*"),
      notification("new", "s3:ObjectRemoved:*"),
    ],
    ["aws_wafv2_web_acl", firewall("flood", 500), firewall("rate", 100)],
    ["aws_cloudfront_distribution", origins("a", "s", "a"), origins("api", "site", "site")],
  ])("of %s excuses nothing else of its block", (type, primary, dr) => {
    expect(["warning", "critical"]).toContain(verdictOf(type, primary, dr));
  });

  it("excuses no rule that is not there", () => {
    const both = {
      ...lifecycle("drop-tmp", 7),
      rule: [lifecycle("a", 7).rule, lifecycle("b", 30).rule].flat(),
    };
    expect(["warning", "critical"]).toContain(
      verdictOf("aws_s3_bucket_lifecycle_configuration", both as JsonObject, lifecycle("other", 7)),
    );
  });
});
