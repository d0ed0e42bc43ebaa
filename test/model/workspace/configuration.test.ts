import type { Json, JsonObject } from "../../../analyzer/base/json";
import { Configuration, stripKeys } from "../../../analyzer/model/workspace/configuration";
import { constant, plan, type PlanBuilder, ref } from "../../support/plan-builder";

function configurationOf(
  builder: PlanBuilder,
  variables: Readonly<Record<string, Json>> = {},
): Configuration {
  const document = builder.json().configuration as JsonObject;
  return new Configuration(document, new Map(Object.entries(variables)));
}

describe("a reference", () => {
  const network = () =>
    plan()
      .module("module.app", {
        arguments: { vpc_id: ref("module.network.vpc_id"), size: ref("var.size"), zone: ref("local.zone") },
        variables: { vpc_id: {}, size: {}, zone: {}, colour: { default: "blue" }, nothing: {} },
      })
      .module("module.network", { outputs: { vpc_id: ref("aws_vpc.this.id") } })
      .resource("module.network.aws_vpc.this", { cidr_block: "10.0.0.0/16" })
      .resource("module.app.aws_security_group.web", { name: "web" });

  it("to a resource is followed to its address and attribute", () => {
    const targets = configurationOf(plan()).targets(ref("aws_subnet.private.id"), "");
    expect(targets).toEqual([{ kind: "resource", address: "aws_subnet.private", attribute: "id" }]);
  });

  it.each([
    ['aws_subnet.private["us.east-1a"].id', 'aws_subnet.private["us.east-1a"]'],
    ["aws_subnet.private[0].id", "aws_subnet.private[0]"],
  ])("to an instance keeps its key beside the address: %s", (reference, instance) => {
    const targets = configurationOf(plan()).targets({ references: [reference] }, "");
    expect(targets).toEqual([{ kind: "resource", address: "aws_subnet.private", instance, attribute: "id" }]);
  });

  it("to a module's instance keeps the module's key on the way in, and loses it on the way out", () => {
    const configuration = configurationOf(
      plan()
        .module("module.queue", {
          arguments: { key: ref("aws_kms_key.a.arn") },
          outputs: { arn: ref("aws_sqs_queue.this.arn"), key: ref("var.key") },
        })
        .resource("aws_kms_key.a", {})
        .resource('module.queue["orders"].aws_sqs_queue.this', { name: "orders" }),
    );
    expect(configuration.targets({ references: ['module.queue["orders"].arn'] }, "")).toEqual([
      {
        kind: "resource",
        address: "module.queue.aws_sqs_queue.this",
        instance: 'module.queue["orders"].aws_sqs_queue.this',
        attribute: "arn",
      },
    ]);
    expect(configuration.targets({ references: ['module.queue["orders"].key'] }, "")).toEqual([
      { kind: "resource", address: "aws_kms_key.a", attribute: "arn" },
    ]);
  });

  it("to a data source keeps its mode in the address", () => {
    const targets = configurationOf(plan()).targets(ref("data.aws_ami.this.image_id"), "");
    expect(targets).toEqual([{ kind: "resource", address: "data.aws_ami.this", attribute: "image_id" }]);
  });

  it("says more than the prefix that Terraform lists beside it", () => {
    const expression = {
      references: ["aws_kms_key.a.arn", "aws_kms_key.a", "aws_kms_key.ab.arn", "aws_kms_key.ab"],
    };
    expect(configurationOf(plan()).targets(expression, "")).toHaveLength(2);
  });

  it("is followed through a module's argument and another module's output", () => {
    const targets = configurationOf(network()).targets(ref("var.vpc_id"), "module.app");
    expect(targets).toEqual([{ kind: "resource", address: "module.network.aws_vpc.this", attribute: "id" }]);
  });

  it("is followed through a module's argument to a root variable's value", () => {
    const targets = configurationOf(network(), { size: 3 }).targets(ref("var.size"), "module.app");
    expect(targets).toEqual([{ kind: "value", value: 3 }]);
  });

  it("to a module's variable that the call leaves out has the default's value, or null", () => {
    const configuration = configurationOf(network());
    expect(configuration.targets(ref("var.colour"), "module.app")).toEqual([
      { kind: "value", value: "blue" },
    ]);
    expect(configuration.targets(ref("var.nothing"), "module.app")).toEqual([{ kind: "value", value: null }]);
  });

  it.each(["local.zone", "each.value.port", "count.index", "path.module", "terraform.workspace"])(
    "to %s is opaque: no plan says what it holds",
    (text) => {
      expect(configurationOf(plan()).targets({ references: [text] }, "")).toEqual([{ kind: "opaque", text }]);
    },
  );

  it("to a root variable without a value is opaque", () => {
    expect(configurationOf(plan()).targets(ref("var.unset"), "")).toEqual([
      { kind: "opaque", text: "var.unset" },
    ]);
  });

  it("to a part of a variable has the part's value", () => {
    const configuration = configurationOf(plan(), { db: { port: 5432, hosts: ["a", "b"] } });
    expect(configuration.targets({ references: ["var.db.port", "var.db"] }, "")).toEqual([
      { kind: "value", value: 5432 },
    ]);
    expect(configuration.targets({ references: ["var.db.hosts[1]", "var.db"] }, "")).toEqual([
      { kind: "value", value: "b" },
    ]);
    expect(configuration.targets({ references: ['var.db["port"]', "var.db"] }, "")).toEqual([
      { kind: "value", value: 5432 },
    ]);
  });

  it("to a variable, an argument or a module named like an object's own method finds nothing there", () => {
    const configuration = configurationOf(network());
    expect(configuration.targets(ref("var.constructor"), "module.app")).toEqual([
      { kind: "value", value: null },
    ]);
    expect(configuration.targets(ref("module.constructor.toString"), "")).toEqual([
      { kind: "opaque", text: "module.constructor" },
    ]);
  });

  it("that goes round in a circle ends", () => {
    const builder = plan().module("module.a", {
      arguments: { x: ref("module.a.y") },
      variables: { x: {} },
      outputs: { y: ref("var.x") },
    });
    expect(configurationOf(builder).targets(ref("var.x"), "module.a")).toEqual([]);
  });
});

