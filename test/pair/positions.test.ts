import type { JsonObject } from "../../analyzer/base/json";
import { twinsOf } from "../support/analysis";
import { constant, plan, ref, type PlanBuilder } from "../support/plan-builder";

type Instances = readonly (readonly [string, JsonObject])[];

function pairs(primary: Instances, dr: Instances, type = "aws_subnet", vpc = "v"): string[] {
  const side = (builder: PlanBuilder, network: string, instances: Instances, name = "v") =>
    instances.reduce(
      (all, [key, values]) => all.resource(`${type}.s[${JSON.stringify(key)}]`, values),
      builder.resource(`aws_vpc.${name}`, {
        cidr_block: network,
        id: `vpc-${network}`,
        instance_tenancy: "default",
        enable_dns_hostnames: true,
      }),
    );
  const found = twinsOf({
    primary: side(plan("ap-northeast-1"), "10.10.0.0/16", primary),
    dr: side(plan("us-west-2"), "10.20.0.0/16", dr, vpc),
  });
  return found
    .flatMap((text) => /s\["([^"]+)"\] = .*s\["([^"]+)"\]/.exec(text)?.slice(1).join(" ") ?? [])
    .sort();
}

const TOKYO = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"];
const OREGON = ["us-west-2a", "us-west-2b", "us-west-2c"];
const IN_ORDER = TOKYO.map((zone, i) => `${zone} ${OREGON[i] ?? ""}`);

const subnets = (zones: readonly string[], network: string, places = zones.map((_, i) => i)): Instances =>
  zones.map((zone, i) => [zone, { cidr_block: `10.${network}.${String(places[i])}.0/24` }]);

