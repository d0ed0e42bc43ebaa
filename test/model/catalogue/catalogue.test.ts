import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import {
  type BlockSchema,
  type SchemaNode,
  descend,
  loadCatalogue,
  nodeAt,
  readCatalogue,
  rootNode,
} from "../../../analyzer/model/catalogue/catalogue";

const catalogue = loadCatalogue();

function resource(type: string): BlockSchema {
  const schema = catalogue.resource(type);
  if (!schema) throw new Error(`the catalogue has no ${type}`);
  return schema;
}

function at(type: string, ...keys: (string | number)[]): SchemaNode | undefined {
  return nodeAt(rootNode(resource(type)), keys);
}

describe("the catalogue", () => {
  test("knows every type of the provider's version it names", () => {
    expect(catalogue.provider).toBe("registry.terraform.io/hashicorp/aws");
    expect(catalogue.providerVersion).toMatch(/^5\.\d+\.\d+$/);
    expect(catalogue.schemaFormatVersion).toBe("1.0");
    expect(catalogue.resourceTypes.length).toBeGreaterThan(1500);
    expect(catalogue.dataSourceTypes.length).toBeGreaterThan(600);
  });

  test("is read once", () => {
    expect(loadCatalogue()).toBe(catalogue);
    expect(catalogue.resource("aws_vpc")).toBe(catalogue.resource("aws_vpc"));
  });

  test("decodes every type, and every block in it", () => {
    const seen = new Set<BlockSchema>();
    const visit = (schema: BlockSchema | undefined) => {
      if (!schema) throw new Error("a listed type has no schema");
      if (seen.has(schema)) return;
      seen.add(schema);
      for (const block of schema.blocks.values()) visit(block.schema);
    };
    for (const type of catalogue.resourceTypes) visit(catalogue.resource(type));
    for (const type of catalogue.dataSourceTypes) visit(catalogue.dataSource(type));
    expect(seen.size).toBeGreaterThan(5000);
  });

  test("tells a resource type from the data source type of the same name", () => {
    expect(catalogue.resource("aws_vpc")?.attributes.get("cidr_block")?.optional).toBe(true);
    expect(catalogue.dataSource("aws_vpc")?.attributes.get("state")?.computed).toBe(true);
    expect(catalogue.resource("aws_caller_identity")).toBeUndefined();
    expect(catalogue.dataSource("aws_caller_identity")).toBeDefined();
  });

  test.each(["aws_no_such_thing", "", "__proto__", "constructor", "toString", "hasOwnProperty"])(
    "has no type named %j",
    (name) => {
      expect(catalogue.resource(name)).toBeUndefined();
      expect(catalogue.dataSource(name)).toBeUndefined();
    },
  );
});

describe("attributes", () => {
  test("an argument is optional", () => {
    const memory = resource("aws_lambda_function").attributes.get("memory_size");
    expect(memory).toMatchObject({ type: "number", optional: true, computed: false, required: false });
  });

  test("an ARN is computed only", () => {
    expect(resource("aws_lambda_function").attributes.get("arn")).toMatchObject({
      type: "string",
      computed: true,
      optional: false,
      required: false,
    });
    expect(at("aws_lambda_function", "arn")).toMatchObject({ computedOnly: true, optionalComputed: false });
  });

  test("a default of the provider's is optional and computed", () => {
    expect(at("aws_db_instance", "parameter_group_name")).toMatchObject({
      computedOnly: false,
      optionalComputed: true,
    });
  });

  test("a password is sensitive", () => {
    expect(at("aws_rds_cluster", "master_password")).toMatchObject({ sensitive: true, writeOnly: false });
    expect(at("aws_rds_cluster", "master_username")?.sensitive).toBe(false);
  });

  test("a write-only argument is so marked", () => {
    expect(at("aws_secretsmanager_secret_version", "secret_string_wo")).toMatchObject({
      writeOnly: true,
      sensitive: true,
    });
    expect(at("aws_secretsmanager_secret_version", "secret_string")?.writeOnly).toBe(false);
  });

  test("a deprecated argument is so marked", () => {
    expect(at("aws_eip", "vpc")?.deprecated).toBe(true);
    expect(at("aws_eip", "domain")?.deprecated).toBe(false);
  });
});

