import type { Json, JsonObject } from "../../analyzer/base/json";
import { reportOf } from "../support/analysis";
import { constant, plan, type PlanBuilder, ref } from "../support/plan-builder";

const EAST = () => plan("us-east-1");
const WEST = () => plan("us-west-2");

const NEW = { actions: ["create"], unknown: { arn: true, id: true } };

/** A role policy that is known only after apply, with the roles and the queue that it may name. */
function side(builder: PlanBuilder, argument: string, expression: Json): PlanBuilder {
  return builder
    .resource("aws_iam_role.worker", { description: "works" }, NEW)
    .resource("aws_sqs_queue.orders", { delay_seconds: 1 }, NEW)
    .resource(
      "aws_iam_role_policy.worker",
      { name: "worker" },
      {
        actions: ["create"],
        unknown: { [argument]: true },
        expressions: { name: constant("worker"), [argument]: expression },
      },
    );
}

/** A role that only one side has. */
function withExtraRole(builder: PlanBuilder): PlanBuilder {
  return builder.resource("aws_iam_role.failover", { description: "fails over", path: "/dr/" }, NEW);
}

function verdict(primary: PlanBuilder, dr: PlanBuilder): "equal" | "different" | "undecided" {
  const { findings, unresolved } = reportOf({ primary, dr });
  const there = (one: { dr: { address: string } | null }) => one.dr?.address === "aws_iam_role_policy.worker";
  if (findings.some(there)) return "different";
  return unresolved.some(there) ? "undecided" : "equal";
}

describe("a reference to a resource without a twin", () => {
  const primary = () => side(EAST(), "role", ref("aws_iam_role.worker.id"));

  it("differs from one to another resource that has a twin", () => {
    const dr = side(withExtraRole(WEST()), "role", ref("aws_iam_role.failover.id"));
    expect(verdict(primary(), dr)).toBe("different");
  });

  it("is undecided against a lookup, which may find the same", () => {
    const dr = side(WEST(), "role", ref("data.aws_iam_role.shared.id"));
    expect(verdict(primary(), dr)).toBe("undecided");
  });

  it("is the same where both sides' workspace is one and they name one resource", () => {
    const both = (first: string, second: string) => {
      const shared = (name: string, role: string) => ({
        actions: ["create"],
        unknown: { role: true },
        expressions: { name: constant(name), role: ref(`aws_iam_role.${role}.id`) },
      });
      const queue = (builder: PlanBuilder, provider: string, key: string) =>
        builder.resource(`aws_sns_topic.${key}`, { name: key }, { ...NEW, provider });
      const combined = EAST()
        .provider("aws.dr", constant("us-west-2"))
        .resource("aws_iam_role.one", { description: "one" }, NEW)
        .resource("aws_iam_role.two", { description: "two" }, NEW)
        .resource("aws_lambda_function.f", { handler: "a" }, { ...shared("f", first), provider: "aws" })
        .resource(
          "aws_lambda_function.f_dr",
          { handler: "a" },
          { ...shared("f", second), provider: "aws.dr" },
        );
      queue(queue(combined, "aws", "t"), "aws.dr", "t_dr");
      const { findings } = reportOf({
        combined,
        regions: { primary: "us-east-1", dr: "us-west-2" },
      });
      return findings.flatMap(({ differences }) => differences.map(({ path }) => path));
    };
    expect(both("one", "one")).toEqual([]);
    expect(both("one", "two")).toEqual(["role"]);
  });
});

describe("a reference across the sides of one workspace", () => {
  /** What DR's resource differs in from primary's, of which both are made in one workspace. */
  const paths = (build: (combined: PlanBuilder) => PlanBuilder) => {
    const combined = build(EAST().provider("aws.dr", constant("us-west-2")));
    const { findings } = reportOf({ combined, regions: { primary: "us-east-1", dr: "us-west-2" } });
    return findings.flatMap(({ differences }) => differences.map(({ path }) => path));
  };
  const made = (expressions: JsonObject, provider: string) => ({
    actions: ["create"],
    unknown: Object.fromEntries(Object.keys(expressions).map((name) => [name, true])),
    expressions,
    provider,
  });

  it("means the same where both name the one global resource, whatever region its label has", () => {
    const joins = { global_cluster_identifier: ref("aws_docdb_global_cluster.virginia.id") };
    const found = paths((combined) =>
      combined
        .resource("aws_docdb_global_cluster.virginia", { engine: "docdb" }, NEW)
        .resource("aws_docdb_cluster.virginia", { engine: "docdb" }, made(joins, "aws"))
        .resource("aws_docdb_cluster.oregon", { engine: "docdb" }, made(joins, "aws.dr")),
    );
    expect(found).toEqual([]);
  });

  it("means one connection from both of its ends, and of a choice what there is", () => {
    const route = (end: string) => ({
      vpc_peering_connection_id: ref("var.is_dr", "aws_vpc_peering_connection.spare.id", end),
    });
    const found = paths((combined) =>
      combined
        .variable("is_dr", false)
        .resource("aws_vpc_peering_connection.primary", { peer_region: "us-west-2" }, NEW)
        .resource(
          "aws_vpc_peering_connection_accepter.dr",
          { auto_accept: true },
          made({ vpc_peering_connection_id: ref("aws_vpc_peering_connection.primary.id") }, "aws.dr"),
        )
        .resource("aws_vpc_peering_connection.spare", null, { before: { tags: {} }, actions: ["delete"] })
        .resource("aws_route.primary", {}, made(route("aws_vpc_peering_connection.primary.id"), "aws"))
        .resource(
          "aws_route.dr",
          {},
          made(route("aws_vpc_peering_connection_accepter.dr.vpc_peering_connection_id"), "aws.dr"),
        ),
    );
    expect(found).toEqual([]);
  });
});

