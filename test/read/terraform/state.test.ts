import type { JsonObject } from "../../../analyzer/base/json";
import { isMarked, maskAt } from "../../../analyzer/model/workspace/mask";
import { readRawState, readState } from "../../../analyzer/read/terraform/state";

const AWS = 'provider["registry.terraform.io/hashicorp/aws"]';

function raw(...resources: JsonObject[]): JsonObject {
  return { version: 4, terraform_version: "1.11.4", serial: 3, lineage: "a", outputs: {}, resources };
}

function block(instances: JsonObject[], more: JsonObject = {}): JsonObject {
  return { mode: "managed", type: "aws_sqs_queue", name: "q", provider: AWS, instances, ...more };
}

describe("a state as terraform show prints it", () => {
  it("may be empty", () => {
    expect(readState({ format_version: "1.0" }, "s").resources).toEqual([]);
  });

  it("has resources of nested modules, that are what they are: no change", () => {
    const document = {
      format_version: "1.0",
      values: {
        outputs: { token: { value: "tok-123456", sensitive: true } },
        root_module: {
          child_modules: [
            {
              address: 'module.a["x.y"]',
              resources: [
                {
                  address: 'module.a["x.y"].aws_sqs_queue.q',
                  mode: "managed",
                  type: "aws_sqs_queue",
                  name: "q",
                  values: { arn: "arn:aws:sqs:us-west-2:111122223333:q", name: "q" },
                  sensitive_values: { policy: true },
                  depends_on: ['aws_kms_key.k["a"]'],
                  tainted: true,
                },
              ],
            },
          ],
        },
      },
    };
    const workspace = readState(document, "s.json");
    expect(workspace).toMatchObject({ kind: "state", incomplete: [], drift: [], configuration: undefined });
    expect(workspace.secrets).toEqual(["tok-123456"]);
    expect(workspace.resources).toMatchObject([
      {
        address: 'module.a["x.y"].aws_sqs_queue.q',
        module: 'module.a["x.y"]',
        region: "us-west-2",
        change: { kind: "no-op" },
        tainted: true,
        dependencies: ["aws_kms_key.k"],
        expressions: undefined,
      },
    ]);
    const [resource] = workspace.resources;
    expect(resource?.before).toBe(resource?.values);
    expect(isMarked(maskAt(resource?.sensitive, "policy"))).toBe(true);
  });
});

describe("a raw state", () => {
  it("names instances by index key: a number is no string", () => {
    const { resources } = readRawState(
      raw(
        block([
          { index_key: 0, attributes: {} },
          { index_key: "0", attributes: {} },
          { index_key: 'a"]b', attributes: {} },
        ]),
      ),
      "s",
    );
    expect(resources.map(({ address }) => address)).toEqual([
      "aws_sqs_queue.q[0]",
      'aws_sqs_queue.q["0"]',
      'aws_sqs_queue.q["a\\"]b"]',
    ]);
    expect(resources[2]?.parts.key).toBe('a"]b');
  });

  it("has modules and data sources", () => {
    const { resources } = readRawState(
      raw(block([{ attributes: {} }], { module: 'module.m["k"]', mode: "data", type: "aws_ami", name: "a" })),
      "s",
    );
    expect(resources[0]).toMatchObject({
      address: 'module.m["k"].data.aws_ami.a',
      mode: "data",
      module: 'module.m["k"]',
    });
  });

  it("tells the region of each alias by the ARNs of its resources", () => {
    const queue = (name: string, provider: string, attributes: JsonObject) =>
      block([{ attributes }], { name, provider });
    const { resources } = readRawState(
      raw(
        queue("a", AWS, { arn: "arn:aws:sqs:us-east-1:111122223333:a" }),
        queue("b", `${AWS}.dr`, { arn: "arn:aws:sqs:us-west-2:111122223333:b" }),
        queue("c", `${AWS}.dr`, {}),
        queue("d", `module.m.${AWS}.dr`, {}),
      ),
      "s",
    );
    expect(resources.map(({ providerKey, region }) => [providerKey, region])).toEqual([
      ["aws", "us-east-1"],
      ["aws.dr", "us-west-2"],
      ["aws.dr", "us-west-2"],
      ["aws.dr", "us-west-2"],
    ]);
  });

  it("has sensitive paths of get_attr and index steps", () => {
    const path = [
      { type: "get_attr", value: "environment" },
      { type: "index", value: { value: 0, type: "number" } },
      { type: "get_attr", value: "variables" },
      { type: "index", value: { value: "TOKEN", type: "string" } },
    ];
    const password = [{ type: "get_attr", value: "password" }];
    const { resources, secrets } = readRawState(
      raw(
        block([
          {
            attributes: {
              password: "correct-horse",
              environment: [{ variables: { TOKEN: "tok-1234", URL: "https://a" } }],
            },
            sensitive_attributes: [password, path],
          },
        ]),
      ),
      "s",
    );
    expect([...secrets].sort()).toEqual(["correct-horse", "tok-1234"]);
    expect(isMarked(maskAt(resources[0]?.sensitive, "environment"))).toBe(false);
  });

  it("keeps the keys of deposed objects with the resource, and knows tainted ones", () => {
    const { resources } = readRawState(
      raw(
        block([
          { attributes: { name: "new" }, status: "tainted" },
          { deposed: "0123abcd", attributes: { name: "old" } },
        ]),
      ),
      "s",
    );
    expect(resources).toMatchObject([{ deposed: ["0123abcd"], tainted: true, values: { name: "new" } }]);
  });

  it("without attributes (attributes_flat of old versions) has a resource that exists", () => {
    const { resources } = readRawState(raw(block([{ attributes_flat: { name: "q" } }])), "s");
    expect(resources).toHaveLength(1);
  });

  it("with odd members is read as far as it goes", () => {
    const odd = raw(
      block([{ attributes: {}, sensitive_attributes: "x", dependencies: 3 }], { provider: 7 }),
      {},
    );
    expect(() => readRawState(odd, "s")).not.toThrow();
    expect(readRawState({ version: 4 }, "s").resources).toEqual([]);
  });

  it("has sensitive outputs, whose strings are secrets", () => {
    const document = {
      ...raw(),
      outputs: { a: { value: { k: "deep-secret" }, sensitive: true }, b: { value: "open-value" } },
    };
    expect(readRawState(document, "s").secrets).toEqual(["deep-secret"]);
  });
});
