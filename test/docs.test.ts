import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { analyze } from "../analyzer/analyze";
import { readHcl } from "../analyzer/judge/policy/file/read-hcl";
import { readJson } from "../analyzer/judge/policy/file/read-json";
import { readPolicy } from "../analyzer/judge/policy/file/read-policy";
import { render } from "../analyzer/render/render";
import { loadCase } from "./support/corpus/load";

const ROOT = path.join(__dirname, "..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "test/corpus/README.md",
  ...readdirSync(path.join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

describe("README.md", () => {
  it("shows what the demo prints", async () => {
    const input = await loadCase(path.join(ROOT, "test/corpus/storefront/cases/sf-combined-three"));
    const shown = /```text\n(.*?)\n```/s.exec(read("README.md"))?.[1];
    expect(shown).toBe(render(analyze(input), "text", { color: false }).trimEnd());
  });
});

describe("docs/report.md", () => {
  it("shows a report that the schema accepts", () => {
    const ajv = new Ajv2020({ strictTypes: false });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(read("analyzer/model/report.schema.json")) as object);
    validate(JSON.parse(/```json\n(.*?)\n```/s.exec(read("docs/report.md"))?.[1] ?? "null"));
    expect(validate.errors).toBeNull();
  });
});

describe("docs/editors.md", () => {
  const [settings, catalog] = Array.from(
    read("docs/editors.md").matchAll(/```json\n(.*?)\n```/gs),
    ([, text]) => JSON.parse(text ?? "") as unknown,
  ) as [{ "json.schemas": { url: string }[] }, { url: string; name: string; description: string }[]];
  const SOURCES = [
    "analyzer/judge/policy/policy.schema.json",
    "analyzer/model/report.schema.json",
    "stacks/manifest.schema.json",
  ];
  const schemas = SOURCES.map((file) => JSON.parse(read(file)) as { $id: string });

  it("tells VS Code where the package has the schemas", () => {
    expect(settings["json.schemas"].map(({ url }) => url)).toEqual(
      SOURCES.map((file) => `./node_modules/drparity/dist/${file}`),
    );
  });

  it("has an entry for SchemaStore of each, by its id", () => {
    expect(catalog.map(({ url }) => url).sort()).toEqual(schemas.map(({ $id }) => $id).sort());
    for (const { name, description } of catalog) expect([name, description].every(Boolean)).toBe(true);
  });

  it("has schemas that editors read as they are meant: a $ref beside properties of its own replaces them in VS Code", () => {
    const mixed = (value: unknown): unknown[] =>
      typeof value !== "object" || value === null
        ? []
        : [
            ...("$ref" in value && "properties" in value ? [value] : []),
            ...Object.values(value).flatMap(mixed),
          ];
    expect(schemas.flatMap(mixed)).toEqual([]);
  });
});

describe("docs/policy-file.md", () => {
  const blocks = (language: string) =>
    Array.from(
      read("docs/policy-file.md").matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\\n\`\`\``, "gs")),
      ([, text]) => text ?? "",
    );

  it("shows policy files that drparity accepts", async () => {
    const [hcl, json] = [blocks("hcl"), blocks("json")];
    expect([hcl.length, json.length]).toEqual([1, 1]);
    for (const document of [await readHcl(hcl[0] ?? ""), readJson(json[0] ?? "")]) {
      const [pair] = readPolicy(document, ".drparity.hcl").pairs;
      expect(pair).toMatchObject({ name: "storefront", suppressions: [{ owner: "@acme/web" }] });
    }
  });

  it("names every key of a pair", () => {
    const schema = JSON.parse(read("analyzer/judge/policy/policy.schema.json")) as {
      $defs: { pair: { properties: object } };
    };
    const text = read("docs/policy-file.md");
    for (const key of Object.keys(schema.$defs.pair.properties))
      expect(text).toMatch(new RegExp(`\`${key}\\b`));
  });
});

describe.each(DOCUMENTS)("%s", (file) => {
  const text = read(file);

  it("links to files that exist", () => {
    const targets = Array.from(
      text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g),
      ([, target]) => target ?? "",
    );
    const missing = targets.filter((target) => !existsSync(path.join(ROOT, path.dirname(file), target)));
    expect(missing).toEqual([]);
  });

  it("names scripts that package.json has", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = Array.from(text.matchAll(/npm run (?:--\S+ )*([\w:-]+)/g), ([, name]) => name ?? "");
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