describe("walking", () => {
  test("an attribute that is a set of objects: its parts have its traits", () => {
    expect(at("aws_security_group", "ingress")).toMatchObject({ kind: "set", optionalComputed: true });
    expect(at("aws_security_group", "ingress", 0)).toMatchObject({ kind: "object", optionalComputed: true });
    expect(at("aws_security_group", "ingress", 0, "cidr_blocks")?.kind).toBe("list");
    expect(at("aws_security_group", "ingress", 7, "cidr_blocks", 3)).toMatchObject({
      kind: "leaf",
      type: "string",
      optionalComputed: true,
    });
  });

  test("a set of blocks looks the same, but each attribute in it has its own traits", () => {
    expect(at("aws_lb_listener_rule", "condition")).toMatchObject({ kind: "set", minItems: 1 });
    expect(at("aws_lb_listener_rule", "condition", 0, "host_header")).toMatchObject({
      kind: "list",
      maxItems: 1,
    });
    expect(at("aws_lb_listener_rule", "condition", 0, "host_header", 0, "values")).toMatchObject({
      kind: "set",
      required: true,
    });
  });

  test("a single block is an object", () => {
    expect(resource("aws_vpc_endpoint").blocks.get("timeouts")?.nesting).toBe("single");
    expect(at("aws_vpc_endpoint", "timeouts", "create")).toMatchObject({ kind: "leaf", type: "string" });
  });

  test("a map has any key, also one that prototypes have", () => {
    for (const key of ["Name", "constructor", "__proto__"]) {
      expect(at("aws_vpc", "tags", key)).toMatchObject({ kind: "leaf", type: "string" });
    }
  });

  test("what a computed attribute holds is computed", () => {
    expect(at("aws_db_instance", "master_user_secret", 0, "secret_arn")).toMatchObject({
      computedOnly: true,
    });
  });

  test("the schema has no such part", () => {
    for (const name of ["no_such_argument", "__proto__", "constructor", "toString", ""]) {
      expect(at("aws_vpc", name)).toBeUndefined();
      expect(at("aws_security_group", "ingress", 0, name)).toBeUndefined();
    }
    expect(at("aws_vpc", 0)).toBeUndefined();
    expect(at("aws_vpc", "tags", 0)).toBeUndefined();
    expect(at("aws_vpc", "cidr_block", "x")).toBeUndefined();
    expect(at("aws_security_group", "ingress", "x")).toBeUndefined();
    expect(at("aws_vpc", "no_such_argument", 0, "deeper")).toBeUndefined();
  });

  test("the same place is the same object", () => {
    const root = rootNode(resource("aws_security_group"));
    expect(rootNode(resource("aws_security_group"))).toBe(root);
    expect(descend(root, "ingress")).toBe(descend(root, "ingress"));
    expect(root.names).toEqual(expect.arrayContaining(["ingress", "timeouts", "vpc_id"]));
  });
});

describe("a file that is not a catalogue is an error that names it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-catalogue-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const tables = `"attributeKinds":0,"blockKinds":[]`;
  const versions = `"provider":"p","providerVersion":"1.0.0","schemaFormatVersion":"1.0"`;
  test.each([
    ["of another format", `{"format":2}\n`, /format 2, but .* reads format 1/],
    ["of another kind", `[]\n`, /not a catalogue/],
    ["without its tables", `{"format":1}\n`, /not a whole catalogue/],
    ["without its shapes", `{"format":1,${versions},${tables},"shapes":1}\n\n\n`, /cut short/],
    ["cut in a line", `{"format":1,${versions},${tables},"shapes":1}\n\n\nname=0`, /cut short/],
  ])("%s", (_, text, reason) => {
    const file = path.join(folder, "catalogue.br");
    writeFileSync(file, brotliCompressSync(text));
    expect(() => readCatalogue(file)).toThrow(reason);
    expect(() => readCatalogue(file)).toThrow(`cannot read the provider catalogue ${file}`);
  });

  test("absent", () => {
    expect(() => readCatalogue(path.join(folder, "none.br"))).toThrow(/ENOENT/);
  });
});
