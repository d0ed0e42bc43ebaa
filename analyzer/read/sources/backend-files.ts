import { existsSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../base/errors";
import { backendInRecord, backendsInJson, type Backend } from "./backend";
import { backendsInHcl } from "./backend-hcl";
import { readText } from "./content";
import { readFileBytes } from "./file";
import { parseObject } from "./json-text";
import { dataPath } from "./working-directory";

/** What Terraform reads as configuration: not what an editor leaves behind. */
const CONFIGURATION = /^[^.#].*\.(?:tf|tofu)(?:\.json)?$/;
const OVERRIDE = /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/;

/** Files that say neither are not even parsed. */
const MENTION = /\b(?:backend|cloud)\b/;

/**
 * The backend of a working directory: what `terraform init` noted, which holds `-backend-config` too, else what the
 * configuration says (`*.tf`, `*.tf.json`, so also cdktf's `cdk.tf.json`). Undefined where nothing says: a local one.
 *
 * @param files the names of the directory's files
 * @throws InputError when a file with a backend cannot be read, or when there are several
 */
export async function findBackend(directory: string, files: readonly string[]): Promise<Backend | undefined> {
  const record = dataPath(directory, "terraform.tfstate");
  const noted = existsSync(record) ? backendInRecord(await readJson(record), record) : undefined;
  return noted ?? (await configuredBackend(directory, files));
}

/** As Terraform merges: an override file's backend replaces the configuration's, and the last of them wins. */
async function configuredBackend(directory: string, files: readonly string[]): Promise<Backend | undefined> {
  // OpenTofu passes over a file of Terraform's that has one of its own beside it.
  const replaced = new Set(
    files.map((name) => name.replace(/\.tofu(?=\.json$|$)/, ".tf")).filter((name, i) => name !== files[i]),
  );
  const configuration = files.filter((name) => CONFIGURATION.test(name) && !replaced.has(name)).sort();
  const backends = async (names: readonly string[]) =>
    (await Promise.all(names.map((name) => backendsIn(join(directory, name))))).flat();
  const overriding = (await backends(configuration.filter((name) => OVERRIDE.test(name)))).at(-1);
  if (overriding !== undefined) return overriding;
  const [first, second] = await backends(configuration.filter((name) => !OVERRIDE.test(name)));
  if (first !== undefined && second !== undefined) throw severalBackends(first, second);
  return first;
}

async function backendsIn(path: string): Promise<Backend[]> {
  const source = await readText(await readFileBytes(path, path), path);
  if (!MENTION.test(source.text)) return [];
  return path.endsWith(".json")
    ? backendsInJson(parseObject(source), path)
    : backendsInHcl(source.text, path);
}

async function readJson(path: string) {
  return parseObject(await readText(await readFileBytes(path, path), path));
}

function severalBackends(first: Backend, second: Backend): InputError {
  return new InputError({
    where: second.where,
    what: `This says a backend, and so does ${first.where}.`,
    fix: "Leave one of them: Terraform takes only one.",
  });
}
