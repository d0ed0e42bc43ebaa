import { contextOf, reportOf, twinsOf } from "../support/analysis";
import { constant, plan, type PlanBuilder, ref } from "../support/plan-builder";
import type { JsonObject } from "../../analyzer/base/json";

const EAST = () => plan("us-east-1");
const WEST = () => plan("us-west-2");

function sorted(primary: PlanBuilder, dr: PlanBuilder, more: object = {}): string[] {
  return twinsOf({ primary, dr, ...more }).sort();
}

describe("twins by declaration", () => {
  const primary = EAST()
    .resource("aws_sqs_queue.a", { name: "x" })
    .resource("aws_sqs_queue.b", { name: "y" });
  const dr = WEST().resource("aws_sqs_queue.a", { name: "x" }).resource("aws_sqs_queue.b", { name: "y" });

  it("the manifest overrules the address", () => {
    const declared = [{ primary: "aws_sqs_queue.a", dr: "aws_sqs_queue.b", reason: "manifest" as const }];
    expect(sorted(primary, dr, { declared })).toContain("manifest: aws_sqs_queue.a = aws_sqs_queue.b");
  });

  it("an address without a key stands for every instance", () => {
    const keyed = (builder: PlanBuilder, name: string) =>
      builder.resource(`aws_sqs_queue.${name}["a"]`, {}).resource(`aws_sqs_queue.${name}["b"]`, {});
    const declared = [
      { primary: "aws_sqs_queue.left", dr: "aws_sqs_queue.right", reason: "mapping" as const },
    ];
    expect(sorted(keyed(EAST(), "left"), keyed(WEST(), "right"), { declared })).toEqual([
      'mapping: aws_sqs_queue.left["a"] = aws_sqs_queue.right["a"]',
      'mapping: aws_sqs_queue.left["b"] = aws_sqs_queue.right["b"]',
    ]);
  });

  it("of what is not there pairs nothing", () => {
    const declared = [{ primary: "aws_sqs_queue.a", dr: "aws_sqs_queue.gone", reason: "manifest" as const }];
    expect(sorted(primary, dr, { declared })).toContain("address: aws_sqs_queue.a = aws_sqs_queue.a");
  });

  it("does not take a longer name for an instance", () => {
    const declared = [{ primary: "aws_sqs_queue.a", dr: "aws_sqs_queue.a", reason: "manifest" as const }];
    const more = (builder: PlanBuilder) =>
      builder.resource("aws_sqs_queue.a", {}).resource("aws_sqs_queue.ab", {});
    expect(sorted(more(EAST()), more(WEST()), { declared })).toEqual([
      "address: aws_sqs_queue.ab = aws_sqs_queue.ab",
      "manifest: aws_sqs_queue.a = aws_sqs_queue.a",
    ]);
  });
});

describe("twins by address", () => {
  it("are those with the same, whatever their values", () => {
    const primary = EAST().resource('module.m["a.b"].aws_sqs_queue.q["x"]', { name: "one" });
    const dr = WEST().resource('module.m["a.b"].aws_sqs_queue.q["x"]', { name: "two" });
    expect(sorted(primary, dr)).toEqual([
      'address: module.m["a.b"].aws_sqs_queue.q["x"] = module.m["a.b"].aws_sqs_queue.q["x"]',
    ]);
  });

  it("a data source is no twin of a resource", () => {
    const primary = EAST().resource("aws_kms_key.k", { description: "k" });
    const dr = WEST().data("data.aws_kms_key.k", { description: "k" });
    expect(sorted(primary, dr)).toEqual([]);
  });
});

describe("twins of which one has moved", () => {
  it.each(["primary", "dr"])("are told by the previous address (%s moved)", (side) => {
    const stayed = (builder: PlanBuilder) => builder.resource("aws_sqs_queue.orders", { name: "orders" });
    const moved = (builder: PlanBuilder) =>
      builder.resource(
        "module.queue.aws_sqs_queue.this",
        { name: "orders" },
        { previousAddress: "aws_sqs_queue.orders" },
      );
    const twins =
      side === "primary" ? sorted(moved(EAST()), stayed(WEST())) : sorted(stayed(EAST()), moved(WEST()));
    expect(twins).toEqual([expect.stringMatching(/^moved: /)]);
  });
});

