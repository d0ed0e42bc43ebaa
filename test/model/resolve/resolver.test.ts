import { Resolver, type Reference } from "../../../analyzer/model/resolve/resolver";
import type { Resource, Workspace } from "../../../analyzer/model/workspace/workspace";
import type { Json } from "../../../analyzer/base/json";
import { readPlan } from "../../../analyzer/read/terraform/plan";
import { constant, plan, ref, type PlanBuilder } from "../../support/plan-builder";

const NEW = { actions: ["create"], unknown: { id: true, arn: true } };

/** A resource whose one argument is known only after apply. */
function asking(builder: PlanBuilder, expression: Json, address = "aws_sns_topic.asks"): PlanBuilder {
  return builder.resource(
    address,
    {},
    {
      actions: ["create"],
      unknown: { kms_master_key_id: true },
      expressions: { kms_master_key_id: expression },
    },
  );
}

function askedOf(workspace: Workspace, address = "aws_sns_topic.asks") {
  const resource = workspace.resources.find((one) => one.address === address) as Resource;
  const place = {
    resource,
    value: undefined,
    unknown: true,
    expression: resource.expressions?.kms_master_key_id,
  };
  return { place, resolver: new Resolver([workspace], new Map()) };
}

function followed(builder: PlanBuilder, address?: string): string[] {
  const { resolver, place } = askedOf(builder.workspace(), address);
  return resolver.references(place).map(said);
}

function said(reference: Reference): string {
  if (reference.kind === "opaque") return reference.text;
  if (reference.kind === "value") return JSON.stringify(reference.value);
  return `${reference.instances.map(({ address }) => address).join(" ")} ${reference.attribute}`;
}

const key = (builder: PlanBuilder) => builder.resource("aws_kms_key.scans", { description: "k" }, NEW);

const alias = (builder: PlanBuilder, target: Json) =>
  builder.resource(
    "aws_kms_alias.scans",
    { name: "alias/scans" },
    {
      actions: ["create"],
      unknown: { target_key_arn: true, target_key_id: true, arn: true, id: true },
      expressions: { name: constant("alias/scans"), target_key_id: target },
    },
  );

describe("an attribute that another resource only hands on", () => {
  it("means what that resource's argument means, where the schema says that it is not computed", () => {
    const builder = alias(key(plan("us-east-1")), ref("aws_kms_key.scans.arn"));
    expect(followed(asking(builder, ref("aws_kms_alias.scans.target_key_id")))).toEqual([
      "aws_kms_key.scans arn",
    ]);
  });

  it("means the same where the provider computes it from that argument alone", () => {
    const builder = alias(key(plan("us-east-1")), ref("aws_kms_key.scans.arn"));
    expect(followed(asking(builder, ref("aws_kms_alias.scans.target_key_arn")))).toEqual([
      "aws_kms_key.scans arn",
    ]);
  });

  it("is followed through several resources", () => {
    const builder = asking(
      alias(key(plan("us-east-1")), ref("aws_kms_key.scans.arn")),
      ref("aws_kms_alias.scans.target_key_arn"),
      "aws_sns_topic.first",
    );
    expect(followed(asking(builder, ref("aws_sns_topic.first.kms_master_key_id")))).toEqual([
      "aws_kms_key.scans arn",
    ]);
  });

  it("stands for the resource itself where it is the resource's own name or ARN", () => {
    const builder = alias(key(plan("us-east-1")), ref("aws_kms_key.scans.arn"));
    expect(followed(asking(builder, ref("aws_kms_alias.scans.arn")))).toEqual(["aws_kms_alias.scans arn"]);
    expect(followed(asking(builder, ref("aws_kms_alias.scans.name")))).toEqual(["aws_kms_alias.scans name"]);
  });

  it("stays where it is when its argument is made of several things, or of none that can be followed", () => {
    const two = alias(
      key(plan("us-east-1")).resource("aws_kms_key.other", {}, NEW),
      ref("aws_kms_key.scans.arn", "aws_kms_key.other.arn"),
    );
    expect(followed(asking(two, ref("aws_kms_alias.scans.target_key_id")))).toEqual([
      "aws_kms_alias.scans target_key_id",
    ]);
    const local = alias(plan("us-east-1"), ref("local.key"));
    expect(followed(asking(local, ref("aws_kms_alias.scans.target_key_id")))).toEqual([
      "aws_kms_alias.scans target_key_id",
    ]);
  });

  it("ends where resources hand on to each other in a circle", () => {
    const first = asking(
      plan("us-east-1"),
      ref("aws_sns_topic.asks.kms_master_key_id"),
      "aws_sns_topic.first",
    );
    expect(followed(asking(first, ref("aws_sns_topic.first.kms_master_key_id")))).toHaveLength(1);
  });
});

