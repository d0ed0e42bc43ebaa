import type { JsonObject } from "../../../analyzer/base/json";
import { isMarked, maskAt } from "../../../analyzer/model/workspace/mask";
import { moduleResources } from "../../../analyzer/read/terraform/module-tree";
import { readPlan } from "../../../analyzer/read/terraform/plan";
import type { Resource } from "../../../analyzer/model/workspace/workspace";
import { constant, plan, type PlanBuilder, ref } from "../../support/plan-builder";

function only(builder: PlanBuilder): Resource {
  const { resources } = builder.workspace();
  expect(resources).toHaveLength(1);
  return resources[0] as Resource;
}

const QUEUE = {
  id: "https://sqs.us-east-1.amazonaws.com/111122223333/orders",
  name: "orders",
  fifo_queue: false,
};

describe("a plan with next to nothing in it", () => {
  it("is a workspace without resources: every key may be absent", () => {
    const workspace = readPlan({ format_version: "1.2" }, "empty.json");
    expect(workspace).toMatchObject({
      label: "empty.json",
      kind: "plan",
      terraformVersion: undefined,
      resources: [],
      drift: [],
      checks: [],
      incomplete: [],
      secrets: [],
    });
    expect(workspace.variables.size + workspace.outputs.size).toBe(0);
  });

  it("with members of the wrong kind is read as far as it goes", () => {
    const document = {
      format_version: "1.2",
      resource_changes: [null, 1, {}, { address: 5 }, { address: "aws_x.y", change: null }],
      resource_drift: "none",
      variables: [],
      configuration: 3,
      prior_state: null,
      checks: {},
      output_changes: null,
    } as unknown as JsonObject;
    expect(readPlan(document, "odd").resources.map(({ address }) => address)).toEqual(["aws_x.y"]);
  });

  it("as OpenTofu writes it (no applyable, no complete) is taken for complete", () => {
    const builder = plan().resource("aws_sqs_queue.orders", QUEUE);
    builder.set("complete", undefined).set("applyable", undefined).set("timestamp", undefined);
    expect(builder.workspace().incomplete).toEqual([]);
  });

  it("passes over members that a newer Terraform adds", () => {
    const builder = plan()
      .resource("aws_sqs_queue.orders", QUEUE)
      .set("action_invocations", [{ address: "action.aws_lambda_invoke.x" }])
      .set("deferred_action_invocations", []);
    expect(only(builder).address).toBe("aws_sqs_queue.orders");
  });
});

describe("absence in a plan proves nothing when it", () => {
  it.each<[string, (builder: PlanBuilder) => PlanBuilder, RegExp]>([
    ["is errored", (b) => b.set("errored", true), /errored/],
    ["is partial", (b) => b.set("complete", false), /partial/],
    ["defers changes", (b) => b.set("deferred_changes", [{ reason: "instance_count_unknown" }]), /defers/],
  ])("%s", (_what, change, reason) => {
    const workspace = change(plan().resource("aws_sqs_queue.orders", QUEUE)).workspace();
    expect(workspace.incomplete).toEqual([expect.stringMatching(reason)]);
  });

  it("destroys everything", () => {
    const builder = plan().resource("aws_sqs_queue.orders", null, { actions: ["delete"], before: QUEUE });
    expect(builder.workspace().incomplete).toEqual(["the plan destroys everything"]);
  });

  it("is errored: the cause is told once, though complete is false as well", () => {
    const builder = plan()
      .resource("aws_sqs_queue.orders", QUEUE)
      .set("errored", true)
      .set("complete", false);
    expect(builder.workspace().incomplete).toEqual([expect.stringMatching(/errored/)]);
  });

  it("but one deletion among others is an ordinary plan", () => {
    const builder = plan()
      .resource("aws_sqs_queue.orders", null, { actions: ["delete"], before: QUEUE })
      .resource("aws_sqs_queue.other", QUEUE);
    expect(builder.workspace().incomplete).toEqual([]);
  });
});