describe("twins by neutral address", () => {
  it.each([
    ["aws_sqs_queue.primary", "aws_sqs_queue.dr"],
    ["aws_sqs_queue.orders", "aws_sqs_queue.orders_dr"],
    ["aws_sqs_queue.orders_us_east_1", "aws_sqs_queue.orders_us_west_2"],
    ["module.use1.aws_sqs_queue.q", "module.usw2.aws_sqs_queue.q"],
    ['aws_sqs_queue.q["us-east-1"]', 'aws_sqs_queue.q["us-west-2"]'],
    ["module.app_primary.module.queue.aws_sqs_queue.this", "module.app_dr.module.queue.aws_sqs_queue.this"],
  ])("%s and %s", (primary, dr) => {
    expect(sorted(EAST().resource(primary, {}), WEST().resource(dr, {}))).toEqual([
      `neutral address: ${primary} = ${dr}`,
    ]);
  });

  it("zones as keys pair by letter", () => {
    const subnets = (builder: PlanBuilder, region: string) =>
      ["a", "b", "c"].reduce(
        (all, letter) =>
          all.resource(`aws_subnet.private["${region}${letter}"]`, {
            availability_zone: `${region}${letter}`,
          }),
        builder,
      );
    expect(sorted(subnets(EAST(), "us-east-1"), subnets(WEST(), "us-west-2"))).toEqual(
      ["a", "b", "c"].map(
        (letter) =>
          `neutral address: aws_subnet.private["us-east-1${letter}"] = aws_subnet.private["us-west-2${letter}"]`,
      ),
    );
  });

  it("zones as keys pair by place when the letters differ", () => {
    const subnets = (builder: PlanBuilder, region: string, letters: string, network: number) =>
      [...letters].reduce(
        (all, letter, i) =>
          all.resource(`aws_subnet.private["${region}${letter}"]`, {
            availability_zone: `${region}${letter}`,
            cidr_block: `10.${network}.${i}.0/24`,
          }),
        builder.resource("aws_vpc.main", { cidr_block: `10.${network}.0.0/16` }),
      );
    const twins = sorted(subnets(EAST(), "us-east-1", "ab", 0), subnets(WEST(), "us-west-2", "bc", 1));
    expect(twins.filter((text) => text.includes("aws_subnet"))).toHaveLength(2);
  });

  it("count pairs with for_each, instance by instance", () => {
    const queue = (name: string) => ({ name, visibility_timeout_seconds: name.length });
    const primary = EAST()
      .resource("aws_sqs_queue.q[0]", queue("orders"))
      .resource("aws_sqs_queue.q[1]", queue("mails"));
    const dr = WEST()
      .resource('aws_sqs_queue.q["mails"]', queue("mails"))
      .resource('aws_sqs_queue.q["orders"]', queue("orders"));
    const pairs = contextOf({ primary, dr }).pairing.twins.map((twins) => [
      twins.primary.values?.name,
      twins.dr.values?.name,
    ]);
    expect(pairs.sort()).toEqual([
      ["mails", "mails"],
      ["orders", "orders"],
    ]);
  });

  it("instances by key pair with blocks that are named so", () => {
    const hop = { destination_cidr_block: "10.0.0.0/16" };
    const found = sorted(
      EAST().resource("aws_route.peer_t0", hop).resource("aws_route.peer_t1", hop),
      WEST().resource('aws_route.peer["t0"]', hop).resource('aws_route.peer["t1"]', hop),
    );
    expect(found).toEqual([
      'neutral address: aws_route.peer_t0 = aws_route.peer["t0"]',
      'neutral address: aws_route.peer_t1 = aws_route.peer["t1"]',
    ]);
  });

  it("a count that has lost its first instance is paired by likeness, not by number", () => {
    const queue = (name: string) => ({ name, visibility_timeout_seconds: name.length });
    const primary = EAST()
      .resource("aws_sqs_queue.q[0]", queue("a-gone"))
      .resource("aws_sqs_queue.q[1]", queue("orders"))
      .resource("aws_sqs_queue.q[2]", queue("mailings"));
    const dr = WEST()
      .resource("aws_sqs_queue.q[0]", queue("orders"))
      .resource("aws_sqs_queue.q[1]", queue("mailings"));
    const { twins, onlyPrimary } = contextOf({ primary, dr }).pairing;
    expect(twins.map((pair) => [pair.primary.values?.name, pair.dr.values?.name]).sort()).toEqual([
      ["mailings", "mailings"],
      ["orders", "orders"],
    ]);
    expect(onlyPrimary.map(({ address }) => address)).toEqual(["aws_sqs_queue.q[0]"]);
  });
});

