import type { JsonObject } from "../../../analyzer/base/json";
import { constant, plan, ref, type PlanBuilder } from "../../support/plan-builder";
import { reportOf, told } from "../../support/analysis";

const TABLES = { primary: "rtb-0aaaaaaaaaaaaaaa1", dr: "rtb-0bbbbbbbbbbbbbbb1" };
const SPARE = { primary: "rtb-0aaaaaaaaaaaaaaa2", dr: "rtb-0bbbbbbbbbbbbbbb2" };
const NAT = { primary: "nat-0aaaaaaaaaaaaaaa1", dr: "nat-0bbbbbbbbbbbbbbb1" };

type SideName = "primary" | "dr";
const MIRROR = (side: SideName) => ({
  cidr_block: "0.0.0.0/0",
  gateway_id: "",
  nat_gateway_id: NAT[side],
});

/** Two applied route tables; the first shows in its `route` the one that a resource of its own has made. */
function network(
  side: SideName,
  route: (builder: PlanBuilder, values: Record<string, string>) => PlanBuilder,
) {
  const tags = (name: string) => ({ tags: { Name: name } });
  const builder = plan(side === "dr" ? "us-west-2" : "us-east-1")
    .resource("aws_nat_gateway.this", { id: NAT[side], connectivity_type: "public" })
    .resource(
      "aws_route_table.private",
      { id: TABLES[side], route: [MIRROR(side)], ...tags("private") },
      { expressions: { tags: constant({ Name: "private" }) } },
    )
    .resource(
      "aws_route_table.spare",
      { id: SPARE[side], route: [], ...tags("spare") },
      { expressions: { tags: constant({ Name: "spare" }) } },
    );
  return route(builder, {
    id: `r-${TABLES[side]}1080289494`,
    route_table_id: TABLES[side],
    destination_cidr_block: "0.0.0.0/0",
    nat_gateway_id: NAT[side],
  });
}

const ROUTE = "aws_route.nat";
const kept = (builder: PlanBuilder, values: Record<string, string>) => builder.resource(ROUTE, values);

describe("a route that is a resource of its own", () => {
  const findings = (route: typeof kept) =>
    told(reportOf({ primary: network("primary", route), dr: network("dr", kept) }).findings);

  it("equals its twin", () => {
    expect(findings(kept)).toEqual([]);
  });

  it("is told when one plan deletes it, though the table still shows it", () => {
    const deleted: typeof kept = (builder, values) =>
      builder.resource(ROUTE, null, { before: values, actions: ["delete"] });
    expect(findings(deleted)).toEqual([`warning asymmetric-change ${ROUTE}`]);
  });

  it("is told when one plan moves it to another table, though the first still shows it", () => {
    const moved: typeof kept = (builder, values) =>
      builder.resource(
        ROUTE,
        { ...values, route_table_id: SPARE.primary },
        { before: values, actions: ["update"] },
      );
    expect(findings(moved).join()).toContain(ROUTE);
  });
});

describe("rules that a `dynamic` block writes, between groups that are yet to be created", () => {
  const anywhere = { from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] };
  const group = (region: string, ...ports: number[]) =>
    plan(region)
      .resource("aws_security_group.jobs", { name: "jobs" }, { actions: ["create"], unknown: { id: true } })
      .resource(
        "aws_security_group.kafka",
        {
          name: "kafka",
          ingress: ports.map((port) => ({ from_port: port, to_port: port, protocol: "tcp", self: false })),
        },
        {
          actions: ["create"],
          unknown: { id: true, ingress: ports.map(() => ({ security_groups: true })) },
          expressions: { name: constant("kafka") },
        },
      );
  const findings = (...ports: number[]) =>
    told(reportOf({ primary: group("us-east-1", 9094, 9098), dr: group("us-west-2", ...ports) }).findings);

  it("equal those for the same ports", () => {
    expect(findings(9098, 9094)).toEqual([]);
  });

  it("are told where a port is missing in an ACL whose other entries are written out", () => {
    const acl = (region: string, port: number) =>
      plan(region).resource(
        "aws_network_acl.data",
        {
          ingress: [
            {
              rule_no: 100,
              protocol: "tcp",
              from_port: port,
              to_port: port,
              cidr_block: "10.0.0.0/8",
              action: "allow",
            },
          ],
          egress: [{ ...anywhere, rule_no: 100, action: "allow", cidr_block: "0.0.0.0/0" }],
        },
        {
          actions: ["create"],
          unknown: { id: true },
          expressions: { egress: [{ cidr_block: constant("0.0.0.0/0") }] },
        },
      );
    const of = (port: number) =>
      told(reportOf({ primary: acl("us-east-1", 3306), dr: acl("us-west-2", port) }).findings);
    expect(of(3306)).toEqual([]);
    expect(of(5432)).toEqual(["critical attribute aws_network_acl.data: ingress"]);
  });

  it("are told where one port is missing", () => {
    expect(findings(9094)).toEqual(["critical attribute aws_security_group.kafka: ingress"]);
  });
});

