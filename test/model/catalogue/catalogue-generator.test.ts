import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Catalogue, nodeAt, readCatalogue, rootNode } from "../../../analyzer/model/catalogue/catalogue";

const GENERATOR = path.join(__dirname, "../../../scripts/generate-catalogue.mjs");
const VERSION = ["--provider-version", "9.8.7"];

const folder = mkdtempSync(path.join(tmpdir(), "drparity-catalogue-"));
const schemaFile = path.join(folder, "schema.json");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const string = (flags: object) => ({ type: "string", description_kind: "plain", ...flags });
const inner = { attributes: { name: string({ required: true }) } };

/** One resource type that has all that a schema can have. */
const everything = {
  version: 3,
  block: {
    deprecated: true,
    attributes: {
      arn: string({ computed: true }),
      engine: string({ optional: true, computed: true }),
      secret: string({ optional: true, sensitive: true, write_only: true }),
      old: string({ optional: true, deprecated: true }),
      anything: { type: "dynamic", optional: true, sensitive: true },
      rules: { type: ["set", ["object", { to: "number", from: ["list", "string"] }]], optional: true },
      limits: { type: ["map", ["map", "bool"]], computed: true },
      one: { nested_type: { nesting_mode: "single", attributes: inner.attributes }, optional: true },
      many: {
        nested_type: {
          nesting_mode: "set",
          attributes: { id: string({ computed: true }), token: string({ optional: true }) },
        },
        optional: true,
        sensitive: true,
      },
      status: {
        nested_type: { nesting_mode: "map", attributes: { phase: string({ optional: true }) } },
        computed: true,
      },
    },
    block_types: {
      b_single: { nesting_mode: "single", block: inner },
      b_group: { nesting_mode: "group", block: inner },
      b_list: { nesting_mode: "list", block: inner, min_items: 1, max_items: 4 },
      b_set: {
        nesting_mode: "set",
        block: { block_types: { deep: { nesting_mode: "list", block: inner } } },
      },
      b_map: { nesting_mode: "map", block: {} },
    },
  },
};

function schemaOf(type: object) {
  const aws = { resource_schemas: { aws_all: type }, data_source_schemas: { aws_inner: { block: inner } } };
  const providers = {
    "registry.terraform.io/hashicorp/null": {},
    "registry.terraform.io/hashicorp/aws": aws,
  };
  return { format_version: "1.0", provider_schemas: providers };
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, reversed(member)] as const);
  return Object.fromEntries(members.reverse());
}

function run(args: string[], input = "", env = process.env) {
  return spawnSync(process.execPath, [GENERATOR, ...args], { input, env, encoding: "utf8" });
}

/** Generates from a schema and returns the path of the catalogue. */
function generate(schema: unknown, name = "catalogue.br"): string {
  const output = path.join(folder, name);
  const { status, stderr } = run(["-", ...VERSION, "--output", output], JSON.stringify(schema));
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining("9.8.7") });
  return output;
}