describe("instances by zone, where the sides have other letters", () => {
  it("pair by their networks", () => {
    expect(pairs(subnets(TOKYO, "10"), subnets(OREGON, "20"))).toEqual(IN_ORDER);
    expect(pairs(subnets(TOKYO, "10"), subnets(OREGON, "20", [0, 2, 1]))).toEqual([
      "ap-northeast-1a us-west-2a",
      "ap-northeast-1c us-west-2c",
      "ap-northeast-1d us-west-2b",
    ]);
  });

  it("pair by their networks, whatever the network itself is called", () => {
    const zones = (letters: string) => [...letters];
    expect(pairs(subnets(zones("bc"), "10"), subnets(zones("cd"), "20"), "aws_subnet", "other")).toEqual([
      "b c",
      "c d",
    ]);
  });

  it("pair by their order where no network tells", () => {
    const queues = (zones: readonly string[]): Instances => zones.map((zone) => [zone, { name: "q" }]);
    expect(pairs(queues(TOKYO), queues(OREGON), "aws_sqs_queue")).toEqual(IN_ORDER);
  });

  it("go by their zones' networks where they have none themselves", () => {
    const side = (region: string, network: string, zones: Instances) =>
      zones.reduce(
        (all, [key, values]) =>
          all
            .resource(`aws_subnet.s[${JSON.stringify(key)}]`, values)
            .resource(`aws_route_table_association.s[${JSON.stringify(key)}]`, { gateway_id: null }),
        plan(region).resource("aws_vpc.v", { cidr_block: network, id: `vpc-${network}` }),
      );
    const found = twinsOf({
      primary: side("ap-northeast-1", "10.10.0.0/16", subnets(TOKYO, "10")),
      dr: side(
        "us-west-2",
        "10.20.0.0/16",
        subnets(["us-west-2b", "us-west-2c", "us-west-2d"], "20", [1, 2, 0]),
      ),
    });
    const associations = found.filter((text) => text.includes("association"));
    expect(associations.map((text) => text.match(/-\d[a-z](?="\])/g)?.join(" ")).sort()).toEqual([
      "-1a -2d",
      "-1c -2b",
      "-1d -2c",
    ]);
  });

  it("pair so where the letter stands in a block's name, too, and only where a network tells that it is a zone's", () => {
    const side = (region: string, network: string, letters: string) =>
      [...letters].reduce(
        (all, letter, i) =>
          all
            .resource(`aws_subnet.s_${letter}${i === 2 ? "[0]" : ""}`, {
              cidr_block: `10.${network}.${String(i)}.0/24`,
            })
            .resource(`aws_eip.nat_${letter}`, { domain: "vpc" })
            .resource(`module.m.aws_sqs_queue.plan_${letter}`, { name: `plan-${letter}` }),
        plan(region).resource("aws_vpc.v", { cidr_block: `10.${network}.0.0/16`, id: `vpc-${network}` }),
      );
    const found = twinsOf({
      primary: side("ap-northeast-1", "10", "acd"),
      dr: side("us-west-2", "20", "abc"),
    });
    const pairsOf = (block: string) =>
      found
        .filter((text) => text.includes(block))
        .map((text) => text.match(/_([a-z])(?=\[0\]| |$)/g)?.join(" "))
        .sort();
    expect(pairsOf("aws_subnet.s_")).toEqual(["_a _a", "_c _b", "_d _c"]);
    expect(pairsOf("aws_eip.nat_")).toEqual(["_a _a", "_c _b", "_d _c"]);
    expect(pairsOf("plan_")).toContain("_c _c");
  });

  it("pair so where the sides' modules are told apart by letters as well", () => {
    const side = (module: string, network: string, letters: string) => (all: PlanBuilder, provider: string) =>
      [...letters].reduce(
        (builder, letter, i) =>
          builder
            .resource(
              `module.region_${module}.aws_subnet.s_${letter}`,
              { cidr_block: `10.${network}.${String(i)}.0/24` },
              { provider },
            )
            .resource(`module.region_${module}.aws_route_table_association.s_${letter}`, {}, { provider }),
        all.resource(
          `module.region_${module}.aws_vpc.v`,
          { cidr_block: `10.${network}.0.0/16` },
          { provider },
        ),
      );
    const combined = plan("eu-west-1").provider("aws.dr", constant("ap-northeast-1"));
    const found = twinsOf({
      combined: side("b", "20", "acd")(side("a", "10", "abc")(combined, "aws"), "aws.dr"),
      regions: { primary: "eu-west-1", dr: "ap-northeast-1" },
    });
    const associations = found.filter((text) => text.includes("association"));
    expect(associations.map((text) => text.match(/s_([a-z])(?= |$)/g)?.join(" ")).sort()).toEqual([
      "s_a s_a",
      "s_b s_c",
      "s_c s_d",
    ]);
  });

  it("go by another module's networks where they are put into a subnet, and by nothing else", () => {
    const side = (region: string, network: string, letters: string) =>
      [...letters].reduce(
        (all, letter, i) =>
          all
            .resource(`module.net.aws_subnet.s_${letter}`, { cidr_block: `10.${network}.${String(i)}.0/24` })
            .resource(`module.fs.aws_efs_mount_target.m_${letter}`, {})
            .resource(`module.fs.aws_sqs_queue.plan_${letter}`, { name: `plan-${letter}` }),
        plan(region).resource("module.net.aws_vpc.v", { cidr_block: `10.${network}.0.0/16` }),
      );
    const found = twinsOf({
      primary: side("ap-northeast-1", "10", "acd"),
      dr: side("us-west-2", "20", "abc"),
    });
    const pairsOf = (block: string) =>
      found
        .flatMap((text) => (text.includes(block) ? [text.match(/_([a-z])(?= |$)/g)?.join(" ")] : []))
        .sort();
    expect(pairsOf("mount_target")).toEqual(["_a _a", "_c _b", "_d _c"]);
    expect(pairsOf("plan_")).toContain("_c _c");
  });

  it("pair so by plain letters, too", () => {
    expect(pairs(subnets(["a", "c", "d"], "10"), subnets(["a", "b", "c"], "20"))).toEqual([
      "a a",
      "c b",
      "d c",
    ]);
  });

  it("go by their zones' networks where one side lacks some of them", () => {
    const side = (region: string, network: string, zones: string, targets: string) => {
      const builder = plan(region).resource("aws_vpc.v", { cidr_block: `10.${network}.0.0/16` });
      [...zones].forEach((zone, i) =>
        builder.resource(`aws_subnet.s["${zone}"]`, { cidr_block: `10.${network}.${String(i)}.0/24` }),
      );
      for (const zone of targets) builder.resource(`aws_efs_mount_target.m["${zone}"]`, {});
      return builder;
    };
    const targetsOf = (targets: string, otherZones = "acd") =>
      twinsOf({
        primary: side("ap-southeast-1", "10", "abc", "abc"),
        dr: side("ap-northeast-1", "20", otherZones, targets),
      }).flatMap((text) => /m\["(.)"\] = .*m\["(.)"\]/.exec(text)?.slice(1).join(" ") ?? []);
    expect(targetsOf("cd")).toEqual(["b c", "c d"]);
    expect(targetsOf("ad")).toEqual(["a a", "c d"]);
  });

  it("wait for what refers to them where one of a row has another name on one side", () => {
    const side = (region: string, network: string, zones: Readonly<Record<string, string>>) => {
      const builder = plan(region).resource("aws_vpc.v", { cidr_block: `10.${network}.0.0/16` });
      Object.entries(zones).forEach(([letter, table], i) => {
        const route = { route_table_id: ref(`aws_route_table.${table}.id`) };
        builder
          .resource(`aws_subnet.s_${letter}`, { cidr_block: `10.${network}.${String(i)}.0/24` })
          .resource(`aws_route_table.${table}`, {}, { actions: ["create"], unknown: { id: true } })
          .resource(
            `aws_route.out_${letter}`,
            { destination_cidr_block: "0.0.0.0/0" },
            { actions: ["create"], unknown: { route_table_id: true }, expressions: route },
          );
      });
      return builder;
    };
    const found = twinsOf({
      primary: side("ca-central-1", "10", { a: "t_a_main", b: "t_b", d: "t_d" }),
      dr: side("us-west-2", "20", { a: "t_a", b: "t_b", c: "t_c" }),
    });
    const tables = found.flatMap(
      (text) => /route_table\.(\S+) = aws_route_table\.(\S+)/.exec(text)?.slice(1).join(" ") ?? [],
    );
    expect(tables.sort()).toEqual(["t_a_main t_a", "t_b t_b", "t_d t_c"]);
  });

  it("go by the other networks of their zones where one of a row of networks has another name", () => {
    const side = (region: string, network: string, zones: string, first: string) => {
      const builder = plan(region).resource("aws_vpc.v", { cidr_block: `10.${network}.0.0/16` });
      [...zones].forEach((letter, i) => {
        const own = (kind: string, at: number) => ({
          cidr_block: `10.${network}.${String(at + i)}.0/24`,
          tags: { Name: `shop-${kind}-${letter}` },
        });
        builder
          .resource(`aws_subnet.private_${letter}`, own("private", 10))
          .resource(`aws_subnet.${i === 0 ? first : `public_${letter}`}`, own("public", 0));
      });
      return builder;
    };
    const found = twinsOf({
      primary: side("ap-northeast-1", "10", "acd", "public_a_main"),
      dr: side("us-west-2", "20", "abc", "public_a"),
    });
    expect(
      found.flatMap((text) => /(public_\S+) = .*(public_\S+)/.exec(text)?.slice(1).join(" ") ?? []).sort(),
    ).toEqual(["public_a_main public_a", "public_c public_b", "public_d public_c"]);
  });

  it("are no row where a letter stands twice", () => {
    const queues = (...keys: string[]): Instances => keys.map((key) => [key, { delay_seconds: key.length }]);
    expect(pairs(queues("web-1a", "db-1a"), queues("db-1a", "web-1c"), "aws_sqs_queue")).toContain(
      "db-1a db-1a",
    );
  });

  it("keep their letters where both sides have the same", () => {
    const zones = (region: string) => ["a", "b"].map((letter) => region + letter);
    expect(
      pairs(subnets(zones("ap-northeast-1"), "10", [0, 1]), subnets(zones("us-west-2"), "20", [1, 0])),
    ).toEqual(["ap-northeast-1a us-west-2a", "ap-northeast-1b us-west-2b"]);
  });
});

describe("a cluster's instances follow the cluster's pairing", () => {
  it("whatever they are called, as many as both have", () => {
    const side = (region: string, name: string, count: number) => {
      const builder = plan(region).resource(
        "aws_rds_cluster.c",
        { cluster_identifier: name },
        { actions: ["create"] },
      );
      for (let i = 0; i < count; i++) {
        const address = `aws_rds_cluster_instance.${name}[${String(i)}]`;
        const expressions = { cluster_identifier: ref("aws_rds_cluster.c.id") };
        builder.resource(
          address,
          { identifier: `${name}-${String(i)}` },
          { actions: ["create"], expressions },
        );
      }
      return builder;
    };
    expect(twinsOf({ primary: side("us-east-1", "main", 2), dr: side("us-west-2", "replica", 1) })).toEqual([
      "address: aws_rds_cluster.c = aws_rds_cluster.c",
      "parent: aws_rds_cluster_instance.main[0] = aws_rds_cluster_instance.replica[0]",
    ]);
  });
});
