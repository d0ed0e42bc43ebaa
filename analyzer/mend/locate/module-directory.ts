import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readSmallFile } from "../../base/files/small-file";
import { mayName } from "../../base/process/checkout";
import { declarationsInHcl, declarationsInJson, type Declaration } from "./declaration";

/** A declaration and the file that it stands in. */
export interface Declared extends Declaration {
  readonly file: string;
}

/** What a directory of Terraform files declares, by name; a name has several where an override file adds to it. */
export type ModuleDirectory = ReadonlyMap<string, readonly Declared[]>;

/** More than people or generators write; what is larger is no configuration. */
const MAX_HCL_BYTES = 4 * 1024 ** 2;
const MAX_JSON_BYTES = 64 * 1024 ** 2;

const CONFIGURATION = /\.(?:tf|tofu)(\.json)?$/;
const OVERRIDE = /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/;

/** Whether a directory has Terraform files at its top. */
export async function hasConfiguration(directory: string): Promise<boolean> {
  return (await configurationFiles(directory)).length > 0;
}

/** Reads all Terraform files of a directory. What cannot be read is passed over: a location is a help, not a result. */
export async function readModuleDirectory(directory: string): Promise<ModuleDirectory> {
  const found = new Map<string, Declared[]>();
  for (const name of await configurationFiles(directory)) {
    const file = join(directory, name);
    const isJson = name.endsWith(".json");
    const text = await readSmall(file, isJson ? MAX_JSON_BYTES : MAX_HCL_BYTES);
    for (const declaration of isJson ? declarationsInJson(text) : declarationsInHcl(text)) {
      const declared = { ...declaration, file };
      const known = found.get(declaration.name);
      if (known) known.push(declared);
      else found.set(declaration.name, [declared]);
    }
  }
  return found;
}

/** In the order in which Terraform merges them: overrides come last. */
async function configurationFiles(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  const own = names.filter((name) => CONFIGURATION.test(name)).sort();
  return [...own.filter((name) => !OVERRIDE.test(name)), ...own.filter((name) => OVERRIDE.test(name))];
}

async function readSmall(file: string, most: number): Promise<string> {
  // What a checkout links to elsewhere is not its own, and not to be shown.
  if (!mayName(file, file)) return "";
  return (await readSmallFile(file, most).catch(() => undefined)) ?? "";
}
