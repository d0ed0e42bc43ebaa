import { gzipSync } from "node:zlib";
import type { Json, JsonObject } from "../../analyzer/base/json";
import type { Report } from "../../analyzer/model/report";
import { reportOf } from "../support/analysis";
import { constant, plan, type PlanBuilder, ref } from "../support/plan-builder";

const EAST = () => plan("us-east-1");
const WEST = () => plan("us-west-2");

/** Compares one resource of each side. */
function report(type: string, primary: JsonObject, dr: JsonObject): Report {
  return reportOf({
    primary: EAST().resource(`${type}.x`, primary),
    dr: WEST().resource(`${type}.x`, dr),
    strategy: "active-active",
    regions: { primary: "us-east-1", dr: "us-west-2" },
  });
}

/** The paths in which the two differ. */
function differing(type: string, primary: JsonObject, dr: JsonObject): string[] {
  const { findings } = report(type, primary, dr);
  return findings.flatMap(({ differences }) => differences.map(({ path }) => path));
}

function policyOf(...statements: JsonObject[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const READ = { Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "*" };

describe("policies are equal", () => {
  it.each<[string, string, string]>([
    ["in another order", policyOf(READ), policyOf({ ...READ, Action: ["s3:ListBucket", "s3:GetObject"] })],
    [
      "with one string for a list",
      policyOf({ ...READ, Action: "s3:Get*" }),
      policyOf({ ...READ, Action: ["s3:Get*"] }),
    ],
    [
      "with actions in other letters",
      policyOf({ ...READ, Action: "S3:getobject" }),
      policyOf({ ...READ, Action: "s3:GetObject" }),
    ],
    [
      "split into statements",
      policyOf(READ),
      policyOf({ ...READ, Action: "s3:GetObject" }, { ...READ, Action: "s3:ListBucket" }),
    ],
    [
      "with a single statement that is no list",
      policyOf(READ),
      JSON.stringify({ Version: "2012-10-17", Statement: READ }),
    ],
    ["under other Sids", policyOf({ ...READ, Sid: "A" }), policyOf({ ...READ, Sid: "B" })],
    ["with a Sid on one side", policyOf({ ...READ, Sid: "A" }), policyOf(READ)],
    [
      "with an account's root ARN for its id",
      policyOf({ ...READ, Principal: { AWS: "arn:aws:iam::999900001111:root" } }),
      policyOf({ ...READ, Principal: { AWS: ["999900001111"] } }),
    ],
    [
      "with everybody in two spellings",
      policyOf({ ...READ, Principal: "*" }),
      policyOf({ ...READ, Principal: { AWS: "*" } }),
    ],
    [
      "with conditions in another order",
      policyOf({ ...READ, Condition: { StringEquals: { "aws:SourceVpc": ["a", "b"], "aws:x": "1" } } }),
      policyOf({ ...READ, Condition: { StringEquals: { "AWS:x": ["1"], "aws:sourcevpc": ["b", "a"] } } }),
    ],
    [
      "for the own region",
      policyOf({
        ...READ,
        Resource: "arn:aws:sqs:us-east-1:1:q",
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      }),
      policyOf({
        ...READ,
        Resource: "arn:aws:sqs:us-west-2:1:q",
        Condition: { StringEquals: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } },
      }),
    ],
    [
      "with white space and another order of members",
      policyOf(READ),
      `{ "Statement": [ { "Resource": "*",\n "Action": ["s3:GetObject","s3:ListBucket"], "Effect": "Allow" } ], "Version": "2012-10-17" }`,
    ],
  ])("%s", (_how, primary, dr) => {
    expect(differing("aws_iam_policy", { policy: primary }, { policy: dr })).toEqual([]);
  });
});

describe("policies differ", () => {
  it.each<[string, JsonObject, JsonObject, string]>([
    ["in an action that DR lacks", READ, { ...READ, Action: "s3:GetObject" }, "critical"],
    ["in an action that primary lacks", { ...READ, Action: "s3:GetObject" }, READ, "warning"],
    ["in the effect", READ, { ...READ, Effect: "Deny" }, "critical"],
    ["in a condition", READ, { ...READ, Condition: { Bool: { "aws:SecureTransport": "true" } } }, "critical"],
    [
      "in the principal",
      { ...READ, Principal: { AWS: "999900001111" } },
      { ...READ, Principal: { AWS: "888800001111" } },
      "critical",
    ],
    [
      "in Action against NotAction",
      { Effect: "Allow", Action: "s3:*", Resource: "*" },
      { Effect: "Allow", NotAction: "s3:*", Resource: "*" },
      "critical",
    ],
    [
      "in the region that DR names",
      { ...READ, Resource: "arn:aws:sqs:us-east-1:1:q" },
      { ...READ, Resource: "arn:aws:sqs:us-east-1:1:q" },
      "critical",
    ],
  ])("%s", (_how, primary, dr, severity) => {
    const { findings } = report("aws_iam_policy", { policy: policyOf(primary) }, { policy: policyOf(dr) });
    expect(
      findings.map((finding) => [finding.severity, finding.differences.map(({ path }) => path)]),
    ).toEqual([[severity, ["policy"]]]);
  });

  it("and the finding names only the permissions that differ", () => {
    const [finding] = report(
      "aws_iam_policy",
      { policy: policyOf(READ) },
      { policy: policyOf({ ...READ, Action: "s3:GetObject" }) },
    ).findings;
    expect(finding?.differences).toEqual([{ path: "policy", primary: ["Allow s3:ListBucket on *"], dr: [] }]);
  });
});

describe("JSON in strings", () => {
  it("is JSON: members have no order, numbers are numbers", () => {
    expect(
      differing(
        "aws_sqs_queue",
        { redrive_policy: '{"a":1,"maxReceiveCount":5}' },
        { redrive_policy: '{ "maxReceiveCount": "5", "a": 1 }' },
      ),
    ).toEqual([]);
  });

  it("differs member by member", () => {
    const dashboard = (title: string) =>
      JSON.stringify({ widgets: [{ type: "metric", properties: { period: title.length } }] });
    expect(differing("aws_x", { body: dashboard("a") }, { body: dashboard("ab") })).toEqual([
      "body.widgets[0].properties.period",
    ]);
  });

  it("against a text that is none is a difference", () => {
    expect(differing("aws_x", { body: '{"a":1}' }, { body: "a: 1" })).toEqual(["body"]);
  });

  it("of event patterns has lists without order only where they hold no plain text", () => {
    expect(differing("aws_x", { body: '{"list":["b","a"]}' }, { body: '{"list":["a","b"]}' })).not.toEqual(
      [],
    );
  });
});

describe("container definitions", () => {
  const container = (more: JsonObject) =>
    JSON.stringify([{ name: "app", image: "app:1", portMappings: [{ containerPort: 80, ...more }] }]);

  it("with ECS's defaults spelt out are equal", () => {
    const spelt = JSON.stringify([
      {
        name: "app",
        image: "app:1",
        essential: true,
        cpu: 0,
        portMappings: [{ containerPort: 80, hostPort: 80, protocol: "tcp" }],
      },
    ]);
    expect(
      differing(
        "aws_ecs_task_definition",
        { container_definitions: container({}) },
        { container_definitions: spelt },
      ),
    ).toEqual([]);
  });

  it("with another port, image or log region differ", () => {
    expect(
      differing(
        "aws_ecs_task_definition",
        { container_definitions: container({}) },
        { container_definitions: container({ protocol: "udp" }) },
      ),
    ).toEqual(["container_definitions[0].portMappings[0].protocol"]);
    const logs = (region: string) =>
      JSON.stringify([
        { name: "app", image: "app:1", logConfiguration: { options: { "awslogs-region": region } } },
      ]);
    expect(
      differing(
        "aws_ecs_task_definition",
        { container_definitions: logs("us-east-1") },
        { container_definitions: logs("us-west-2") },
      ),
    ).toEqual([]);
    expect(
      differing(
        "aws_ecs_task_definition",
        { container_definitions: logs("us-east-1") },
        { container_definitions: logs("us-east-1") },
      ),
    ).toHaveLength(1);
  });

  it("whose environment stands in another order are equal", () => {
    const environment = (names: string[]) =>
      JSON.stringify([{ name: "app", environment: names.map((name) => ({ name, value: name })) }]);
    expect(
      differing(
        "aws_ecs_task_definition",
        { container_definitions: environment(["A", "B"]) },
        { container_definitions: environment(["B", "A"]) },
      ),
    ).toEqual([]);
  });
});

describe("user data", () => {
  const script = (region: string, more = "") => `#!/bin/sh\naws configure set region ${region}\n${more}`;
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const gzip = (text: string) => gzipSync(text).toString("base64");

  it.each<[string, (text: string) => string]>([
    ["base64", base64],
    ["gzip in base64", gzip],
  ])("in %s is compared as the script that it is", (_how, encode) => {
    const compare = (dr: string) =>
      differing("aws_launch_template", { user_data: encode(script("us-east-1")) }, { user_data: encode(dr) });
    expect(compare(script("us-west-2"))).toEqual([]);
    expect(compare(script("us-east-1"))).toEqual(["user_data"]);
    expect(compare(script("us-west-2", "yum update -y\n"))).toEqual(["user_data"]);
  });

  it("shows the lines that differ, not the whole script", () => {
    const [finding] = report(
      "aws_launch_template",
      { user_data: base64(script("us-east-1", "install a")) },
      { user_data: base64(script("us-west-2", "install b")) },
    ).findings;
    expect(finding?.differences).toEqual([{ path: "user_data", primary: "install a", dr: "install b" }]);
  });

  it("of different lengths names the lines that one side lacks, without comparing every two of many", () => {
    const lines = (count: number, more: string) =>
      `${Array.from({ length: count }, (_, i) => `step ${i}`).join("\n")}${more}`;
    const [finding] = report(
      "aws_launch_template",
      { user_data: base64(lines(1000, "")) },
      { user_data: base64(lines(1000, "\nstep extra")) },
    ).findings;
    expect(finding?.differences).toEqual([{ path: "user_data", primary: "", dr: "step extra" }]);
  });

  it("that is no text is compared as it is", () => {
    const bytes = (last: number) =>
      Buffer.from([0xff, 0xfe, 0x00, 0x81, last, 1, 2, 3, 4]).toString("base64");
    expect(differing("aws_launch_template", { user_data: bytes(1) }, { user_data: bytes(2) })).toEqual([
      "user_data",
    ]);
  });
});

describe("sets and blocks", () => {
  const rule = (port: number, cidrs: string[]): JsonObject => ({
    from_port: port,
    to_port: port,
    protocol: "tcp",
    cidr_blocks: cidrs,
  });
  const setting = (name: string, value: string): JsonObject => ({ name, value });

  it("have no order", () => {
    const values = (rules: JsonObject[]) => ({ ingress: rules });
    expect(
      differing(
        "aws_security_group",
        values([rule(443, ["0.0.0.0/0"]), rule(80, ["198.51.100.0/24", "203.0.113.0/24"])]),
        values([rule(80, ["203.0.113.0/24", "198.51.100.0/24"]), rule(443, ["0.0.0.0/0"])]),
      ),
    ).toEqual([]);
  });

  it("elements pair by what names them: a changed one is one change", () => {
    expect(
      differing(
        "aws_x",
        { setting: [setting("a", "1"), setting("b", "2")] },
        { setting: [setting("b", "3"), setting("a", "1")] },
      ),
    ).toEqual(["setting[1].value"]);
  });

  it("an element that is missing is told with what it holds", () => {
    expect(
      differing(
        "aws_x",
        { setting: [setting("a", "1"), setting("b", "2")] },
        { setting: [setting("a", "1")] },
      ),
    ).toEqual(["setting[1].name", "setting[1].value"]);
  });

  it("of plain values are told by the values that differ", () => {
    const { findings } = report(
      "aws_security_group",
      { ingress: [rule(443, ["198.51.100.0/24", "203.0.113.0/24"])] },
      { ingress: [rule(443, ["198.51.100.0/24", "192.0.2.0/24"])] },
    );
    const told = JSON.stringify(findings.map(({ differences }) => differences));
    expect(told).toContain("203.0.113.0/24");
    expect(told).not.toContain("198.51.100.0/24");
  });

  it("blocks whose order is a priority have one, however deep they stand", () => {
    const group = (types: string[]) => ({
      mixed_instances_policy: [
        { launch_template: [{ override: types.map((instance_type) => ({ instance_type })) }] },
      ],
    });
    const paths = differing(
      "aws_autoscaling_group",
      group(["m7g.large", "m6g.large"]),
      group(["m6g.large", "m7g.large"]),
    );
    expect(paths).toHaveLength(2);
    const behaviours = (patterns: string[]) => ({
      ordered_cache_behavior: patterns.map((path_pattern) => ({ path_pattern })),
    });
    expect(differing("aws_x", behaviours(["/a", "/b"]), behaviours(["/b", "/a"]))).toHaveLength(2);
  });

  it("a list whose order is a priority has one", () => {
    expect(differing("aws_x", { command: ["a", "b"] }, { command: ["b", "a"] })).not.toEqual([]);
  });
});

describe("the version of a launch template", () => {
  const group = (builder: PlanBuilder, id: string, newest: number, version: string) =>
    builder
      .resource("aws_launch_template.app", { id, name: "app", latest_version: newest, default_version: 1 })
      .resource("aws_autoscaling_group.app", {
        name: "app",
        launch_template: [{ id, name: "app", version }],
      });
  const paths = (newest: [number, number], version: [string, string]) =>
    reportOf({
      primary: group(EAST(), "lt-0aaaaaaaaaaaaaaaa", newest[0], version[0]),
      dr: group(WEST(), "lt-0bbbbbbbbbbbbbbbb", newest[1], version[1]),
    }).findings.flatMap(({ differences }) => differences.map(({ path }) => path));

  it.each<[string, [number, number], [string, string]]>([
    ["each side's newest", [12, 4], ["12", "4"]],
    ["one behind each side's newest", [12, 4], ["11", "3"]],
  ])("is equal where it is %s", (_what, newest, version) => {
    expect(paths(newest, version)).toEqual([]);
  });

  it.each<[string, [number, number], [string, string]]>([
    ["stays behind on one side", [12, 12], ["12", "11"]],
    ["is a number here and follows the template there", [12, 12], ["12", "$Latest"]],
  ])("differs where it %s", (_what, newest, version) => {
    expect(paths(newest, version)).toEqual(["launch_template[0].version"]);
  });
});

describe("an order that means something", () => {
  const members = (...ids: string[]) => ({
    origin_group: [{ origin_id: "group", member: ids.map((id) => ({ origin_id: id })) }],
  });

  it("is which origin serves, and which is failed over to", () => {
    const [first, second] = [members("bucket", "mirror"), members("mirror", "bucket")];
    expect(differing("aws_cloudfront_distribution", first, first)).toEqual([]);
    expect(differing("aws_cloudfront_distribution", first, second)).not.toEqual([]);
  });

  it.each(["Choices", "Retry", "Catch"])("is which of a state machine's %s comes first", (name) => {
    const machine = (...next: string[]) => ({
      definition: JSON.stringify({
        StartAt: "A",
        States: { A: { Type: "Task", [name]: next.map((Next) => ({ Next, ErrorEquals: ["States.ALL"] })) } },
      }),
    });
    expect(differing("aws_sfn_state_machine", machine("B", "C"), machine("B", "C"))).toEqual([]);
    expect(differing("aws_sfn_state_machine", machine("B", "C"), machine("C", "B"))).not.toEqual([]);
  });
});

describe("what says nothing is equal to what is not there", () => {
  it.each<[Json, Json]>([
    [null, ""],
    [null, []],
    [null, {}],
    [null, false],
    ["", []],
    [[], [{ a: null, b: [] }]],
    [0, null],
  ])("%j and %j", (primary, dr) => {
    expect(differing("aws_x", { thing: primary }, { thing: dr })).toEqual([]);
    expect(differing("aws_x", { thing: dr }, {})).toEqual([]);
  });

  it.each<[string, Json, Json]>([
    ["enabled", true, null],
    ["reserved_concurrent_executions", 0, null],
    ["desired_count", 0, null],
    ["weight", 0, null],
    ["from_port", 0, null],
    ["size", 1, null],
  ])("but %s: %j is not %j", (name, primary, dr) => {
    expect(differing("aws_x", { [name]: primary }, { [name]: dr })).toEqual([name]);
  });
});

describe("spellings", () => {
  it.each<[Json, Json]>([
    ["5", 5],
    ["5.0", "5"],
    [true, "true"],
  ])("%j is %j", (primary, dr) => {
    expect(differing("aws_x", { thing: primary }, { thing: dr })).toEqual([]);
  });

  it.each([
    ["16.10", "16.1"],
    ["1.30", "1.3"],
    ["0x10", "16"],
    ["1e3", "1000"],
  ])("but the version %s is not %s", (primary, dr) => {
    expect(differing("aws_x", { version: primary }, { version: dr })).toEqual(["version"]);
  });

  it("big numbers are told apart digit by digit where they are texts", () => {
    expect(differing("aws_x", { asn: "4200000001" }, { asn: "4200000002" })).toEqual(["asn"]);
  });
});

describe("texts that differ in signs alone", () => {
  it.each([
    ["cron(0 12 * * ? *)", "cron(0 12 ? * * *)"],
    ["https://a.example.com:443", "https://a.example.com/443"],
    ["a|b", "a&b"],
    [">= 1.2", "~> 1.2"],
  ])("%s is not %s", (primary, dr) => {
    expect(differing("aws_x", { thing: primary }, { thing: dr })).toEqual(["thing"]);
  });
});

describe("what is never compared", () => {
  it("ids, ARNs, counters, merged tags, names of one's own, computed attributes", () => {
    const template = (n: number) => ({
      id: `lt-0${n}`,
      arn: `arn:aws:ec2:x:1:launch-template/lt-0${n}`,
      latest_version: n,
      default_version: n,
      name: `t-${n}`,
      tags_all: { n: String(n) },
    });
    expect(differing("aws_launch_template", template(1), template(7))).toEqual([]);
    expect(
      differing("aws_ecs_task_definition", { family: "a", revision: 3 }, { family: "b", revision: 9 }),
    ).toEqual([]);
    const group = (version: string) => ({ launch_template: [{ id: "lt-1", version }] });
    expect(differing("aws_autoscaling_group", group("3"), group("12"))).toEqual([]);
    expect(differing("aws_autoscaling_group", group("$Latest"), group("12"))).toEqual([
      "launch_template[0].version",
    ]);
  });

  it("what has Terraform act again: a hash of ids that are others in each region", () => {
    const deployment = (hash: string) => ({ description: "orders", triggers: { redeployment: hash } });
    expect(differing("aws_api_gateway_deployment", deployment("661fbe82"), deployment("b89262a8"))).toEqual(
      [],
    );
  });

  it("mirrors of other resources, unless the configuration writes them", () => {
    const bucket = (builder: PlanBuilder, enabled: boolean, expressions: JsonObject) =>
      builder.resource("aws_s3_bucket.b", { bucket: "b", versioning: [{ enabled }] }, { expressions });
    const found = (expressions: JsonObject) =>
      reportOf({
        primary: bucket(EAST(), true, expressions),
        dr: bucket(WEST(), false, expressions),
      }).findings.filter(({ kind }) => kind === "attribute");
    expect(found({ bucket: constant("b") })).toEqual([]);
    expect(found({ bucket: constant("b"), versioning: [{ enabled: constant(true) }] })).toHaveLength(1);
  });
});

describe("a tag that tells the sides apart", () => {
  const tags = (primary: JsonObject, dr: JsonObject) =>
    differing("aws_sqs_queue", { name: "q", tags: primary }, { name: "q", tags: dr });

  it("has each side's value", () => {
    expect(tags({ Environment: "production", Region: "x" }, { Environment: "dr", Region: "y" })).toEqual([]);
  });

  it("is missed where one side lacks it, as any tag is", () => {
    expect(tags({ Environment: "production" }, {})).toEqual(["tags.Environment"]);
  });

  it("is not missed where it is but a name", () => {
    expect(tags({ Name: "orders" }, {})).toEqual([]);
  });
});

describe("names that applications look things up by", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["aws_route53_record", { name: "www.example.com", type: "A" }, { name: "api.example.com", type: "A" }],
    ["aws_ssm_parameter", { name: "/app/key-1" }, { name: "/app/other-2" }],
    ["aws_secretsmanager_secret", { name: "shop-db" }, { name: "shop-cache" }],
  ])("%s: are the same on both sides, or a finding", (type, primary, dr) => {
    expect(differing(type, primary, dr)).toEqual(["name"]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["aws_ssm_parameter", { name: "/app/us-east-1/key" }, { name: "/app/us-west-2/key" }],
    ["aws_sqs_queue", { name: "a-queue" }, { name: "other-queue" }],
  ])("%s: but for the region, or where only ids lead to them", (type, primary, dr) => {
    expect(differing(type, primary, dr)).toEqual([]);
  });
});

