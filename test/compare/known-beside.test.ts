import type { Json } from "../../analyzer/base/json";
import { reportOf } from "../support/analysis";
import { constant, plan, type PlanBuilder, ref } from "../support/plan-builder";

const EAST = () => plan("us-east-1");
const WEST = () => plan("us-west-2");
const NEW = { actions: ["create"], unknown: { arn: true, id: true } };

/** A resource with one argument, unknown where no value is given. */
function asking(
  builder: PlanBuilder,
  [address, argument]: readonly [string, string],
  expression: Json | undefined,
  value?: Json,
): PlanBuilder {
  return builder.resource(address, value === undefined ? {} : { [argument]: value }, {
    actions: ["create"],
    unknown: value === undefined ? { [argument]: true } : {},
    expressions: expression === undefined ? {} : { [argument]: expression },
  });
}

function verdict(primary: PlanBuilder, dr: PlanBuilder, path: string): "equal" | "different" | "undecided" {
  const { findings, unresolved } = reportOf({ primary, dr });
  if (findings.some(({ differences }) => differences.some((one) => one.path === path))) return "different";
  return unresolved.some((one) => one.path === path) ? "undecided" : "equal";
}

describe("the same expression, null on one side and known after apply on the other", () => {
  const key = (builder: PlanBuilder) => builder.resource("aws_kms_key.k", { description: "k" }, NEW);
  const topic = ["aws_sns_topic.t", "kms_master_key_id"] as const;
  const expression = ref("local.is_home", "aws_kms_key.k.arn");

  it("differs: the condition went the other way", () => {
    const set = asking(key(EAST()), topic, expression);
    const unset = asking(key(WEST()), topic, expression, null);
    expect(verdict(set, unset, topic[1])).toBe("different");
    expect(
      verdict(asking(key(EAST()), topic, expression, null), asking(key(WEST()), topic, expression), topic[1]),
    ).toBe("different");
  });

  it("differs for an empty list, too", () => {
    const balancer = ["aws_autoscaling_group.g", "target_group_arns"] as const;
    const group = (builder: PlanBuilder) => builder.resource("aws_lb_target_group.g", { port: 80 }, NEW);
    const list = ref("var.on", "aws_lb_target_group.g.arn");
    expect(
      verdict(asking(group(EAST()), balancer, list), asking(group(WEST()), balancer, list, []), balancer[1]),
    ).toBe("different");
  });

  it("is equal where nobody writes the argument, which the provider computes", () => {
    const instance = ["aws_db_instance.d", "kms_key_id"] as const;
    expect(
      verdict(
        asking(key(EAST()), instance, undefined),
        asking(key(WEST()), instance, undefined, null),
        instance[1],
      ),
    ).toBe("equal");
  });
});

describe("a literal beside a reference to what the other side's plan makes", () => {
  const template = ["aws_launch_template.t", "image_id"] as const;
  const image = (builder: PlanBuilder) => builder.resource("aws_ami.web", { name: "web" }, NEW);
  const literal = (builder: PlanBuilder, id = "ami-0f00ba4deadbeef01") =>
    asking(builder, template, constant(id), id);

  it("is another image: what does not exist yet cannot have been copied", () => {
    expect(verdict(asking(image(EAST()), template, ref("aws_ami.web.id")), literal(WEST()), "image_id")).toBe(
      "different",
    );
  });

  it("is undecided where primary's image exists, and may have been copied elsewhere", () => {
    const existing = EAST()
      .resource("aws_ami.web", { name: "web", id: "ami-0aaaaaaaaaaaaaaaa" }, { unknown: { arn: true } })
      .resource(
        "aws_launch_template.t",
        {},
        {
          actions: ["create"],
          unknown: { image_id: true },
          expressions: { image_id: ref("aws_ami.web.id") },
        },
      );
    expect(verdict(existing, literal(WEST()), "image_id")).toBe("undecided");
  });

  it("is undecided where it is DR that makes an image", () => {
    expect(verdict(literal(EAST()), asking(image(WEST()), template, ref("aws_ami.web.id")), "image_id")).toBe(
      "undecided",
    );
  });

  it("is another snapshot", () => {
    const database = ["aws_db_instance.d", "snapshot_identifier"] as const;
    const primary = asking(
      EAST().resource("aws_db_snapshot.s", { db_snapshot_identifier: "orders-2" }, NEW),
      database,
      ref("aws_db_snapshot.s.id"),
    );
    const dr = (name: string) => asking(WEST(), database, constant(name), name);
    expect(verdict(primary, dr("rds:other-2024"), "snapshot_identifier")).toBe("different");
    expect(verdict(primary, dr("orders-2"), "snapshot_identifier")).toBe("equal");
  });

  it("is another key where DR has the counterpart of the one that primary makes", () => {
    const queue = ["aws_sqs_queue.q", "kms_master_key_id"] as const;
    const primary = asking(
      EAST().resource("aws_kms_key.k", { multi_region: true }, NEW),
      queue,
      ref("aws_kms_key.k.arn"),
    );
    const arn = "arn:aws:kms:us-west-2:123456789012:key/11111111-2222-3333-4444-555555555555";
    const replica = WEST().resource("aws_kms_replica_key.k", { description: "r" }, NEW);
    expect(verdict(primary, asking(replica, queue, constant(arn), arn), queue[1])).toBe("different");
  });

  it("is the twin where the text is its id or its name", () => {
    const topic = ["aws_lambda_function.f", "role"] as const;
    const role = (builder: PlanBuilder, values: { arn?: string }) =>
      builder.resource("aws_iam_role.r", { name: "worker", ...values }, values.arn ? {} : NEW);
    const arn = "arn:aws:iam::123456789012:role/worker";
    const primary = asking(role(EAST(), {}), topic, ref("aws_iam_role.r.arn"));
    expect(verdict(primary, asking(role(WEST(), { arn }), topic, constant(arn), arn), topic[1])).toBe(
      "equal",
    );
  });
});

describe("a connection of both sides", () => {
  it("has one id: what its requester will have is what the other end has been told", () => {
    const id = "pcx-0123456789abcdef0";
    const route = ["aws_route.peer", "vpc_peering_connection_id"] as const;
    const asks = EAST().resource("aws_vpc_peering_connection.dr", { peer_region: "us-west-2" }, NEW);
    const accepts = (told: string) =>
      WEST().resource("aws_vpc_peering_connection_accepter.dr", { vpc_peering_connection_id: told }, NEW);
    const primary = asking(asks, route, ref("aws_vpc_peering_connection.dr.id"));
    const dr = (told: string) => asking(accepts(told), route, constant(id), id);
    expect(verdict(primary, dr(id), route[1])).toBe("equal");
    expect(verdict(primary, dr("pcx-0fedcba9876543210"), route[1])).toBe("different");
  });
});