describe("a choice between two things that are there", () => {
  it("is undecided where another flag decides it", () => {
    const chooses = (builder: PlanBuilder, flag: boolean) =>
      side(
        builder.variable("own_role", flag).resource("aws_iam_role.other", { description: "other" }, NEW),
        "role",
        ref("var.own_role", "aws_iam_role.worker.id", "aws_iam_role.other.id"),
      );
    expect(verdict(chooses(EAST(), true), chooses(WEST(), true))).toBe("equal");
    expect(verdict(chooses(EAST(), true), chooses(WEST(), false))).not.toBe("equal");
  });
});

describe("a policy document of the configuration", () => {
  const document = (builder: PlanBuilder, resource: Json) => {
    const options = {
      actions: ["read"],
      unknown: { json: true },
      expressions: {
        statement: [{ actions: constant(["sqs:SendMessage"]), resources: resource }],
      } as JsonObject,
    };
    return builder
      .resource("aws_sqs_queue.dead", { delay_seconds: 900, fifo_queue: true }, NEW)
      .data("data.aws_iam_policy_document.worker", {}, options);
  };
  const inline = (...references: string[]) =>
    side(
      EAST().resource("aws_sqs_queue.dead", { delay_seconds: 900, fifo_queue: true }, NEW),
      "policy",
      ref(...references),
    );
  const reference = ref("data.aws_iam_policy_document.worker.json");

  it("means what it refers to: against a template that refers to the same, what is permitted is undecided", () => {
    const dr = side(document(WEST(), ref("aws_sqs_queue.orders.arn")), "policy", reference);
    expect(verdict(inline("aws_sqs_queue.orders.arn"), dr)).toBe("undecided");
  });

  it("differs from a template that names another resource of the type", () => {
    const dr = side(document(WEST(), ref("aws_sqs_queue.dead.arn")), "policy", reference);
    expect(verdict(inline("aws_sqs_queue.orders.arn"), dr)).toBe("different");
  });

  it("differs even where ARNs are put together from the region's and the account's locals", () => {
    const dr = side(document(WEST(), ref("aws_sqs_queue.dead.arn", "local.account_id")), "policy", reference);
    expect(verdict(inline("aws_sqs_queue.orders.arn", "local.region"), dr)).toBe("different");
  });

  it("is undecided where both sides have locals that may hold the queue", () => {
    const dr = side(document(WEST(), ref("aws_sqs_queue.dead.arn", "local.queues")), "policy", reference);
    expect(verdict(inline("aws_sqs_queue.orders.arn", "local.targets"), dr)).toBe("undecided");
  });

  it("that spells an ARN out may mean what the other side refers to", () => {
    const dr = side(
      document(WEST(), constant(["arn:aws:sqs:us-west-2:123456789012:orders"])),
      "policy",
      reference,
    );
    expect(verdict(inline("aws_sqs_queue.orders.arn"), dr)).toBe("undecided");
  });
});

describe("an index", () => {
  it("is no matter: both have the instance with their own key", () => {
    const subnets = (builder: PlanBuilder, name: string, keys: readonly (string | number)[], tier: string) =>
      keys.reduce<PlanBuilder>(
        (all, key) =>
          all.resource(
            `aws_subnet.${name}[${JSON.stringify(key)}]`,
            { map_public_ip_on_launch: tier === "public", tags: { Tier: tier } },
            NEW,
          ),
        builder,
      );
    const associations = (builder: PlanBuilder, keys: readonly (string | number)[], expression: Json) =>
      keys.reduce<PlanBuilder>(
        (all, key) =>
          all.resource(
            `aws_route_table_association.a[${JSON.stringify(key)}]`,
            {},
            { actions: ["create"], unknown: { subnet_id: true }, expressions: { subnet_id: expression } },
          ),
        builder,
      );
    const two = (builder: PlanBuilder, keys: readonly (string | number)[], to: string, index: string) =>
      associations(
        subnets(subnets(builder, "private", keys, "private"), "public", keys, "public"),
        keys,
        ref(`aws_subnet.${to}`, index),
      );
    const found = (to: string) =>
      reportOf({
        primary: two(EAST(), [0, 1], "private", "count.index"),
        dr: two(WEST(), ["us-west-2a", "us-west-2b"], to, "each.key"),
      }).findings.flatMap(({ differences }) => differences.map(({ path }) => path));
    expect(found("private")).toEqual([]);
    expect(found("public")).toContain("subnet_id");
  });
});

