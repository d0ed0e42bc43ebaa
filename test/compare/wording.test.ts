import type { JsonObject } from "../../analyzer/base/json";
import { readLocator } from "../../analyzer/mend/locate/locator";
import { withFiles } from "../read/sources/helpers";
import { reportOf } from "../support/analysis";
import { plan, ref, type PlanBuilder } from "../support/plan-builder";

const NEW = { actions: ["create"], unknown: { arn: true, id: true } };
const QUEUE = "aws_sqs_queue.orders.arn";

/** A resource with one argument that is known only after apply, and the queue that it names. */
function side(builder: PlanBuilder, address: string, expressions: JsonObject): PlanBuilder {
  const [path = ""] = Object.keys(expressions);
  return builder
    .resource("aws_sqs_queue.orders", { name: "orders" }, NEW)
    .resource(address, {}, { actions: ["create"], unknown: { [path]: true }, expressions });
}

interface Case {
  readonly address?: string;
  readonly expressions: JsonObject;
  /** Directories `primary` and `dr`; absent where no configuration is at hand. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What the report says of the resource. */
async function verdict({ address = "aws_sqs_queue_policy.orders", expressions, files }: Case) {
  const ask = (locator?: Awaited<ReturnType<typeof readLocator>>) => {
    const { findings, unresolved } = reportOf({
      primary: side(plan("us-east-1"), address, expressions),
      dr: side(plan("us-west-2"), address, expressions),
      locator,
    });
    if (findings.length > 0) return "different";
    return unresolved.some(({ dr }) => dr?.address === address) ? "undecided" : "equal";
  };
  if (!files) return ask();
  return withFiles(files, async (root) =>
    ask(
      await readLocator(
        new Map([
          ["primary.json", [`${root}/primary`]],
          ["dr.json", [`${root}/dr`]],
        ]),
      ),
    ),
  );
}

const POLICY = { policy: ref(QUEUE) };
const policy = (words: string, before = "") =>
  `${before}resource "aws_sqs_queue_policy" "orders" {\n  policy = ${words}\n}\n`;
const statement = (principal: string) =>
  `jsonencode({ Statement = [{ Effect = "Allow", Principal = "${principal}", Resource = ${QUEUE} }] })`;
const both = (primary: string, dr: string) => ({ "primary/main.tf": primary, "dr/main.tf": dr });

describe("a document that is known only after apply and refers to the same on both sides", () => {
  it("is undecided without the configuration: what it permits stands in its constants", async () => {
    expect(await verdict({ expressions: POLICY })).toBe("undecided");
    const policies = { access_policies: ref("aws_sqs_queue.orders.arn") };
    expect(await verdict({ address: "aws_opensearch_domain_policy.a", expressions: policies })).toBe(
      "undecided",
    );
  });

  it("is equal where it is written alike, in whatever layout and of whichever region", async () => {
    const files = both(
      policy(statement("arn:aws:sns:us-east-1:123456789012:a")),
      policy(statement("arn:aws:sns:us-west-2:123456789012:a").replace(/([{[])/g, "$1\n   ")),
    );
    expect(await verdict({ expressions: POLICY, files })).toBe("equal");
  });

  it("is undecided where it is written otherwise", async () => {
    const files = both(policy(statement("arn:aws:iam::123456789012:root")), policy(statement("*")));
    expect(await verdict({ expressions: POLICY, files })).toBe("undecided");
    const inverted = both(policy(statement("a")), policy(statement("a").replace("Resource", "NotResource")));
    expect(await verdict({ expressions: POLICY, files: inverted })).toBe("undecided");
  });

  it("is undecided where it is read from a file", async () => {
    const read = policy(`templatefile("policy.json", { arn = ${QUEUE} })`);
    expect(await verdict({ expressions: POLICY, files: both(read, read) })).toBe("undecided");
  });

  it("is undecided where it is an iterator's or a map's element", async () => {
    const expressions = { policy: ref("each.value") };
    const files = both(policy("each.value"), policy("each.value"));
    expect(await verdict({ expressions, files })).toBe("undecided");
  });

  it("is equal where both take over one that is told of elsewhere", async () => {
    expect(await verdict({ expressions: { policy: ref("aws_sqs_queue.orders.policy") } })).toBe("equal");
  });

  it("is undecided where an override says otherwise", async () => {
    const same = policy(statement("a"));
    const files = { ...both(same, same), "dr/x_override.tf": policy(statement("*")) };
    expect(await verdict({ expressions: POLICY, files })).toBe("undecided");
  });

  it("is told in JSON syntax as well", async () => {
    const json = (principal: string) =>
      JSON.stringify({
        resource: { aws_sqs_queue_policy: { orders: { policy: `\${${statement(principal)}}` } } },
      });
    const files = (dr: string) => ({ "primary/a.tf.json": json("a"), "dr/a.tf.json": json(dr) });
    expect(await verdict({ expressions: POLICY, files: files("a") })).toBe("equal");
    expect(await verdict({ expressions: POLICY, files: files("*") })).toBe("undecided");
  });
});

describe("a text that is known only after apply and refers to the same on both sides", () => {
  const address = "aws_vpc_security_group_ingress_rule.a";
  const expressions = { cidr_ipv4: ref("aws_sqs_queue.orders.url") };
  const rule = (words: string) =>
    `resource "aws_vpc_security_group_ingress_rule" "a" {\n  cidr_ipv4 = ${words}\n}\n`;
  const ask = (primary: string, dr: string) =>
    verdict({ address, expressions, files: both(rule(primary), rule(dr)) });

  it("is undecided where other constants are written around it", async () => {
    expect(await ask('"${aws_sqs_queue.orders.url}/32"', '"${aws_sqs_queue.orders.url}/8"')).toBe(
      "undecided",
    );
  });

  it("is equal where only the reference is written otherwise", async () => {
    expect(await ask("aws_sqs_queue.orders.url", "module.queue[0].url")).toBe("equal");
    expect(await verdict({ address, expressions })).toBe("equal");
  });
});

describe("a document that a module is given", () => {
  const address = "module.q.aws_sqs_queue_policy.orders";
  const call = (principal: string) =>
    `module "q" {\n  source = "../q"\n  policy = ${statement(principal)}\n}\n`;
  const files = (dr: string) => ({
    ...both(call("a"), call(dr)),
    "q/main.tf": policy("var.policy"),
  });

  it("is what the call says", async () => {
    const expressions = { policy: ref("aws_sqs_queue.orders.arn") };
    expect(await verdict({ address, expressions, files: files("a") })).toBe("equal");
    expect(await verdict({ address, expressions, files: files("*") })).toBe("undecided");
  });
});

describe("a policy document of the configuration that is known only after apply", () => {
  const address = "aws_sqs_queue_policy.orders";
  type Statement = Record<"test" | "resource", string>;
  const written = ({ test, resource }: Statement) =>
    `data "aws_iam_policy_document" "orders" {\n  statement {\n    resources = ["${resource}"]\n    condition {\n      test = "${test}"\n    }\n  }\n}\n`;
  const made = (builder: PlanBuilder, { test }: Statement) => {
    const statement = {
      effect: "Allow",
      actions: ["sqs:SendMessage"],
      condition: [{ test, variable: "aws:SourceArn" }],
    };
    const block = {
      actions: { constant_value: ["sqs:SendMessage"] },
      resources: ref(QUEUE),
      condition: [{ values: ref(QUEUE) }],
    };
    return side(
      builder.data(
        "data.aws_iam_policy_document.orders",
        { statement: [statement] },
        {
          actions: ["read"],
          unknown: {
            json: true,
            statement: [{ resources: true, condition: [{ values: true }] }],
          },
          expressions: { statement: [block] },
        },
      ),
      address,
      { policy: ref("data.aws_iam_policy_document.orders.json") },
    );
  };
  const ask = async (primary: Statement, dr: Statement, configured = true) =>
    withFiles(both(written(primary), written(dr)), async (root) => {
      const locator = await readLocator(
        new Map([
          ["primary.json", [`${root}/primary`]],
          ["dr.json", [`${root}/dr`]],
        ]),
      );
      const { findings, unresolved } = reportOf({
        primary: made(plan("us-east-1"), primary),
        dr: made(plan("us-west-2"), dr),
        ...(configured ? { locator } : {}),
      });
      expect(findings).toEqual([]);
      return unresolved.map((one) => one.path);
    });
  const ALIKE = { test: "ArnEquals", resource: "${aws_sqs_queue.orders.arn}/public/*" };

  it("is equal where it is written alike", async () => {
    expect(await ask(ALIKE, ALIKE)).toEqual([]);
    expect(await ask(ALIKE, ALIKE, false)).toEqual([]);
  });

  it("is undecided where a test of an unknown value is another", async () => {
    const dr = { ...ALIKE, test: "ArnNotEquals" };
    expect(await ask(ALIKE, dr)).toEqual(["policy"]);
    expect(await ask(ALIKE, dr, false)).toEqual(["policy"]);
  });

  it("is undecided where constants around an unknown value are others", async () => {
    expect(await ask(ALIKE, { ...ALIKE, resource: "${aws_sqs_queue.orders.arn}/*" })).toEqual(["policy"]);
  });
});