describe("a planned action", () => {
  it.each([
    [["no-op"], "no-op"],
    [["create"], "create"],
    [["read"], "read"],
    [["update"], "update"],
    [["delete", "create"], "replace"],
    [["create", "delete"], "replace"],
    [["delete"], "delete"],
    [["forget"], "forget"],
    [["create", "forget"], "replace"],
    [["open", "close"], "unknown"],
    [[], "unknown"],
  ])("%j is the change %s", (actions, kind) => {
    const resource = only(plan().resource("aws_sqs_queue.orders", QUEUE, { actions }));
    expect(resource.change).toMatchObject({ kind, actions });
  });

  it("named like an object's own method is unknown, and no method", () => {
    const resource = only(plan().resource("aws_sqs_queue.orders", QUEUE, { actions: ["constructor"] }));
    expect(resource.change.kind).toBe("unknown");
  });

  it("that replaces tells which arguments force it, and why", () => {
    const resource = only(
      plan().resource(
        "aws_db_instance.main",
        { engine: "postgres" },
        {
          actions: ["delete", "create"],
          reason: "replace_because_cannot_update",
          replacePaths: [["storage_encrypted"], ["vpc", 0, "id"], []],
        },
      ),
    );
    expect(resource.change.reason).toBe("replace_because_cannot_update");
    expect(resource.change.replacePaths).toEqual(["storage_encrypted", "vpc"]);
  });

  it("that creates has no values before, one that deletes or forgets none after", () => {
    expect(only(plan().resource("aws_x.y", { a: 1 }, { actions: ["create"] }))).toMatchObject({
      before: null,
      values: { a: 1 },
    });
    for (const action of ["delete", "forget"]) {
      const gone = only(plan().resource("aws_x.y", null, { actions: [action], before: { a: 1 } }));
      expect(gone).toMatchObject({ before: { a: 1 }, values: null });
    }
  });

  it("that imports says so", () => {
    expect(only(plan().resource("aws_x.y", {}, { importing: true })).change.importing).toBe(true);
    expect(only(plan().resource("aws_x.y", {})).change.importing).toBe(false);
  });
});

describe("a moved resource", () => {
  it("remembers its previous address although nothing changes", () => {
    const resource = only(
      plan().resource("module.queue.aws_sqs_queue.this", QUEUE, { previousAddress: "aws_sqs_queue.orders" }),
    );
    expect(resource).toMatchObject({ previousAddress: "aws_sqs_queue.orders", change: { kind: "no-op" } });
  });
});

describe("deposed objects", () => {
  it("belong to the resource of the same address, and are none of their own", () => {
    const resource = only(
      plan().resource("aws_instance.web", { ami: "ami-1" }).deposed("aws_instance.web", "byebyte1"),
    );
    expect(resource.deposed).toEqual(["byebyte1"]);
    expect(resource.values).toEqual({ ami: "ami-1" });
  });

  it("that stand alone make no resource", () => {
    expect(plan().deposed("aws_instance.web", "byebyte1").workspace().resources).toEqual([]);
  });

  it("in the drift are no drift of the resource", () => {
    const builder = plan()
      .resource("aws_instance.web", {})
      .drift("aws_instance.web", { a: 1 }, { a: 2 }, { deposed: "x" });
    expect(builder.workspace().drift).toEqual([]);
  });
});

describe("a tainted resource", () => {
  it("is told by the prior state", () => {
    const options = { tainted: true, actions: ["delete", "create"], before: { ami: "ami-1" } };
    expect(only(plan().resource("aws_instance.web", { ami: "ami-1" }, options)).tainted).toBe(true);
  });
});