describe("ends that no source explains", () => {
  const group = (side: SideName, ingress: JsonObject[], written: boolean) =>
    plan(side === "dr" ? "us-west-2" : "us-east-1").resource(
      "aws_security_group.api",
      {
        id: side === "dr" ? "sg-0bbbbbbbbbbbbbbb2" : "sg-0aaaaaaaaaaaaaaa1",
        name: "api",
        ingress,
        egress: [],
      },
      { expressions: { name: constant("api"), ...(written ? { ingress: constant(1) } : {}) } },
    );
  const rule = (end: JsonObject) => ({ from_port: 443, to_port: 443, ...end });
  const pair = (inline: JsonObject, apart: JsonObject, port = 443) =>
    reportOf({
      primary: group("primary", [{ protocol: "tcp", ...rule(inline) }], true),
      dr: group("dr", [], false).resource("aws_vpc_security_group_ingress_rule.in", {
        id: "sgr-0bbbbbbbbbbbbbbb2",
        security_group_id: "sg-0bbbbbbbbbbbbbbb2",
        ip_protocol: "tcp",
        ...rule(apart),
        to_port: port,
      }),
    });

  it.each<[string, JsonObject, JsonObject]>([
    [
      "groups",
      { security_groups: ["sg-0c0c0c0c0c0c0c0c1"] },
      { referenced_security_group_id: "sg-0d0d0d0d0d0d0d0d2" },
    ],
    ["prefix lists", { prefix_list_ids: ["pl-63a5400a"] }, { prefix_list_id: "pl-68a54001" }],
  ])("are unresolved, inline and apart: %s", (_, inline, apart) => {
    const { findings, unresolved } = pair(inline, apart);
    expect(told(findings)).toEqual([]);
    expect(unresolved.map(({ path }) => path)).toEqual(["ingress"]);
  });

  it("are different where the ports are, or the kinds", () => {
    const inline = { security_groups: ["sg-0c0c0c0c0c0c0c0c1"] };
    expect(
      pair(inline, { referenced_security_group_id: "sg-0d0d0d0d0d0d0d0d2" }, 8443).findings,
    ).toHaveLength(1);
    expect(pair(inline, { prefix_list_id: "pl-68a54001" }).findings).toHaveLength(1);
  });
});

