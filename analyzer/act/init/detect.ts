import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Tool } from "./answers";
import { regionOfValues, rootFacts, type RootFacts } from "./root-facts";
import { regionIn } from "./side-words";

/** A Terraform root, or a unit of Terragrunt, that was found. */
export interface Root extends Omit<RootFacts, "isRoot" | "modules"> {
  /** Relative to where the search began, with slashes; `.` for that itself. */
  readonly directory: string;
  readonly tool: Tool;
  /** Files of variables that Terraform does not load by itself, and of backends' settings, in it and a little below. */
  readonly varFiles: readonly VarFile[];
  readonly backendConfigs: readonly string[];
}

/** A file of variables. */
export interface VarFile {
  /** Relative to its root, with slashes. */
  readonly file: string;
  /** The one that its path tells, else its values. */
  readonly region: string | undefined;
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
const MOST_VAR_FILES = 100;
/** Levels below a root that its files of variables may lie in. */
const DEEPEST_VARIABLES = 3;
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

/** Where cdktf writes stacks. */
export const SYNTHESIZED = "cdktf.out/stacks";

/**
 * Finds Terraform roots below a directory. Whatever cannot be read is passed over.
 *
 * @param synthesized whether what cdktf wrote is looked at
 */
export async function findRoots(project: string, synthesized = false): Promise<Found> {
  const stacks = synthesized ? await walk(path.join(project, SYNTHESIZED)) : [];
  const directories = [...(await walk(project)), ...stacks];
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
    // Sides share files by links; a directory that is one could lead in a circle.
    const files = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink());
    directories.push({ at, files: files.map(({ name }) => name) });
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
  const facts = rootFacts(await read(code), await read(jsonCode), values);
  return {
    ...facts,
    directory,
    tool: [...code, ...jsonCode].some((name) => name.includes(".tofu")) ? "tofu" : "terraform",
    varFiles: await Promise.all(
      below
        .filter((name) => /\.tfvars(?:\.json)?$/.test(name) && !LOADED.test(name))
        .slice(0, MOST_VAR_FILES)
        .map(async (file) => ({
          file,
          region: regionIn(file) ?? regionOfValues(await read([file]), facts.regionVariable),
        })),
    ),
    backendConfigs: below.filter((name) => BACKEND_CONFIG.test(path.posix.basename(name))),
  };
}

/** What Terraform loads by itself: of the root's own directory, not of one below. */
const LOADED = /^(?:terraform\.tfvars|[^/]*\.auto\.tfvars)/;

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

/** Files of a directory and of those a little below it, relative to it: `envs/use1/vars.tfvars`. */
async function filesBelow(at: string, deep = DEEPEST_VARIABLES): Promise<string[]> {
  const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
  // What lies beside code is that code's.
  if (deep < DEEPEST_VARIABLES && entries.some(({ name }) => CODE.test(name) || JSON_CODE.test(name)))
    return [];
  const lists = await Promise.all(
    entries.map(async (entry) => {
      if (entry.isFile() || entry.isSymbolicLink()) return [entry.name];
      if (deep === 0 || !entry.isDirectory() || PASSED_OVER.test(entry.name)) return [];
      return (await filesBelow(path.join(at, entry.name), deep - 1)).map((name) => `${entry.name}/${name}`);
    }),
  );
  return lists.flat().sort();
}

async function readAll(files: readonly string[]): Promise<string> {
  return (await Promise.all(files.map(readSmall))).join("\n");
}

async function readSmall(file: string): Promise<string> {
  try {
    const found = await stat(file);
    return found.isFile() && found.size <= MOST_BYTES ? await readFile(file, "utf8") : "";
  } catch {
    return "";
  }
}

function relative(from: string, to: string): string {
  return path.relative(from, to).split(path.sep).join("/");
}