describe("data sources", () => {
  it("that were read while planning come from the prior state, with their configuration", () => {
    const builder = plan().data(
      "data.aws_ami.al2023",
      { image_id: "ami-0abc" },
      { expressions: { owners: constant(["amazon"]) } },
    );
    expect(only(builder)).toMatchObject({
      mode: "data",
      type: "aws_ami",
      values: { image_id: "ami-0abc" },
      expressions: { owners: { constant_value: ["amazon"] } },
    });
  });

  it("that are read on apply are there once", () => {
    const builder = plan().data(
      "data.aws_ami.al2023",
      { owners: ["amazon"] },
      { actions: ["read"], before: null },
    );
    expect(only(builder)).toMatchObject({ mode: "data", change: { kind: "read" } });
  });
});

describe("instance keys and modules", () => {
  it.each(["a.b", "a]b", 'say "hi"', "__proto__", "constructor", "a/b c", "<b>"])(
    "the for_each key %j leads to its block's configuration",
    (key) => {
      const resource = only(
        plan().resource(`module.m[${JSON.stringify(key)}].aws_sqs_queue.q[${JSON.stringify(key)}]`, QUEUE, {
          expressions: { name: constant("orders"), kms_master_key_id: ref("aws_kms_key.this.arn") },
        }),
      );
      expect(resource.parts.key).toBe(key);
      expect(resource.module).toBe(`module.m[${JSON.stringify(key)}]`);
      expect(resource.expressions).toHaveProperty("name", { constant_value: "orders" });
      expect(resource.dependencies).toEqual(["module.m.aws_kms_key.this"]);
    },
  );

  it("an address that the tokenizer cannot read is told from the entry's own fields", () => {
    const document = plan().json();
    document.resource_changes = [
      {
        address: "aws_x.y[*]",
        mode: "managed",
        type: "aws_x",
        name: "y",
        change: { actions: ["create"], after: {} },
      },
    ];
    expect(readPlan(document, "p").resources[0]?.parts).toMatchObject({ type: "aws_x", name: "y" });
  });

  it("dependencies are what the arguments refer to and what depends_on names, each once", () => {
    const resource = only(
      plan().resource("aws_sqs_queue.q", QUEUE, {
        expressions: { kms_master_key_id: ref("aws_kms_key.this.arn"), policy: ref("aws_kms_key.this.id") },
        dependsOn: ["aws_sns_topic.t"],
      }),
    );
    expect(resource.dependencies).toEqual(["aws_kms_key.this", "aws_sns_topic.t"]);
  });
});

describe("the sensitive mask of a resource", () => {
  it("is the union of the change's masks and the planned values' mask", () => {
    const resource = only(
      plan().resource(
        "aws_db_instance.main",
        { password: "s3cret-a", username: "root-b", endpoint: "e" },
        { sensitive: { password: true }, beforeSensitive: false, sensitiveValues: { username: true } },
      ),
    );
    expect(isMarked(maskAt(resource.sensitive, "password"))).toBe(true);
    expect(isMarked(maskAt(resource.sensitive, "username"))).toBe(true);
    expect(isMarked(maskAt(resource.sensitive, "endpoint"))).toBe(false);
  });

  it("covers what was sensitive before and is not any more", () => {
    const resource = only(
      plan().resource(
        "aws_ssm_parameter.p",
        { value: "public" },
        {
          actions: ["update"],
          before: { value: "was-secret" },
          beforeSensitive: { value: true },
          sensitive: {},
        },
      ),
    );
    expect(isMarked(maskAt(resource.sensitive, "value"))).toBe(true);
  });
});

describe("unknown values", () => {
  it("are absent from the values and marked in the mask; a null is a null", () => {
    const resource = only(
      plan().resource(
        "aws_sqs_queue.q",
        { name: "q", policy: null },
        { actions: ["create"], unknown: { arn: true } },
      ),
    );
    expect(resource.values).not.toHaveProperty("arn");
    expect(resource.values).toHaveProperty("policy", null);
    expect(isMarked(maskAt(resource.unknown, "arn"))).toBe(true);
    expect(isMarked(maskAt(resource.unknown, "policy"))).toBe(false);
  });
});

