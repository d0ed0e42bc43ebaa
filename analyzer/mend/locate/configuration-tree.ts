import { realpathSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { readSmallFile } from "../../base/files/small-file";
import { mayName } from "../../base/process/checkout";
import { asText, isObject, objectsIn, own, type Json } from "../../base/json";
import type { Address, ModuleStep } from "../../model/workspace/address";
import { readModuleDirectory, type Declared, type ModuleDirectory } from "./module-directory";

/** A root module and the modules that it calls, as far as they lie in the same working copy. */
export class ConfigurationTree {
  private constructor(
    readonly root: string,
    private readonly modules: ReadonlyMap<string, ModuleDirectory>,
    private readonly installed: ReadonlyMap<string, string>,
  ) {}

  /** Reads a working directory; it needs no `terraform init`. */
  static async read(root: string): Promise<ConfigurationTree> {
    const modules = new Map<string, ModuleDirectory>();
    const installed = await installedModules(root);
    const tree = new ConfigurationTree(resolve(root), modules, installed);
    const waiting: { directory: string; key: string }[] = [{ directory: tree.root, key: "" }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { directory, key } = next;
      // A module that is called from several places is read once; what it calls lies at the same places each time.
      if (modules.has(directory)) continue;
      const module = await readModuleDirectory(directory);
      modules.set(directory, module);
      for (const [name, [call]] of module) {
        if (!name.startsWith("module.") || !call) continue;
        const below = moduleKey(key, name.slice("module.".length));
        const called = tree.calledDirectory(directory, call, below);
        if (called !== undefined) waiting.push({ directory: called, key: below });
      }
    }
    return tree;
  }

  /**
   * Where a resource is declared: all files that have a part in it, overrides last. A resource of a module that was
   * downloaded is declared, as far as this working copy goes, by the call.
   */
  find({ modules, mode, type, name }: Address): readonly Declared[] {
    const prefix = mode === "data" ? "data." : "";
    return this.walk(modules, `${prefix}${type}.${name}`);
  }

  /** Where a module is called; empty for one that is called from a downloaded one. */
  findCall(modules: readonly ModuleStep[]): readonly Declared[] {
    const [name] = modules.slice(-1);
    const found = name === undefined ? [] : this.walk(modules.slice(0, -1), `module.${name.name}`);
    return found.filter((call) => call.name === `module.${name?.name ?? ""}`);
  }

  private walk(modules: readonly ModuleStep[], wanted: string): readonly Declared[] {
    let directory = this.root;
    let key = "";
    for (const step of modules) {
      const calls = this.modules.get(directory)?.get(`module.${step.name}`) ?? [];
      const [call] = calls;
      if (!call) return [];
      key = moduleKey(key, step.name);
      const called = this.calledDirectory(directory, call, key);
      if (called === undefined) return calls;
      directory = called;
    }
    return this.modules.get(directory)?.get(wanted) ?? [];
  }

  /** Undefined for a module that lies elsewhere: in a registry, another repository, `.terraform`. */
  private calledDirectory(from: string, { source }: Declared, key: string): string | undefined {
    const directory = source === undefined ? this.installed.get(key) : localSource(from, source);
    if (directory === undefined || isDownloaded(this.root, directory)) return undefined;
    return mayName(this.root, directory) ? realDirectory(directory) : undefined;
  }
}

function moduleKey(parent: string, name: string): string {
  return parent === "" ? name : `${parent}.${name}`;
}

/** One name for each: through links that lead round in circles a directory has names without end. */
function realDirectory(directory: string): string {
  try {
    return realpathSync(directory);
  } catch {
    return directory;
  }
}

function localSource(from: string, source: string): string | undefined {
  return /^\.\.?(?:\/|$)/.test(source) ? resolve(from, source) : undefined;
}

function isDownloaded(root: string, directory: string): boolean {
  return relative(root, directory).split(sep).includes(".terraform");
}

/** Terraform notes some hundred bytes of each call. */
const MOST_NOTED_BYTES = 64 * 1024 ** 2;

/** What `terraform init` noted of where each module call leads, for sources that are not written out. */
async function installedModules(root: string): Promise<ReadonlyMap<string, string>> {
  const file = join(root, ".terraform", "modules", "modules.json");
  const text = await readSmallFile(file, MOST_NOTED_BYTES).catch(() => undefined);
  let noted: Json = null;
  try {
    noted = JSON.parse(text ?? "{}") as Json;
  } catch {
    // Not readable: then nothing is known.
  }
  const modules = isObject(noted) ? objectsIn(own(noted, "Modules")) : [];
  return new Map(
    modules.flatMap((module) => {
      const [key, directory] = [asText(own(module, "Key")), asText(own(module, "Dir"))];
      return key === undefined || directory === undefined ? [] : [[key, resolve(root, directory)] as const];
    }),
  );
}