describe("a value that names the other side", () => {
  it("is a finding of its own rule although both values are the same", () => {
    const [finding] = report(
      "aws_lambda_function",
      { environment: [{ variables: { REGION: "us-east-1" } }] },
      { environment: [{ variables: { REGION: "us-east-1" } }] },
    ).findings;
    expect(finding).toMatchObject({ rule: "home-region-reference", severity: "critical" });
  });

  it.each(["PRIMARY_REGION", "SOURCE_QUEUE", "failoverRegion", "PEER_URL"])(
    "is meant under the name %s",
    (name) => {
      const values = { environment: [{ variables: { [name]: "us-east-1" } }] };
      expect(differing("aws_lambda_function", values, values)).toEqual([]);
    },
  );

  it("is harmless in text for people", () => {
    expect(
      differing(
        "aws_sqs_queue",
        { tags: { owner: "team in us-east-1" } },
        { tags: { owner: "team in us-east-1" } },
      ),
    ).toEqual([]);
  });

  it("an id of AWS that stands on both sides was copied", () => {
    const image = { ami: "ami-0123456789abcdef0" };
    expect(report("aws_instance", image, image).findings).toMatchObject([{ rule: "home-region-reference" }]);
  });

  it("ids that neither side's sources explain are undecided", () => {
    const { findings, unresolved } = report(
      "aws_instance",
      { ami: "ami-0123456789abcdef0" },
      { ami: "ami-0fedcba9876543210" },
    );
    expect(findings).toEqual([]);
    expect(unresolved).toMatchObject([{ path: "ami" }]);
  });
});