describe("the region of a resource", () => {
  it("is its provider's, alias by alias, in modules too", () => {
    const { resources } = plan("us-east-1")
      .provider("aws.dr", constant("us-west-2"))
      .resource("aws_sqs_queue.a", QUEUE)
      .resource("module.m.aws_sqs_queue.b", QUEUE, { provider: "aws.dr" })
      .workspace();
    expect(resources.map(({ region, providerKey }) => [providerKey, region])).toEqual([
      ["aws", "us-east-1"],
      ["aws.dr", "us-west-2"],
    ]);
  });

  it("is its own region argument, as the AWS provider 6 has it", () => {
    expect(
      only(plan("us-east-1").resource("aws_sqs_queue.a", { ...QUEUE, region: "us-west-2" })).region,
    ).toBe("us-west-2");
  });

  it("comes from the ARNs of the provider's resources when the configuration names a local", () => {
    const { resources } = plan()
      .provider("aws", ref("local.region"))
      .resource("aws_sqs_queue.a", { arn: "arn:aws:sqs:eu-west-1:111122223333:a" })
      .resource("aws_security_group.b", { name: "no region in here" })
      .workspace();
    expect(resources.map(({ region }) => region)).toEqual(["eu-west-1", "eu-west-1"]);
  });
});

describe("variables and outputs", () => {
  it("a variable is sensitive when the configuration declares it so: the value itself carries no flag", () => {
    const { variables, secrets } = plan()
      .variable("password", "correct-horse", { sensitive: true })
      .variable("size", 3)
      .workspace();
    expect(variables.get("password")).toEqual({ value: "correct-horse", sensitive: true });
    expect(variables.get("size")).toEqual({ value: 3, sensitive: false });
    expect(secrets).toEqual(["correct-horse"]);
  });

  it("outputs have one flag and may be unknown", () => {
    const { outputs } = plan()
      .set("output_changes", {
        url: { actions: ["create"], after_unknown: true, after_sensitive: false },
        key: { actions: ["no-op"], after: "k-123456", after_sensitive: true },
      })
      .workspace();
    expect(outputs.get("url")).toEqual({ value: null, sensitive: false });
    expect(outputs.get("key")).toEqual({ value: "k-123456", sensitive: true });
  });

  it("a variable named __proto__ is a variable", () => {
    const document = plan().json();
    document.variables = JSON.parse('{"__proto__": {"value": "x"}}') as JsonObject;
    expect([...readPlan(document, "p").variables.keys()]).toEqual(["__proto__"]);
  });
});

describe("drift", () => {
  it("is read with both values; a deletion says so", () => {
    const { drift } = plan()
      .drift("aws_sqs_queue.a", { delay_seconds: 0 }, { delay_seconds: 5 })
      .drift("aws_sqs_queue.b", { delay_seconds: 0 }, null)
      .workspace();
    expect(drift).toMatchObject([
      { address: "aws_sqs_queue.a", type: "aws_sqs_queue", deleted: false, after: { delay_seconds: 5 } },
      { address: "aws_sqs_queue.b", deleted: true, after: null },
    ]);
  });
});

describe("checks", () => {
  it("are read with status and problems", () => {
    const { checks } = plan()
      .set("checks", [
        {
          address: { kind: "check", name: "health", to_display: "check.health" },
          status: "fail",
          instances: [{ problems: [{ message: "the endpoint answers 503" }] }],
        },
      ])
      .workspace();
    expect(checks).toEqual([
      { name: "check.health", status: "fail", problems: ["the endpoint answers 503"] },
    ]);
  });
});

describe("moduleResources", () => {
  it("finds resources in modules without resources of their own, and leaves deposed ones out", () => {
    const root: JsonObject = {
      child_modules: [
        {
          address: "module.a",
          child_modules: [
            { address: "module.a.module.b", resources: [{ address: "module.a.module.b.aws_x.y" }] },
            { resources: [{ address: "aws_x.z", deposed_key: "0123abcd" }] },
          ],
        },
      ],
    };
    expect([...moduleResources(root).keys()]).toEqual(["module.a.module.b.aws_x.y"]);
  });
});
