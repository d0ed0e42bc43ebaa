import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { InputError } from "../../base/errors";
import { DEFAULT_WORKSPACE, selectedWorkspace } from "./working-directory";

const STATE_NAME = /\.tfstate(?:\.gz)?$/i;
const DEFAULT_STATE = "terraform.tfstate";

/** What a backend "local" may say, relative to the working directory. */
export interface LocalBackend {
  /** The state of the default workspace; cdktf keeps it outside the stack's directory. */
  readonly path?: string;
  /** The directory of the other workspaces' states. */
  readonly workspaceDirectory?: string;
}

/**
 * Where the local backend keeps the state of a working directory, relative to it; undefined when there is none. The
 * selected Terraform workspace comes first, then the directory's own state.
 *
 * @param workspace what the user chose; undefined: what is selected there
 * @throws InputError when there are several and none is selected, or none of the workspace that the user chose
 */
export async function directoryState(
  directory: string,
  files: readonly string[],
  { path = DEFAULT_STATE, workspaceDirectory = "terraform.tfstate.d" }: LocalBackend = {},
  workspace?: string,
): Promise<string | undefined> {
  const others = await workspacesIn(directory, workspaceDirectory);
  const stateOf = (name: string) => join(workspaceDirectory, name, DEFAULT_STATE);
  const own = existsSync(resolve(directory, path))
    ? relative(directory, resolve(directory, path))
    : undefined;
  if (workspace === DEFAULT_WORKSPACE && own !== undefined) return own;
  const selected = workspace ?? (await selectedWorkspace(directory));
  if (others.includes(selected)) return stateOf(selected);
  if (workspace !== undefined)
    throw noSuchWorkspace(directory, workspace, own === undefined ? others : [DEFAULT_WORKSPACE, ...others]);
  if (own !== undefined) return own;
  const states = files.filter((file) => STATE_NAME.test(file));
  const candidates = states.length > 0 ? states : others.map(stateOf);
  if (candidates.length > 1) throw severalStates(directory, candidates);
  return candidates[0];
}

async function workspacesIn(directory: string, workspaceDirectory: string): Promise<string[]> {
  const parent = resolve(directory, workspaceDirectory);
  try {
    const entries = await readdir(parent, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return names.filter((name) => existsSync(join(parent, name, DEFAULT_STATE))).sort();
  } catch {
    return [];
  }
}

function noSuchWorkspace(directory: string, workspace: string, names: readonly string[]): InputError {
  return new InputError({
    where: directory,
    what: `The workspace "${workspace}" has no state here${names.length > 0 ? `; there is one of: ${names.slice(0, 10).join(", ")}` : ""}.`,
    fix: "Choose one by DIRECTORY#WORKSPACE, or apply it first.",
  });
}

function severalStates(directory: string, files: readonly string[]): InputError {
  return new InputError({
    where: directory,
    what: `This directory holds ${files.length} states: ${files.slice(0, 10).join(", ")}.`,
    fix: `Choose one, such as ${join(directory, files[0] ?? "")}.`,
  });
}