describe("nested blocks and lists of expressions", () => {
  it("refer to all that their arguments refer to", () => {
    const expression: Json = [
      { target: ref("aws_lb.a.arn"), weight: constant(1) },
      { target: ref("aws_lb.b.arn") },
    ];
    const kinds = configurationOf(plan())
      .targets(expression, "")
      .map((target) => target.kind);
    expect(kinds).toEqual(["resource", "value", "resource"]);
  });

  it("an argument whose constant is null is a value", () => {
    expect(configurationOf(plan()).targets({ constant_value: null }, "")).toEqual([
      { kind: "value", value: null },
    ]);
  });
});

describe("a provider's region", () => {
  it("is its constant", () => {
    const configuration = configurationOf(plan("eu-west-1").provider("aws.dr", constant("eu-central-1")));
    expect(configuration.providerRegion("aws")).toBe("eu-west-1");
    expect(configuration.providerRegion("aws.dr")).toBe("eu-central-1");
  });

  it("is the value of the variable that it names", () => {
    const configuration = configurationOf(plan().provider("aws.dr", ref("var.dr_region")), {
      dr_region: "us-west-2",
    });
    expect(configuration.providerRegion("aws.dr")).toBe("us-west-2");
  });

  it("is found through the call of the module that configures the provider", () => {
    const builder = plan()
      .provider("module.app:aws", ref("var.region"), { module_address: "module.app" })
      .module("module.app", { arguments: { region: constant("us-west-2") }, variables: { region: {} } });
    expect(configurationOf(builder).providerRegion("module.app:aws")).toBe("us-west-2");
  });

  it.each<[string, Json | undefined]>([
    ["a local", ref("local.region")],
    ["the environment", undefined],
    ["an empty variable", constant("")],
    ["two references", ref("var.a", "var.b")],
  ])("is not told by %s", (_what, region) => {
    const configuration = configurationOf(plan().provider("aws.x", region), {
      a: "us-east-1",
      b: "us-east-2",
    });
    expect(configuration.providerRegion("aws.x")).toBeUndefined();
  });

  it.each([undefined, "aws.unknown", "__proto__"])("is not told for the key %s", (key) => {
    expect(configurationOf(plan()).providerRegion(key)).toBeUndefined();
  });
});

describe("sensitive variables", () => {
  it("are those that are declared so", () => {
    const builder = plan().variable("password", "x", { sensitive: true }).variable("size", 1);
    expect(configurationOf(builder).sensitiveVariables()).toEqual(["password"]);
  });
});

describe("stripKeys", () => {
  it.each([
    ['aws_x.y["a.b"].id', "aws_x.y.id"],
    ['module.a["q\\"]["].aws_x.y[0]', "module.a.aws_x.y"],
    ["aws_x.y[each.key].id", "aws_x.y.id"],
    ["aws_x.y", "aws_x.y"],
  ])("%s is the block %s", (address, block) => {
    expect(stripKeys(address)).toBe(block);
  });
});

describe("a provider's region", () => {
  it("is the caller's where a module has no provider of its own", () => {
    const configuration = configurationOf(
      plan("us-east-1").provider("module.a:aws", constant("us-west-2"), { module_address: "module.a" }),
    );
    expect(configuration.providerRegion("module.a.module.b.module.c:aws")).toBe("us-west-2");
    expect(configuration.providerRegion("module.other.module.b:aws")).toBe("us-east-1");
    expect(configuration.providerRegion("module.other:aws.dr")).toBeUndefined();
  });
});