describe("twins by replication", () => {
  it("a replica key and the key that its ARN names", () => {
    const key = (name: string, id: string) =>
      [
        `aws_kms_key.${name}`,
        { key_id: id, arn: `arn:aws:kms:us-east-1:111122223333:key/${id}`, multi_region: true },
      ] as const;
    const primary = EAST()
      .resource(...key("x", "mrk-0000000000000000000000000000000a"))
      .resource(...key("y", "mrk-0000000000000000000000000000000b"));
    const dr = WEST().resource("aws_kms_replica_key.data", {
      primary_key_arn: "arn:aws:kms:us-east-1:111122223333:key/mrk-0000000000000000000000000000000b",
    });
    expect(sorted(primary, dr)).toEqual(["replication: aws_kms_key.y = aws_kms_replica_key.data"]);
  });

  it("a replica whose source is not known yet goes by the reference", () => {
    const database = (name: string) =>
      [`aws_db_instance.${name}`, { identifier: name }, { actions: ["create"] }] as const;
    const combined = EAST()
      .provider("aws.dr", constant("us-west-2"))
      .resource(...database("first"))
      .resource(...database("second"))
      .resource(
        "aws_db_instance.copy",
        { instance_class: "db.t4g.small" },
        {
          actions: ["create"],
          provider: "aws.dr",
          unknown: { replicate_source_db: true },
          expressions: { replicate_source_db: ref("aws_db_instance.second.arn") },
        },
      );
    expect(twinsOf({ combined })).toEqual(["replication: aws_db_instance.second = aws_db_instance.copy"]);
  });

  it("members of one global database", () => {
    const member = (identifier: string) => ({
      cluster_identifier: identifier,
      global_cluster_identifier: "shop-global",
    });
    const primary = EAST().resource("aws_rds_cluster.writer", member("shop-a"));
    const dr = WEST().resource("aws_rds_cluster.reader", member("shop-b"));
    expect(sorted(primary, dr)).toEqual(["replication: aws_rds_cluster.writer = aws_rds_cluster.reader"]);
  });

  it("a bucket and the bucket that it replicates to", () => {
    const primary = EAST()
      .resource("aws_s3_bucket.uploads", { bucket: "shop-uploads" })
      .resource("aws_s3_bucket_replication_configuration.uploads", {
        bucket: "shop-uploads",
        rule: [{ status: "Enabled", destination: [{ bucket: "arn:aws:s3:::vault-7f" }] }],
      });
    const dr = WEST().resource("aws_s3_bucket.archive", { bucket: "vault-7f" });
    expect(sorted(primary, dr)).toEqual(["replication: aws_s3_bucket.uploads = aws_s3_bucket.archive"]);
  });
});

