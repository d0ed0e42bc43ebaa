import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Tool } from "./answers";
import { rootFacts, type RootFacts } from "./root-facts";

/** A Terraform root, or a unit of Terragrunt, that was found. */
export interface Root extends Omit<RootFacts, "isRoot" | "modules"> {
  /** Relative to where the search began, with slashes; `.` for that itself. */
  readonly directory: string;
  readonly tool: Tool;
  /** Files of variables and of backends' settings in it and right below, relative to it. */
  readonly varFiles: readonly string[];
  readonly backendConfigs: readonly string[];
}

/** What a project holds. */
export interface Found {
  /** In the order of their paths. */
  readonly roots: readonly Root[];
  /** Files that tell of another way to define infrastructure, or of one that cannot be used as it is. */
  readonly foreign: readonly string[];
}

/** Roots of Terragrunt lie deep: account, region, environment, component. */
const DEEPEST = 10;
const MOST_DIRECTORIES = 4000;
const MOST_BYTES = 1 << 20;
/** Generated stacks of Terragrunt are units like others; other hidden directories hold caches and downloads. */
const PASSED_OVER =
  /^(?:\.(?!terragrunt-stack$)|node_modules$|cdktf\.out$|vendor$|modules?$|examples?$|tests$)/;
const FOREIGN =
  /^(?:Pulumi\.yaml|cdk\.json|samconfig\.toml|serverless\.ya?ml|terragrunt\.stack\.hcl|template\.ya?ml)$/;
const CODE = /\.(?:tf|tofu)$/;
const JSON_CODE = /\.(?:tf|tofu)\.json$/;
const BACKEND_CONFIG = /\.tfbackend$|(?:^|[-_.])backend[-_.\w]*\.(?:hcl|conf)$/;

interface Directory {
  readonly at: string;
  readonly files: readonly string[];
}

/** Finds Terraform roots below a directory. Whatever cannot be read is passed over. */
export async function findRoots(project: string): Promise<Found> {
  const directories = await walk(project);
  const files = directories.flatMap(({ at, files: names }) =>
    names.filter((name) => FOREIGN.test(name)).map((name) => relative(project, path.join(at, name))),
  );
  const known = await Promise.all(directories.map((one) => readDirectory(project, one)));
  const found = known.filter((one) => one !== undefined);
  const called = new Set(
    found.flatMap(({ directory, modules }) =>
      modules.map((source) => path.posix.normalize(path.posix.join(directory, source)).replace(/\/$/, "")),
    ),
  );
  const free = found.filter(({ directory }) => !called.has(directory));
  const sure = free.filter(({ isRoot }) => isRoot);
  // A repository may leave providers to the environment: then what nobody calls is a root.
  const roots: Root[] = sure.length > 0 ? sure : free;
  return { roots: [...roots].sort((a, b) => (a.directory < b.directory ? -1 : 1)), foreign: files.sort() };
}

async function walk(project: string): Promise<Directory[]> {
  const open = [{ at: project, depth: 0 }];
  const directories: Directory[] = [];
  for (let next = open.shift(); next && directories.length < MOST_DIRECTORIES; next = open.shift()) {
    const { at, depth } = next;
    const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
    directories.push({ at, files: entries.filter((entry) => entry.isFile()).map(({ name }) => name) });
    if (depth === DEEPEST) continue;
    for (const { name } of entries.filter((entry) => entry.isDirectory() && !PASSED_OVER.test(entry.name)))
      open.push({ at: path.join(at, name), depth: depth + 1 });
  }
  return directories;
}

async function readDirectory(
  project: string,
  { at, files }: Directory,
): Promise<(Root & RootFacts) | undefined> {
  const directory = relative(project, at) || ".";
  const read = (names: readonly string[]) => readAll(names.map((name) => path.join(at, name)));
  const code = files.filter((name) => CODE.test(name));
  const jsonCode = files.filter((name) => JSON_CODE.test(name));
  const unit = files.includes("terragrunt.hcl") ? await read(["terragrunt.hcl"]) : undefined;
  if (unit !== undefined && (code.length > 0 || isUnit(unit))) return terragruntUnit(directory, unit);
  if (code.length + jsonCode.length === 0) return undefined;
  const values = await read(
    files.filter((name) => name === "terraform.tfvars" || name.endsWith(".auto.tfvars")),
  );
  const below = await filesBelow(at);
  return {
    ...rootFacts(await read(code), await read(jsonCode), values),
    directory,
    tool: [...code, ...jsonCode].some((name) => name.includes(".tofu")) ? "tofu" : "terraform",
    varFiles: below.filter(
      (name) =>
        /\.tfvars(?:\.json)?$/.test(name) && !/(?:^|\/)(?:terraform\.tfvars|.*\.auto\.tfvars)/.test(name),
    ),
    backendConfigs: below.filter((name) => BACKEND_CONFIG.test(path.posix.basename(name))),
  };
}

/** What other units include has neither: https://terragrunt.gruntwork.io/docs/features/units/ */
function isUnit(text: string): boolean {
  return /^\s*include\b/m.test(text) || /^\s*terraform\s*\{[^}]*?\bsource\s*=/m.test(text);
}

function terragruntUnit(directory: string, text: string): Root & RootFacts {
  const facts = rootFacts(text, "", "");
  return {
    ...facts,
    isRoot: true,
    modules: [],
    directory,
    tool: "terragrunt",
    varFiles: [],
    backendConfigs: [],
  };
}

/** Files of a directory and of those right below it, relative to it. */
async function filesBelow(at: string): Promise<string[]> {
  const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
  const lists = await Promise.all(
    entries.map(async (entry) => {
      if (entry.isFile()) return [entry.name];
      if (!entry.isDirectory() || PASSED_OVER.test(entry.name)) return [];
      const inner = await readdir(path.join(at, entry.name)).catch(() => []);
      return inner.map((name) => `${entry.name}/${name}`);
    }),
  );
  return lists.flat().sort();
}

async function readAll(files: readonly string[]): Promise<string> {
  return (await Promise.all(files.map(readSmall))).join("\n");
}

async function readSmall(file: string): Promise<string> {
  try {
    return (await stat(file)).size <= MOST_BYTES ? await readFile(file, "utf8") : "";
  } catch {
    return "";
  }
}

function relative(from: string, to: string): string {
  return path.relative(from, to).split(path.sep).join("/");
}
