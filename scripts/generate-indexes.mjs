// Writes the lists of what is added by adding a file: the files are found by what they export. With --check it writes
// nothing, and fails when a list is not what the files say. `npm run build` runs it.
//
//   node scripts/generate-indexes.mjs [--check] [ROOT]
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";

const check = process.argv.includes("--check");
const root =
  process.argv.slice(2).find((argument) => !argument.startsWith("--")) ??
  fileURLToPath(new URL("..", import.meta.url));

/** A capability: a construct, and how it is exported. */
const CAPABILITY = /^export const capability: Capability =/m;

const RULE = /^export const rule: ReadinessRule =/m;
const ROLE = /^export const role: Role =/m;
const FORMAT = /^export const format: RenderFormat =/m;

/** Every list: where it stands, what it says of itself, and its lines. */
const INDEXES = [
  {
    file: "analyzer/judge/rules/all.ts",
    head: "Every readiness rule, by service.",
    lines: (file) => {
      const rules = found("analyzer/judge/rules", RULE, file);
      return [
        ...rules.map((one) => imported("rule", one)),
        'import type { ReadinessRule } from "./rule";',
        "",
        `export const RULES: readonly ReadinessRule[] = [${rules.map(({ id }) => id).join(", ")}];`,
      ];
    },
  },
  {
    file: "analyzer/pair/roles/all.ts",
    head: "Every part that a resource can play in a pair.",
    lines: (file) => {
      const roles = found("analyzer/pair/roles", ROLE, file);
      return [
        ...roles.map((one) => imported("role", one)),
        'import type { Role } from "./role";',
        "",
        `export const ROLES: readonly Role[] = [${roles.map(({ id }) => id).join(", ")}];`,
      ];
    },
  },
  {
    file: "analyzer/render/formats.ts",
    head: "The report's renderings, in the order in which the help lists them. The renderers themselves are loaded when one is used.",
    lines: (file) => [
      `export const FORMATS = [${found("analyzer/render", FORMAT, file).map(({ name }) => JSON.stringify(name))}] as const;`,
      "",
      "/** One of the report's renderings. */",
      "export type Format = (typeof FORMATS)[number];",
    ],
  },
  {
    file: "analyzer/render/renderers.ts",
    head: "Every format's renderer.",
    lines: (file) => {
      const formats = found("analyzer/render", FORMAT, file);
      return [
        ...formats.map((one) => imported("format", one)),
        'import type { RenderFormat } from "./format";',
        'import type { Format } from "./formats";',
        "",
        `export const RENDERERS: Readonly<Record<Format, RenderFormat>> = { ${formats.map(({ name, id }) => (name === id ? id : `${JSON.stringify(name)}: ${id}`)).join(", ")} };`,
      ];
    },
  },
  {
    file: "modules/index.ts",
    head: "The constructs of all capabilities, with the types that they take and give.",
    lines: (file) => found("modules", CAPABILITY, file).map(exportsOf),
  },
  {
    file: "stacks/export/capabilities.ts",
    head: "Everything that is exported as plain Terraform.",
    lines: (file) => {
      const capabilities = found("modules", CAPABILITY, file);
      return [
        ...capabilities.map((one) => imported("capability", one)),
        'import type { ExportedCapability } from "./capability";',
        "",
        "export const CAPABILITIES: readonly ExportedCapability[] = [",
        ...capabilities.map(({ path, id }) => `{ ...${id}, source: ${JSON.stringify(path)} },`),
        "];",
      ];
    },
  },
  {
    file: "modules/pair/aws.ts",
    head: "What the generator uses of the AWS provider. No other file imports it: its index would load all 2,200 resources.",
    lines: () => usedResources().map(resourceExport),
  },
];

let stale = false;
for (const index of INDEXES) await write(index);
if (stale) process.exit(1);

async function write({ file, head, lines }) {
  const comment = `/**\n * ${head}\n * Written by \`npm run indexes\`.\n */`;
  const target = join(root, file);
  const text = [comment, ...lines(file)].join("\n");
  const made = await format(text, { ...(await resolveConfig(target)), filepath: target });
  if (existsSync(target) && readFileSync(target, "utf8") === made) return;
  if (!check) return writeFileSync(target, made);
  process.stderr.write(`${file} is not what the other files say: run npm run indexes\n`);
  stale = true;
}

/** The files below a folder that have what is looked for, as the list in `file` names and imports them. */
function found(folder, having, file) {
  return sourcesBelow(folder)
    .filter((path) => having.test(readFileSync(join(root, path), "utf8")))
    .map((path) => ({
      path,
      from: importPath(dirname(file), path),
      name: basename(path, ".ts"),
      id: camelCase(basename(path, ".ts")),
    }));
}

/** TypeScript below a folder, by name. */
function sourcesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path).replaceAll("\\", "/"))
    .sort();
}

function imported(name, { id, from }) {
  return `import { ${name} as ${id} } from ${JSON.stringify(from)};`;
}

/** Classes and types: functions and constants of a file are its own, or the exporter's. */
function exportsOf({ path, from }) {
  const text = readFileSync(join(root, path), "utf8");
  const declared = [...text.matchAll(/^export (class|interface|type) (\w+)/gm)].map(([, kind, name]) =>
    kind === "class" ? name : `type ${name}`,
  );
  const passedOn = [...text.matchAll(/^export type \{ ([\w, ]+) \} from/gm)].flatMap(([, names]) =>
    names.split(", ").map((name) => `type ${name}`),
  );
  return `export { ${[...declared, ...passedOn].join(", ")} } from ${JSON.stringify(from)};`;
}

/** Names that are imported from `pair/aws`. */
function usedResources() {
  const files = ["modules", "stacks"].flatMap(sourcesBelow);
  const names = files.flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const imports = text.matchAll(/^import (?:type )?\{([^}]+)\} from "[./\w]*\/aws";/gm);
    return [...imports].flatMap(([, list]) =>
      list.split(",").map((name) => name.replace("type ", "").trim()),
    );
  });
  return [...new Set(names)].filter((name) => name !== "").sort();
}

/** The package calls a class after its resource, with an A behind it where that is the name of another class's settings. */
function resourceExport(name) {
  const folder = name === "AwsProvider" ? "provider" : kebabCase(name);
  const declarations = join(root, "node_modules/@cdktf/provider-aws/lib", folder, "index.d.ts");
  if (!existsSync(declarations)) throw new Error(`@cdktf/provider-aws has no lib/${folder} for ${name}`);
  const renamed = new RegExp(`^export declare class ${name}A `, "m").test(readFileSync(declarations, "utf8"));
  return `export { ${renamed ? `${name}A as ${name}` : name} } from "@cdktf/provider-aws/lib/${folder}";`;
}

function importPath(folder, file) {
  const path = relative(folder, file).replace(/\.ts$/, "").replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

/** `ami-copy` as `amiCopy`. */
function camelCase(name) {
  return name.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase());
}

/** `Route53HealthCheck` as `route53-health-check`. */
function kebabCase(name) {
  return name.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