describe("twins by name", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["aws_sqs_queue", { name: "orders" }, { name: "orders-dr" }],
    ["aws_s3_bucket", { bucket: "shop-logs-us-east-1" }, { bucket: "shop-logs-us-west-2" }],
    ["aws_lambda_function", { function_name: "use1-orders" }, { function_name: "usw2-orders" }],
    ["aws_vpc", { tags: { Name: "shop-primary" } }, { tags: { Name: "shop-secondary" } }],
  ])("of %s", (type, left, right) => {
    const primary = EAST().resource(`${type}.one`, left);
    const dr = WEST().resource(`module.flat.${type}.other`, right);
    expect(sorted(primary, dr)).toEqual([`name: ${type}.one = module.flat.${type}.other`]);
  });

  it("nested modules pair with a flat root", () => {
    const nested = (name: string) => `module.app.module.queues["${name}"].aws_sqs_queue.this`;
    const primary = EAST()
      .resource(nested("orders"), { name: "orders" })
      .resource(nested("mails"), { name: "mails" });
    const dr = WEST()
      .resource("aws_sqs_queue.order_intake", { name: "orders-dr" })
      .resource("aws_sqs_queue.mail_out", { name: "mails-dr" });
    expect(sorted(primary, dr)).toEqual([
      `name: ${nested("mails")} = aws_sqs_queue.mail_out`,
      `name: ${nested("orders")} = aws_sqs_queue.order_intake`,
    ]);
  });

  it("of two of one name, the more alike", () => {
    const rule = (size: number) => ({
      name: "shared",
      evaluation_periods: size,
      period: size,
      threshold: size,
      alarm_name: "x",
    });
    const primary = EAST()
      .resource("aws_cloudwatch_metric_alarm.a", rule(1))
      .resource("aws_cloudwatch_metric_alarm.b", rule(2));
    const dr = WEST()
      .resource("aws_cloudwatch_metric_alarm.c", rule(2))
      .resource("aws_cloudwatch_metric_alarm.d", rule(1));
    expect(sorted(primary, dr)).toEqual([
      "name: aws_cloudwatch_metric_alarm.a = aws_cloudwatch_metric_alarm.d",
      "name: aws_cloudwatch_metric_alarm.b = aws_cloudwatch_metric_alarm.c",
    ]);
  });
});

describe("twins by parent", () => {
  it("what a parent has one of, however it is called and differs", () => {
    const side = (builder: PlanBuilder, region: string, word: string, states: readonly [string, string]) =>
      ["data", "logs"].reduce(
        (all, name, i) =>
          all
            .resource(`aws_s3_bucket.${name}`, {
              id: `shop-${name}-${region}`,
              bucket: `shop-${name}-${region}`,
            })
            .resource(`aws_s3_bucket_versioning.${word}_${i}`, {
              bucket: `shop-${name}-${region}`,
              versioning_configuration: [{ status: states[i] ?? "" }],
            }),
        builder,
      );
    const primary = side(EAST(), "us-east-1", "keep", ["Enabled", "Suspended"]);
    const dr = side(WEST(), "us-west-2", "hold", ["Suspended", "Enabled"]);
    expect(sorted(primary, dr).filter((text) => text.includes("versioning"))).toEqual([
      "parent: aws_s3_bucket_versioning.keep_0 = aws_s3_bucket_versioning.hold_0",
      "parent: aws_s3_bucket_versioning.keep_1 = aws_s3_bucket_versioning.hold_1",
    ]);
  });
});

describe("twins by reference", () => {
  const network = (builder: PlanBuilder, names: { open: string; closed: string }, gateway: string) => {
    const subnet = (name: string, cidr: string, open: boolean) =>
      builder.resource(`aws_subnet.${name}`, {
        id: `subnet-${name}`,
        vpc_id: "vpc-0a1b2c3d4e",
        cidr_block: cidr,
        map_public_ip_on_launch: open,
      });
    builder.resource("aws_vpc.this", { id: "vpc-0a1b2c3d4e", cidr_block: "10.0.0.0/16" });
    subnet(names.open, "10.0.0.0/24", true);
    subnet(names.closed, "10.0.1.0/24", false);
    return builder.resource("aws_nat_gateway.this", { id: "nat-1", subnet_id: `subnet-${gateway}` });
  };
  const primary = network(EAST(), { open: "public", closed: "private" }, "public");
  const bySubnet = (gateway: string) =>
    sorted(primary, network(WEST(), { open: "edge", closed: "app" }, gateway))
      .filter((text) => text.includes("aws_subnet"))
      .map((text) => text.replace(/^\w+: /, ""))
      .sort();

  it("are what twins refer to under one argument", () => {
    expect(bySubnet("edge")).toEqual([
      "aws_subnet.private = aws_subnet.app",
      "aws_subnet.public = aws_subnet.edge",
    ]);
  });

  it("are not what one wrong reference says: it is the mistake that is looked for", () => {
    expect(bySubnet("app")).toEqual([
      "aws_subnet.private = aws_subnet.app",
      "aws_subnet.public = aws_subnet.edge",
    ]);
  });
});

