import { access } from "node:fs/promises";
import { createReadStream } from "node:fs";
import path from "node:path";
import { InputError } from "../../base/errors";
import { assertStaysInCheckout } from "../../base/process/checkout";
import { HclSyntaxError } from "../../read/hcl/scan-hcl";
import { Lines } from "../../base/lines";
import { collect } from "../../read/sources/bytes";
import { decodeText } from "../../read/sources/decode";
import { fileError } from "../../read/sources/file-error";
import { nearestWith } from "./find-policy";
import type { LocatedObject } from "./file/located";
import { readHcl } from "./file/read-hcl";
import { JsonSyntaxError, readJson } from "./file/read-json";
import { readPolicy } from "./file/read-policy";
import { nearest } from "./file/suggest";
import type { PairPolicy, PolicyFile } from "./policy";

/** What is looked for in the current directory and above it, up to the root of the repository. */
export const DEFAULT_FILES = [".drparity.hcl", ".drparity.json"] as const;

/** 128 KiB: some hundred blocks. A larger file is another one, and would keep the HCL parser busy for long. */
const MAX_BYTES = 128 * 1024;

/**
 * The policy file that the user names, or the nearest default one from `cwd` upward; undefined where there is none.
 *
 * @param file as `--config` gives it; relative to `cwd`
 * @param cwd the directory that a relative name starts from; the process's own when left out
 * @throws InputError that names file, line and block
 */
export async function loadPolicy(file: string | undefined, cwd?: string): Promise<PolicyFile | undefined> {
  const inCwd = (name: string) => (cwd === undefined ? name : path.resolve(cwd, name));
  const found = file ?? (await defaultFile(cwd));
  return found === undefined ? undefined : readPolicy(await readDocument(inCwd(found), found), inCwd(found));
}

/**
 * The pair that a command is about: the named one, or the only one.
 * @returns undefined where there is no policy file and no name
 * @throws InputError when the file has several pairs and none is named, or has none of that name
 */
export function choosePair(policy: PolicyFile | undefined, name: string | undefined): PairPolicy | undefined {
  if (policy === undefined) {
    if (name === undefined) return undefined;
    throw new InputError({
      where: "--pair",
      what: "There is no policy file that could hold this pair.",
      fix: `Name one with --config, or run where ${DEFAULT_FILES[0]} lies.`,
    });
  }
  const names = policy.pairs.map((pair) => pair.name);
  if (name === undefined) {
    if (policy.pairs.length === 1) return policy.pairs[0];
    throw new InputError({
      where: policy.file,
      what: "This has several pairs.",
      fix: `Choose one with --pair: ${names.join(", ")}.`,
    });
  }
  const chosen = policy.pairs.find((pair) => pair.name === name);
  if (chosen !== undefined) return chosen;
  const suggestion = nearest(name, names);
  throw new InputError({
    where: policy.file,
    what: `This has no pair "${name}".`,
    fix: `${suggestion === undefined ? "" : `Did you mean "${suggestion}"? `}It has: ${names.join(", ")}.`,
  });
}

/** @throws InputError when both are there: one of them would silently not hold */
async function defaultFile(cwd: string | undefined): Promise<string | undefined> {
  const directory = await nearestWith(DEFAULT_FILES, cwd);
  if (directory === undefined) return undefined;
  const inDirectory = (name: string) => path.join(directory, name);
  const found: string[] = [];
  for (const name of DEFAULT_FILES.map(inDirectory))
    if (await exists(cwd === undefined ? name : path.resolve(cwd, name))) found.push(name);
  if (found.length < 2) return found[0];
  throw new InputError({
    where: inDirectory(DEFAULT_FILES[1]),
    what: `There is a ${DEFAULT_FILES[0]} beside it.`,
    fix: "Keep one of both, or choose with --config.",
  });
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function readDocument(file: string, where: string): Promise<LocatedObject> {
  const text = await readText(file, where);
  try {
    return isJson(file, text) ? readJson(text) : await readHcl(text);
  } catch (error) {
    if (!(error instanceof HclSyntaxError || error instanceof JsonSyntaxError)) throw error;
    const line = new Lines(text).at(error.offset);
    throw new InputError(
      { where: `${where}:${line}`, what: error.message, fix: "Mend the syntax there." },
      { cause: error },
    );
  }
}

/** By its name; where that tells nothing, by its first character. */
function isJson(file: string, text: string): boolean {
  if (file.endsWith(".hcl")) return false;
  return file.endsWith(".json") || text.trimStart().startsWith("{");
}

async function readText(file: string, where: string): Promise<string> {
  assertStaysInCheckout(file, where);
  let bytes: Buffer;
  try {
    bytes = await collect(createReadStream(file, { end: MAX_BYTES }), where);
  } catch (error) {
    throw fileError(error, where);
  }
  if (bytes.length <= MAX_BYTES) return decodeText(bytes, where);
  throw new InputError({
    where,
    what: `This is larger than ${MAX_BYTES / 1024} KiB, which no policy file is.`,
    fix: "Name the policy file, or split it.",
  });
}