describe("a value that is known only after apply", () => {
  const queue = (builder: PlanBuilder, expression: Json, more: PlanBuilder = builder) =>
    more
      .resource("aws_kms_key.a", { description: "a" }, { actions: ["create"], unknown: { arn: true } })
      .resource(
        "aws_kms_key.b",
        { description: "b", enable_key_rotation: true },
        { actions: ["create"], unknown: { arn: true } },
      )
      .resource(
        "aws_sqs_queue.q",
        { name: "q" },
        {
          actions: ["create"],
          unknown: { kms_master_key_id: true, arn: true },
          expressions: { name: constant("q"), kms_master_key_id: expression },
        },
      );
  const paths = (primary: Json, dr: Json) => {
    const { findings, unresolved } = reportOf({ primary: queue(EAST(), primary), dr: queue(WEST(), dr) });
    const onQueue = findings.filter((finding) => finding.dr?.type === "aws_sqs_queue");
    return {
      different: onQueue.flatMap((finding) => finding.differences.map(({ path }) => path)),
      undecided: unresolved.map(({ path }) => path),
    };
  };

  it("is equal when both refer to twins", () => {
    expect(paths(ref("aws_kms_key.a.arn"), ref("aws_kms_key.a.arn"))).toEqual({
      different: [],
      undecided: [],
    });
  });

  it("differs when they refer to something else", () => {
    expect(paths(ref("aws_kms_key.a.arn"), ref("aws_kms_key.b.arn")).different).toEqual([
      "kms_master_key_id",
    ]);
  });

  it("is undecided when one refers to a local, which no plan tells", () => {
    expect(paths(ref("aws_kms_key.a.arn"), ref("local.key"))).toEqual({
      different: [],
      undecided: ["kms_master_key_id"],
    });
  });

  it("is equal when both refer to the same local", () => {
    expect(paths(ref("local.key"), ref("local.key"))).toEqual({ different: [], undecided: [] });
  });

  it("is undecided when both refer to the same local in a document, which may be made of other things", () => {
    const task = (builder: PlanBuilder) =>
      builder.resource(
        "aws_ecs_task_definition.t",
        { family: "t" },
        {
          actions: ["create"],
          unknown: { container_definitions: true, arn: true },
          expressions: { family: constant("t"), container_definitions: ref("local.containers") },
        },
      );
    const { findings, unresolved } = reportOf({ primary: task(EAST()), dr: task(WEST()) });
    expect(findings).toEqual([]);
    expect(unresolved.map(({ path }) => path)).toEqual(["container_definitions"]);
  });

  it("differs from an argument that is not written at all", () => {
    const dr = WEST()
      .resource("aws_kms_key.a", { description: "a" })
      .resource("aws_kms_key.b", { description: "b", enable_key_rotation: true })
      .resource(
        "aws_sqs_queue.q",
        { name: "q", kms_master_key_id: null },
        { expressions: { name: constant("q") } },
      );
    const { findings } = reportOf({ primary: queue(EAST(), ref("aws_kms_key.a.arn")), dr });
    expect(findings.flatMap(({ differences }) => differences.map(({ path }) => path))).toContain(
      "kms_master_key_id",
    );
  });

  it("is nobody's business where neither configuration writes it", () => {
    const side = (builder: PlanBuilder) =>
      builder.resource(
        "aws_sqs_queue.q",
        { name: "q" },
        {
          actions: ["create"],
          unknown: { url: true, kms_data_key_reuse_period_seconds: true },
          expressions: { name: constant("q") },
        },
      );
    expect(reportOf({ primary: side(EAST()), dr: side(WEST()) })).toMatchObject({
      findings: [],
      unresolved: [],
    });
  });

  it("is shown as such", () => {
    const { findings } = reportOf({
      primary: queue(EAST(), ref("aws_kms_key.a.arn")),
      dr: queue(WEST(), ref("aws_kms_key.b.arn")),
    });
    expect(findings.flatMap(({ differences }) => differences)).toContainEqual({
      path: "kms_master_key_id",
      primary: "(known after apply: aws_kms_key.a.arn)",
      dr: "(known after apply: aws_kms_key.b.arn)",
    });
  });
});

describe("structures deeper than any schema", () => {
  it("are undecided, and overflow no stack", () => {
    const deep = (leaf: number): Json =>
      Array.from({ length: 3000 }).reduce<Json>((inner) => ({ a: inner }), leaf);
    const { unresolved } = report("aws_x", { deep: deep(1) }, { deep: deep(2) });
    expect(unresolved).toMatchObject([{ reason: "nested too deeply" }]);
  });
});