describe("twins by shape", () => {
  const rule = (group: string, port: number): JsonObject => ({
    type: "ingress",
    security_group_id: group,
    from_port: port,
    to_port: port,
    protocol: "tcp",
    cidr_blocks: ["0.0.0.0/0"],
  });

  it("nameless resources pair with what is most alike", () => {
    const primary = EAST()
      .resource("aws_security_group_rule.https", rule("sg-1", 443))
      .resource("aws_security_group_rule.ssh", rule("sg-1", 22));
    const dr = WEST()
      .resource("aws_security_group_rule.r1", rule("sg-2", 22))
      .resource("aws_security_group_rule.r2", rule("sg-2", 443));
    expect(sorted(primary, dr).map((text) => text.replace(/^\w+: /, ""))).toEqual([
      "aws_security_group_rule.https = aws_security_group_rule.r2",
      "aws_security_group_rule.ssh = aws_security_group_rule.r1",
    ]);
  });

  it("two resources of one type that have little in common are no twins", () => {
    const primary = EAST().resource("aws_sqs_queue.orders", {
      name: "orders",
      visibility_timeout_seconds: 30,
      delay_seconds: 1,
    });
    const dr = WEST().resource("aws_sqs_queue.audit", {
      name: "audit",
      visibility_timeout_seconds: 900,
      delay_seconds: 7,
    });
    expect(sorted(primary, dr)).toEqual([]);
  });
});

describe("what has no twin", () => {
  it("is told on its side", () => {
    const primary = EAST()
      .resource("aws_sqs_queue.a", { name: "a" })
      .resource("aws_sns_topic.t", { name: "t" });
    const dr = WEST()
      .resource("aws_sqs_queue.a", { name: "a" })
      .resource("aws_iam_role.dr_operator", { name: "op" });
    const { onlyPrimary, onlyDr } = contextOf({ primary, dr }).pairing;
    expect([onlyPrimary, onlyDr].map((list) => list.map(({ address }) => address))).toEqual([
      ["aws_sns_topic.t"],
      ["aws_iam_role.dr_operator"],
    ]);
  });

  it("is everything, on the side whose other side is empty", () => {
    const primary = EAST().resource("aws_sqs_queue.a", {});
    expect(contextOf({ primary, dr: WEST() }).pairing).toMatchObject({ twins: [], onlyDr: [] });
  });
});

describe("a resource", () => {
  it("is paired once, even where names, keys and addresses say otherwise", () => {
    const many = (builder: PlanBuilder) =>
      Array.from({ length: 30 }, (_, i) => i).reduce(
        (all, i) => all.resource(`aws_sqs_queue.q["${i}"]`, { name: "same" }),
        builder,
      );
    const { twins } = contextOf({ primary: many(EAST()), dr: many(WEST()) }).pairing;
    expect(new Set(twins.map(({ primary }) => primary)).size).toBe(30);
    expect(new Set(twins.map(({ dr }) => dr)).size).toBe(30);
  });

  it.each(["__proto__", "constructor", "toString"])("keyed %s pairs with its like", (key) => {
    const side = (builder: PlanBuilder) =>
      builder.resource(`aws_sqs_queue.q[${JSON.stringify(key)}]`, { name: key });
    expect(sorted(side(EAST()), side(WEST()))).toHaveLength(1);
  });

  it("in a bucket too large to compare every two is still paired", () => {
    const side = (builder: PlanBuilder, name: string) =>
      Array.from({ length: 150 }, (_, i) => i).reduce(
        (all, i) => all.resource(`aws_route.${name}_${i}`, { destination_cidr_block: `10.${i}.0.0/16` }),
        builder,
      );
    const { twins } = contextOf({ primary: side(EAST(), "x"), dr: side(WEST(), "y") }).pairing;
    expect(twins.length).toBeGreaterThan(140);
  });
});