describe("each.value", () => {
  const records = (forEach: Json, value: string) => {
    const block = {
      ...asking(
        plan("us-east-1").resource("aws_acm_certificate.cert", { domain_name: "example.com" }, NEW),
        ref(value),
        'aws_sns_topic.asks["a"]',
      ).json(),
    };
    const root = (block.configuration as { root_module: { resources: { address: string }[] } }).root_module;
    for (const one of root.resources)
      if (one.address === "aws_sns_topic.asks") Object.assign(one, { for_each_expression: forEach });
    return readPlan(block, "p.json");
  };
  const followedIn = (workspace: Workspace) => {
    const { resolver, place } = askedOf(workspace, 'aws_sns_topic.asks["a"]');
    return resolver.references(place).map(said);
  };

  it("leads to the resources that for_each goes over", () => {
    expect(followedIn(records(ref("aws_acm_certificate.cert"), "each.value.arn"))).toEqual([
      "aws_acm_certificate.cert arn",
      "each.key",
    ]);
  });

  it("leads to the attribute that a `for` goes over, whatever people call the parts that they make of it", () => {
    const parts = (name: string) =>
      followedIn(records(ref("aws_acm_certificate.cert.domain_validation_options"), `each.value.${name}`));
    expect(parts("record")).toEqual(["aws_acm_certificate.cert domain_validation_options", "each.key"]);
    expect(parts("value")).toEqual(parts("record"));
  });
});

describe("a data source that looks a resource of the configuration up", () => {
  it("finds that resource", () => {
    const builder = alias(key(plan("us-east-1")), ref("aws_kms_key.scans.arn")).data(
      "data.aws_kms_alias.found",
      {},
      {
        actions: ["read"],
        unknown: { target_key_arn: true },
        expressions: { name: ref("aws_kms_alias.scans.name") },
      },
    );
    expect(followed(asking(builder, ref("data.aws_kms_alias.found.target_key_arn")))).toEqual([
      "aws_kms_key.scans arn",
    ]);
  });
});

describe("the resources that a place means", () => {
  const types = ["aws_kms_key"];

  it("are certain where all that it refers to is in the sources", () => {
    const { resolver, place } = askedOf(
      asking(key(plan("us-east-1")), ref("aws_kms_key.scans.arn")).workspace(),
    );
    expect(resolver.resources(place, types)).toMatchObject({
      resources: [{ address: "aws_kms_key.scans" }],
      certain: true,
    });
  });

  it("are not where a part leads out of the sources", () => {
    const { resolver, place } = askedOf(
      asking(key(plan("us-east-1")), ref("aws_kms_key.scans.arn", "local.other")).workspace(),
    );
    expect(resolver.resources(place, types)).toMatchObject({ certain: false });
  });

  it("are those that a known text names, and nothing else", () => {
    const workspace = plan("us-east-1")
      .resource("aws_kms_key.scans", { arn: "arn:aws:kms:us-east-1:123456789012:key/1" })
      .resource("aws_sns_topic.asks", {}, { expressions: { kms_master_key_id: ref("aws_kms_key.gone.arn") } })
      .workspace();
    const { resolver, place } = askedOf(workspace);
    const known = { ...place, unknown: undefined, value: "arn:aws:kms:us-east-1:123456789012:key/1" };
    expect(resolver.resources(known, types)).toMatchObject({
      resources: [{ address: "aws_kms_key.scans" }],
      certain: true,
    });
    expect(
      resolver.resources({ ...known, value: "arn:aws:kms:us-east-1:123456789012:key/2" }, types),
    ).toEqual({
      resources: [],
      certain: true,
    });
  });
});

describe("a block with instances", () => {
  const counted = (subnets: Json) =>
    [0, 1].reduce(
      (builder, i) =>
        builder
          .resource(`aws_subnet.private[${String(i)}]`, {}, NEW)
          .resource(
            `aws_sns_topic.asks[${String(i)}]`,
            {},
            { actions: ["create"], unknown: { name: true }, expressions: { name: subnets } },
          ),
      plan("us-east-1"),
    );
  const meant = (subnets: Json) => {
    const workspace = readPlan(counted(subnets).json(), "p.json");
    const [asking] = workspace.resources.filter(({ type }) => type === "aws_sns_topic");
    if (!asking) throw new Error("no asking resource");
    const place = { resource: asking, expression: asking.expressions?.name };
    return new Resolver([workspace], new Map())
      .references(place)
      .flatMap((one) => (one.kind === "resource" ? one.instances.map(({ address }) => address) : []));
  };

  it("is meant as a whole where no index is written, and else by the own key", () => {
    expect(meant(ref("aws_subnet.private"))).toEqual(["aws_subnet.private[0]", "aws_subnet.private[1]"]);
    expect(meant(ref("aws_subnet.private", "count.index"))).toEqual(["aws_subnet.private[0]"]);
  });

  it("takes from a list of like resources the one at its place", () => {
    const list = ref("aws_subnet.private[0].id", "aws_subnet.private[1].id", "count.index");
    expect(meant(list)).toEqual(["aws_subnet.private[0]"]);
    expect(meant(ref("aws_subnet.private[0].id", "aws_subnet.private[1].id"))).toHaveLength(2);
  });

  it("takes no single one from a list of lists that each name all", () => {
    const all = ["aws_subnet.private[0].id", "aws_subnet.private[1].id"];
    expect(new Set(meant(ref(...all, ...all, "count.index")))).toHaveProperty("size", 2);
  });

  it("takes no single one where a whole block stands beside its instances", () => {
    const first = ["aws_subnet.private[0].id", "aws_subnet.private[0]", "aws_subnet.private"];
    const second = ["aws_subnet.private[1].id", "aws_subnet.private[1]", "aws_subnet.private"];
    const named = (...references: string[]) => new Set(meant({ references }));
    expect([...named(...first, ...second, "count.index")]).toEqual(["aws_subnet.private[0]"]);
    expect(named(...first, ...second, "aws_subnet.private", "count.index").size).toBe(2);
    expect(named(...first, "aws_subnet.private").size).toBe(2);
  });
});