describe("a bucket's settings, inline and apart", () => {
  const bucket = (side: SideName, more: JsonObject) => {
    const name = `cache-${side === "dr" ? "us-west-2" : "us-east-1"}`;
    const expressions = Object.fromEntries(
      ["bucket", ...Object.keys(more)].map((key) => [key, constant("x")]),
    );
    return plan(side === "dr" ? "us-west-2" : "us-east-1").resource(
      "aws_s3_bucket.cache",
      { id: name, bucket: name, ...more },
      { expressions },
    );
  };
  const pair = (inline: JsonObject, type: string, apart: JsonObject) =>
    told(
      reportOf({
        primary: bucket("primary", inline),
        dr: bucket("dr", {}).resource(`${type}.cache`, {
          id: "cache-us-west-2",
          bucket: "cache-us-west-2",
          ...apart,
        }),
      }).findings,
    );
  const expiry = (days: number) => ({
    lifecycle_rule: [{ id: "old", enabled: true, prefix: "", tags: {}, expiration: [{ days, date: "" }] }],
  });
  const rules = (rule: JsonObject) => ({ rule: [{ id: "x", status: "Enabled", filter: [{}], ...rule }] });
  const lock = (days: number) => ({ default_retention: [{ mode: "GOVERNANCE", days, years: null }] });
  const sse = (algorithm: string) => [
    { apply_server_side_encryption_by_default: [{ sse_algorithm: algorithm, kms_master_key_id: "" }] },
  ];

  it.each<[string, JsonObject, string, JsonObject]>([
    [
      "versioning",
      { versioning: [{ enabled: true, mfa_delete: false }] },
      "aws_s3_bucket_versioning",
      { versioning_configuration: [{ status: "Enabled", mfa_delete: "" }] },
    ],
    [
      "no versioning",
      { versioning: [{ enabled: false, mfa_delete: false }] },
      "aws_s3_bucket_versioning",
      { versioning_configuration: [{ status: "Suspended" }] },
    ],
    [
      "expiry",
      expiry(7),
      "aws_s3_bucket_lifecycle_configuration",
      rules({ expiration: [{ days: 7, date: null }] }),
    ],
    [
      "encryption",
      { server_side_encryption_configuration: [{ rule: sse("aws:kms") }] },
      "aws_s3_bucket_server_side_encryption_configuration",
      { rule: sse("aws:kms") },
    ],
    [
      "object lock",
      { object_lock_configuration: [{ object_lock_enabled: "Enabled", rule: [lock(30)] }] },
      "aws_s3_bucket_object_lock_configuration",
      { object_lock_enabled: "Enabled", rule: [lock(30)] },
    ],
  ])("are equal: %s", (_, inline, type, apart) => {
    expect(pair(inline, type, apart)).toEqual([]);
  });

  it.each<[string, JsonObject, string, JsonObject, string]>([
    [
      "versioning",
      { versioning: [{ enabled: true, mfa_delete: false }] },
      "aws_s3_bucket_versioning",
      { versioning_configuration: [{ status: "Suspended" }] },
      "versioning",
    ],
    [
      "expiry",
      expiry(7),
      "aws_s3_bucket_lifecycle_configuration",
      rules({ expiration: [{ days: 70 }] }),
      "lifecycle_rule",
    ],
    [
      "expiry of a part",
      expiry(7),
      "aws_s3_bucket_lifecycle_configuration",
      { rule: [{ status: "Enabled", filter: [{ prefix: "tmp/" }], expiration: [{ days: 7 }] }] },
      "lifecycle_rule",
    ],
    [
      "encryption",
      { server_side_encryption_configuration: [{ rule: sse("aws:kms") }] },
      "aws_s3_bucket_server_side_encryption_configuration",
      { rule: sse("AES256") },
      "server_side_encryption_configuration",
    ],
    [
      "object lock",
      { object_lock_configuration: [{ object_lock_enabled: "Enabled", rule: [lock(30)] }] },
      "aws_s3_bucket_object_lock_configuration",
      { object_lock_enabled: "Enabled", rule: [lock(3)] },
      "object_lock_configuration",
    ],
  ])("differ: %s", (_, inline, type, apart, path) => {
    expect(pair(inline, type, apart)).toHaveLength(1);
    expect(pair(inline, type, apart)[0]).toMatch(new RegExp(`^(?:warning|critical) attribute .*${path}$`));
  });
});

describe("a bucket's policy that is known only after apply", () => {
  const side = (region: string, has: boolean) => {
    const builder = plan(region).resource(
      "aws_s3_bucket.media",
      {},
      { actions: ["create"], unknown: { bucket: true } },
    );
    return has
      ? builder.resource(
          "aws_s3_bucket_policy.media",
          {},
          {
            actions: ["create"],
            unknown: { bucket: true, policy: true },
            expressions: {
              bucket: ref("aws_s3_bucket.media.id"),
              policy: ref("data.aws_iam_policy_document.media.json"),
            },
          },
        )
      : builder;
  };
  const findings = (primary: boolean, dr: boolean) =>
    told(reportOf({ primary: side("us-east-1", primary), dr: side("us-west-2", dr) }).findings);

  it("is told where one side has none", () => {
    expect(findings(true, false)).toEqual(["warning missing-in-dr aws_s3_bucket_policy.media"]);
    expect(findings(false, true)).toEqual(["warning missing-in-primary aws_s3_bucket_policy.media"]);
    expect(findings(true, true)).toEqual([]);
  });
});