describe("two policy documents that are not known yet", () => {
  interface Statement extends JsonObject {
    actions: string[];
  }
  const document = (builder: PlanBuilder, ...statements: Statement[]) => {
    const shown = statements.map((one) => ({ effect: null, not_actions: null, resources: [null], ...one }));
    return side(
      builder.data(
        "data.aws_iam_policy_document.worker",
        { statement: shown, source_policy_documents: null },
        {
          actions: ["read"],
          unknown: {
            json: true,
            statement: shown.map(({ resources }) => ({ resources: resources.map((one) => one === null) })),
          },
          expressions: { statement: [{ resources: ref("aws_sqs_queue.orders.arn") }] },
        },
      ),
      "policy",
      ref("data.aws_iam_policy_document.worker.json"),
    );
  };
  const SEND = "sqs:SendMessage";
  const READ = "sqs:ReceiveMessage";

  it("are equal where they allow the same, however it is split", () => {
    const left = document(EAST(), { actions: [SEND, READ] });
    const right = document(WEST(), { actions: [READ], effect: "Allow" }, { actions: [SEND] });
    expect(verdict(left, right)).toBe("equal");
  });

  const table = (region: string) => `arn:aws:dynamodb:${region}:123456789012:table/orders`;
  const [EAST_TABLE, WEST_TABLE] = [table("us-east-1"), table("us-west-2")];
  const inOrg = (id: string) => ({
    condition: [{ test: "StringEquals", variable: "aws:PrincipalOrgID", values: [id] }],
  });

  it.each<[string, JsonObject, JsonObject, "equal" | "different"]>([
    ["their own region's table", { resources: [EAST_TABLE] }, { resources: [WEST_TABLE] }, "equal"],
    ["a table that one side refers to", { resources: [null] }, { resources: [WEST_TABLE] }, "equal"],
    ["the home region's table", { resources: [EAST_TABLE] }, { resources: [EAST_TABLE] }, "different"],
    ["the home region's besides", { resources: [null] }, { resources: [null, EAST_TABLE] }, "different"],
    ["the same condition", inOrg("o-1"), inOrg("o-1"), "equal"],
    ["another condition", inOrg("o-1"), inOrg("o-2"), "different"],
  ])("that name %s", (_what, left, right, expected) => {
    const [primary, dr] = [left, right].map((one) => ({ actions: [READ], ...one }));
    expect(verdict(document(EAST(), primary as Statement), document(WEST(), dr as Statement))).toBe(expected);
  });

  it.each<[string, Statement[]]>([
    ["allows less", [{ actions: [SEND] }]],
    ["denies", [{ actions: [SEND, READ] }, { actions: [READ], effect: "Deny" }]],
  ])("differ where one %s", (_what, statements) => {
    const left = document(EAST(), { actions: [SEND, READ] });
    expect(verdict(left, document(WEST(), ...statements))).toBe("different");
  });
});

describe("a value that one side alone knows", () => {
  const known = (arn: string) =>
    WEST()
      .resource("aws_sqs_queue.orders", { delay_seconds: 1 }, NEW)
      .resource("aws_iam_role.worker", { description: "works" }, NEW)
      .resource(
        "aws_iam_role_policy.worker",
        { name: "worker", target: arn },
        {
          actions: ["create"],
          expressions: { name: constant("worker"), target: ref("local.target") },
        },
      );
  const primary = () => side(EAST(), "target", ref("local.target", "aws_sqs_queue.orders.arn"));

  it("differs where it names the other side's region", () => {
    expect(verdict(primary(), known("arn:aws:sqs:us-east-1:123456789012:orders"))).toBe("different");
  });

  it("is undecided where it names its own", () => {
    expect(verdict(primary(), known("arn:aws:sqs:us-west-2:123456789012:orders"))).toBe("undecided");
  });
});

describe("several instances of a block", () => {
  const subnets = (builder: PlanBuilder, expression: Json) =>
    ["a", "b", "c"]
      .reduce<PlanBuilder>(
        (all, key, i) =>
          all.resource(`aws_subnet.s[${JSON.stringify(key)}]`, { cidr_block: `10.0.${String(i)}.0/24` }, NEW),
        builder,
      )
      .resource(
        "aws_network_acl.n",
        {},
        { actions: ["create"], unknown: { subnet_ids: true }, expressions: { subnet_ids: expression } },
      );
  const told = (dr: Json) =>
    reportOf({
      primary: subnets(EAST(), ref('aws_subnet.s["c"].id', 'aws_subnet.s["a"].id', 'aws_subnet.s["b"].id')),
      dr: subnets(WEST(), dr),
    }).findings.flatMap(({ differences }) => differences.map(({ path }) => path));

  it("are the same named one by one, in any order, or as a whole", () => {
    expect(told(ref("aws_subnet.s"))).toEqual([]);
    expect(told(ref('aws_subnet.s["a"].id', 'aws_subnet.s["b"].id', 'aws_subnet.s["c"].id'))).toEqual([]);
  });
});
