import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { isAbsolute, join, relative, resolve } from "node:path";
import { InputError } from "../errors";
import { isObject, own, type Json } from "../json";

const STATE_NAME = /\.tfstate(?:\.gz)?$/i;
const DEFAULT_STATE = "terraform.tfstate";
const WORKSPACES = "terraform.tfstate.d";

/**
 * Where the local backend keeps the state of a working directory, relative to it; undefined when there is none. The
 * selected Terraform workspace comes first, then the directory's own state, then what `cdk.tf.json` names.
 *
 * @throws InputError when there are several and none is selected
 */
export async function directoryState(
  directory: string,
  files: readonly string[],
): Promise<string | undefined> {
  const workspaces = await workspacesIn(directory);
  const selected = await selectedWorkspace(directory);
  if (workspaces.includes(selected)) return statePath(selected);
  if (files.includes(DEFAULT_STATE)) return DEFAULT_STATE;
  const states = files.filter((file) => STATE_NAME.test(file));
  const candidates = states.length > 0 ? states : workspaces.map(statePath);
  if (candidates.length > 1) throw severalStates(directory, candidates);
  return candidates[0] ?? (await cdktfState(directory));
}

function statePath(workspace: string): string {
  return join(WORKSPACES, workspace, DEFAULT_STATE);
}

async function workspacesIn(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(join(directory, WORKSPACES), { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return names.filter((name) => existsSync(join(directory, statePath(name)))).sort();
  } catch {
    return [];
  }
}

/** As Terraform decides: TF_WORKSPACE, then what `terraform workspace select` noted. */
async function selectedWorkspace(directory: string): Promise<string> {
  const noted = readFile(join(directory, ".terraform", "environment"), "utf8").catch(() => "");
  return process.env.TF_WORKSPACE || (await noted).trim() || "default";
}

/** cdktf keeps a stack's local state outside the stack's directory and writes its path into the configuration. */
async function cdktfState(directory: string): Promise<string | undefined> {
  const text = await readFile(join(directory, "cdk.tf.json"), "utf8").catch(() => "");
  const path = localBackendPath(text);
  if (path === undefined) return undefined;
  const full = isAbsolute(path) ? path : resolve(directory, path);
  return existsSync(full) ? relative(directory, full) : undefined;
}

function localBackendPath(configuration: string): string | undefined {
  let value: Json | undefined;
  try {
    value = JSON.parse(configuration) as Json;
  } catch {
    return undefined;
  }
  for (const key of ["terraform", "backend", "local", "path"])
    value = isObject(value) ? own(value, key) : undefined;
  return typeof value === "string" ? value : undefined;
}

function severalStates(directory: string, files: readonly string[]): InputError {
  return new InputError({
    where: directory,
    what: `This directory holds ${files.length} states: ${files.slice(0, 10).join(", ")}.`,
    fix: `Choose one, such as ${join(directory, files[0] ?? "")}.`,
  });
}