describe("a word that all names of one side end in", () => {
  const side = (region: string, suffix: string, bucket: string) =>
    ["api", "jobs", "mail"].reduce(
      (all, name) => all.resource(`aws_sqs_queue.${name}`, { name: `shop-${name}${suffix}` }),
      plan(region).resource("aws_iam_role_policy.reads", {
        policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` }],
        }),
      }),
    );

  it("stands for the side in what is named nowhere else, too", () => {
    const differing = (bucket: string) =>
      reportOf({
        primary: side("us-east-1", "", "shop-reports"),
        dr: side("us-west-2", "-2", bucket),
      }).findings.length;
    expect(differing("shop-reports-2")).toBe(0);
    expect(differing("shop-report-2")).toBe(1);
  });
});

describe("strangers", () => {
  const role = (service: string) => ({
    assume_role_policy: JSON.stringify({
      Statement: [
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: `${service}.amazonaws.com` } },
      ],
    }),
  });
  const roles = (primary: string, dr: string) =>
    sorted(
      EAST().resource("aws_iam_role.one", role(primary)),
      WEST().resource("aws_iam_role.other", role(dr)),
    );

  it("roles that different services take are no twins, though nothing else is left", () => {
    expect(roles("backup", "s3")).toEqual([]);
    expect(roles("backup", "backup")).toHaveLength(1);
  });

  it("endpoints are twins by their services, whatever they are called", () => {
    const endpoint = (builder: PlanBuilder, region: string, name: string, service: string) =>
      builder.resource(`aws_vpc_endpoint.${name}`, { service_name: `com.amazonaws.${region}.${service}` });
    const primary = endpoint(
      endpoint(EAST(), "us-east-1", "a", "ecr.dkr"),
      "us-east-1",
      "b",
      "secretsmanager",
    );
    const dr = endpoint(WEST(), "us-west-2", "main", "secretsmanager");
    expect(sorted(primary, dr)).toEqual(["name: aws_vpc_endpoint.b = aws_vpc_endpoint.main"]);
  });
});

describe("a wildcard beside a side's word", () => {
  it("without the word is a wider one", () => {
    const side = (region: string, resource: string) =>
      plan(region).resource("aws_iam_role_policy.p", {
        policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Action: "iam:PassRole", Resource: resource }],
        }),
      });
    const { findings } = reportOf({
      primary: side("us-east-1", "arn:aws:iam::*:role/*-primary"),
      dr: side("us-west-2", "arn:aws:iam::*:role/*"),
    });
    expect(findings).toHaveLength(1);
  });
});

describe("a number that DR's names end in", () => {
  it("is a part of a version all the same", () => {
    const side = (region: string, suffix: string, image: string) =>
      ["api", "jobs", "mail"].reduce(
        (all, name) => all.resource(`aws_sqs_queue.${name}`, { name: `shop-${name}${suffix}` }),
        plan(region).resource("aws_sagemaker_model.m", {
          name: `shop-m${suffix}`,
          primary_container: [{ image: `shop/orders:${image}` }],
        }),
      );
    const found = (image: string) =>
      reportOf({ primary: side("us-east-1", "", "1.2.4"), dr: side("us-west-2", "-2", image) }).findings
        .length;
    expect(found("1.2.4")).toBe(0);
    expect(found("1.4")).toBe(1);
  });
});
