import { statSync, type Dirent } from "node:fs";
import { open, readdir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { InputError } from "../../base/errors";
import { leadsOut, mayName } from "../../base/process/checkout";
import type { Backend } from "./backend";
import { findBackend } from "./backend-files";
import { BackendSettings } from "./backend-settings";
import { fetchState } from "./backend-state";
import { readText } from "./content";
import type { DirectorySpec } from "./directory-spec";
import { directoryState, type LocalBackend } from "./directory-state";
import type { SourceDocument, SourceKind } from "./document";
import { loadFile, readFileBytes } from "./file";
import { fileError } from "./file-error";
import { kindOf } from "./identify";
import type { SourceIo } from "./io";
import { emptyError, parseObject } from "./json-text";
import { isSavedPlan, isZip } from "./saved-plan";
import { selectedWorkspace } from "./working-directory";
import { unwrapped } from "./wrapped";

const JSON_NAME = /\.json(?:\.gz)?$/i;

/** A plan or state has one of these keys; any other JSON file in the directory is not even parsed. */
const SOURCE_KEY = /"(?:format_version|lineage|encrypted_data)"/;

/**
 * Reads what a directory holds at its top level: a plan as JSON, else a saved plan, else a state as JSON, else the state
 * that its backend keeps. So a Terraform working directory and a stack's directory in cdktf.out are sources.
 *
 * @throws InputError when there is none, or more than one of a sort
 */
export async function loadDirectory(spec: DirectorySpec, io: SourceIo): Promise<SourceDocument> {
  const { directory, workspace, label } = spec;
  const files = await filesIn(directory);
  const found = workspace === undefined ? await documentIn(directory, files, io) : undefined;
  const backend = found === undefined ? await findBackend(directory, files) : undefined;
  if (backend !== undefined && backend.type !== "local")
    return fetchState(backend, workspace ?? (await selectedWorkspace(directory)), label, io);
  const local = backend && localBackend(backend);
  for (const named of [local?.path, local?.workspaceDirectory])
    if (named !== undefined) io.assertMayRead?.(resolve(directory, named));
  const file = found ?? (await directoryState(directory, files, local, workspace));
  if (file === undefined) throw await nothingFound(directory, files);
  const path = join(directory, file);
  if (!mayName(await realpath(directory), path)) throw leadsOut(path);
  return loadFile(path, label, io, path);
}

async function documentIn(
  directory: string,
  files: readonly string[],
  io: SourceIo,
): Promise<string | undefined> {
  const json = await jsonFiles(directory, files, io);
  return (
    onlyOne(directory, "plans", named(json, "plan")) ??
    onlyOne(directory, "saved plans", await savedPlans(directory, files, io)) ??
    onlyOne(directory, "states", [...named(json, "state"), ...named(json, "raw-state")])
  );
}

function localBackend(backend: Backend): LocalBackend {
  const settings = new BackendSettings(backend);
  const [path, workspaceDirectory] = [settings.text("path"), settings.text("workspace_dir")];
  return {
    ...(path === undefined ? {} : { path }),
    ...(workspaceDirectory === undefined ? {} : { workspaceDirectory }),
  };
}

async function filesIn(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() || leadsToFile(directory, entry));
    return files.map(({ name }) => name).sort();
  } catch (error) {
    throw fileError(error, directory);
  }
}

function leadsToFile(directory: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return false;
  return statSync(join(directory, entry.name), { throwIfNoEntry: false })?.isFile() ?? false;
}

type KindByFile = readonly (readonly [file: string, kind: SourceKind | undefined])[];

async function jsonFiles(directory: string, files: readonly string[], io: SourceIo): Promise<KindByFile> {
  const found: (readonly [string, SourceKind | undefined])[] = [];
  // One after the other: two large plans need not be in memory at once.
  for (const file of files.filter((name) => JSON_NAME.test(name))) {
    found.push([file, await jsonKind(join(directory, file), io)]);
  }
  return found;
}

/** Throws when a file is a damaged plan or is empty: to pass over it would be to analyze an old state in its place. */
async function jsonKind(path: string, io: SourceIo): Promise<SourceKind | undefined> {
  io.assertMayRead?.(path);
  const bytes = await readFileBytes(path, path);
  if (isZip(bytes)) return undefined;
  const source = await readText(bytes, path);
  if (source.text.trim() === "") throw emptyError(path);
  return SOURCE_KEY.test(source.text) ? kindOf(unwrapped(parseObject(source))) : undefined;
}

function named(files: KindByFile, kind: SourceKind): string[] {
  return files.filter(([, is]) => is === kind).map(([file]) => file);
}

async function savedPlans(directory: string, files: readonly string[], io: SourceIo): Promise<string[]> {
  const found: string[] = [];
  for (const file of files) {
    const path = join(directory, file);
    if (!(await startsAsZip(path))) continue;
    io.assertMayRead?.(path);
    if (isSavedPlan(await readFileBytes(path, path))) found.push(file);
  }
  return found;
}

async function startsAsZip(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const head = Buffer.alloc(4);
      await file.read(head, 0, head.length, 0);
      return isZip(head);
    } finally {
      await file.close();
    }
  } catch {
    // A file that cannot be read is no saved plan: Terraform could not read it either.
    return false;
  }
}

function onlyOne(directory: string, sort: string, files: readonly string[]): string | undefined {
  if (files.length <= 1) return files[0];
  throw new InputError({
    where: directory,
    what: `This directory holds ${files.length} ${sort}: ${files.slice(0, 10).join(", ")}${files.length > 10 ? ", ..." : ""}.`,
    fix: `Choose one, such as ${join(directory, files[0] ?? "")}.`,
  });
}

async function nothingFound(directory: string, files: readonly string[]): Promise<InputError> {
  const stacks = await stacksIn(directory);
  if (stacks.length > 0) return chooseStack(directory, stacks);
  const what =
    files.length === 0
      ? "This directory holds no files."
      : "This directory holds neither a plan nor a state.";
  return new InputError({
    where: directory,
    what,
    fix:
      "Looked for: a plan as JSON (*.json, *.json.gz), a saved plan (tfplan, plan.out, ...), a state (*.tfstate, " +
      "*.tfstate.gz, terraform.tfstate.d/), a backend in *.tf. Otherwise run `terraform state pull > state.json` there.",
  });
}

/** The stacks of a `cdktf.out`. */
async function stacksIn(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(join(directory, "stacks"), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

function chooseStack(directory: string, stacks: readonly string[]): InputError {
  return new InputError({
    where: directory,
    what: `This holds several stacks: ${stacks.slice(0, 10).join(", ")}.`,
    fix: `Choose one for each side, such as ${join(directory, "stacks", stacks[0] ?? "")}.`,
  });
}