describe("what the generator writes, the reader returns", () => {
  let catalogue: Catalogue;
  beforeAll(() => {
    catalogue = readCatalogue(generate(schemaOf(everything)));
  });

  function schema() {
    const all = catalogue.resource("aws_all");
    if (!all) throw new Error("no aws_all");
    return all;
  }
  const at = (...keys: (string | number)[]) => nodeAt(rootNode(schema()), keys);

  test("versions and types", () => {
    expect(catalogue.provider).toBe("registry.terraform.io/hashicorp/aws");
    expect(catalogue.providerVersion).toBe("9.8.7");
    expect(catalogue.schemaFormatVersion).toBe("1.0");
    expect(catalogue.resourceTypes).toEqual(["aws_all"]);
    expect(catalogue.dataSourceTypes).toEqual(["aws_inner"]);
  });

  test("every attribute with its type and flags", () => {
    const no = {
      required: false,
      optional: false,
      computed: false,
      sensitive: false,
      writeOnly: false,
      deprecated: false,
    };
    const { attributes } = schema();
    expect([...attributes.keys()]).toEqual(Object.keys(everything.block.attributes).sort());
    expect(attributes.get("arn")).toEqual({ type: "string", ...no, computed: true });
    expect(attributes.get("engine")).toEqual({ type: "string", ...no, optional: true, computed: true });
    expect(attributes.get("secret")).toEqual({
      type: "string",
      ...no,
      optional: true,
      sensitive: true,
      writeOnly: true,
    });
    expect(attributes.get("old")).toEqual({ type: "string", ...no, optional: true, deprecated: true });
    const rule = { from: ["list", "string"], to: "number" };
    expect(attributes.get("rules")).toEqual({ type: ["set", ["object", rule]], ...no, optional: true });
    expect(attributes.get("limits")).toEqual({ type: ["map", ["map", "bool"]], ...no, computed: true });
    expect(attributes.get("one")).toMatchObject({ type: ["object", { name: "string" }], optional: true });
    expect(attributes.get("many")).toMatchObject({
      type: ["set", ["object", { id: "string", token: "string" }]],
    });
    expect(attributes.get("many")?.nested?.schema.attributes.get("token")?.sensitive).toBe(false);
  });

  test("every block with its nesting and limits", () => {
    const { blocks, deprecated } = schema();
    expect(deprecated).toBe(true);
    expect(catalogue.dataSource("aws_inner")?.deprecated).toBe(false);
    expect([...blocks].map(([name, block]) => [name, block.nesting, block.minItems, block.maxItems])).toEqual(
      [
        ["b_group", "group", undefined, undefined],
        ["b_list", "list", 1, 4],
        ["b_map", "map", undefined, undefined],
        ["b_set", "set", undefined, undefined],
        ["b_single", "single", undefined, undefined],
      ],
    );
    expect(blocks.get("b_map")?.schema).toEqual({
      attributes: new Map(),
      blocks: new Map(),
      deprecated: false,
    });
  });

  test("equal blocks are one", () => {
    expect(schema().blocks.get("b_single")?.schema).toBe(catalogue.dataSource("aws_inner"));
  });

  test("a walk through blocks of each nesting", () => {
    const name = { kind: "leaf", type: "string", required: true };
    expect(at("b_single", "name")).toMatchObject(name);
    expect(at("b_group", "name")).toMatchObject(name);
    expect(at("b_list", 0, "name")).toMatchObject(name);
    expect(at("b_set", 5, "deep", 0, "name")).toMatchObject(name);
    expect(at("b_map", "any key")).toMatchObject({ kind: "object", names: [] });
    expect(at("b_list")).toMatchObject({ kind: "list", minItems: 1, maxItems: 4, computedOnly: false });
  });

  test("a walk through attributes with parts", () => {
    expect(at("rules", 0, "from", 0)).toMatchObject({ kind: "leaf", type: "string", required: false });
    expect(at("limits", "a", "b")).toMatchObject({ kind: "leaf", type: "bool", computedOnly: true });
    expect(at("one", "name")).toMatchObject({ kind: "leaf", required: true });
    expect(at("anything", "x", 0, "y")).toMatchObject({ kind: "leaf", type: "dynamic", sensitive: true });
  });

  test("a nested attribute has its own traits and those that come from around it", () => {
    expect(at("many")).toMatchObject({ kind: "set", sensitive: true, computedOnly: false });
    expect(at("many", 0, "token")).toMatchObject({ sensitive: true, computedOnly: false });
    expect(at("many", 0, "id")).toMatchObject({ sensitive: true, computedOnly: true });
    expect(at("status", "x", "phase")).toMatchObject({ computedOnly: true, optionalComputed: false });
  });
});

describe("the generator", () => {
  test("gives the same bytes for the same schema, in whatever order it is printed", () => {
    const first = readFileSync(generate(schemaOf(everything), "first.br"));
    expect(readFileSync(generate(schemaOf(everything), "again.br"))).toEqual(first);
    expect(readFileSync(generate(reversed(schemaOf(everything)), "reversed.br"))).toEqual(first);
  });

  test("reads a schema from a file", () => {
    writeFileSync(schemaFile, JSON.stringify(schemaOf(everything)));
    const output = path.join(folder, "from-file.br");
    expect(run([schemaFile, ...VERSION, "--output", output]).status).toBe(0);
    expect(readFileSync(output)).toEqual(readFileSync(generate(schemaOf(everything))));
  });

  const withAttribute = (name: string, type: unknown) =>
    JSON.stringify(schemaOf({ block: { attributes: { [name]: { type, optional: true } } } }));
  test.each([
    ["a type it cannot write", withAttribute("a", ["tuple", []]), /aws_all\.a: .* no type \["tuple",\[\]\]/],
    [
      "a name it cannot write",
      withAttribute("a b", "string"),
      /aws_all: "a b" is not a Terraform identifier/,
    ],
    ["another provider's schema", `{"provider_schemas":{}}`, /no hashicorp\/aws in it/],
    ["text that is not JSON", `Error: no`, /-: not JSON/],
  ])("refuses %s", (_, input, reason) => {
    const output = path.join(folder, "refused.br");
    const { status, stderr } = run(["-", ...VERSION, "--output", output], input);
    expect(status).toBe(1);
    expect(stderr).toMatch(reason);
    expect(() => readFileSync(output)).toThrow(/ENOENT/);
  });

  test("wants to know the version of a printed schema", () => {
    const { status, stderr } = run(["-"], "{}");
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("--provider-version") });
  });

  test("says that Terraform is missing", () => {
    const { status, stderr } = run(["--output", path.join(folder, "none.br")], "", { PATH: folder });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^generate-catalogue: terraform is not on PATH: .*\n$/);
  });
});
