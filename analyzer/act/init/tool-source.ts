import { readFile } from "node:fs/promises";
import path from "node:path";
import { InputError } from "../../base/errors";
import { TOOL_VERSION } from "../../base/version";
import { assertRunnable } from "./tool-file";

/** Where pipelines take drparity from. */
export type ToolSource =
  /** Its own repository on GitHub, whose Action holds the program: no registry is asked. */
  | { readonly kind: "action"; readonly repository: string; readonly ref: string }
  | { readonly kind: "npm" }
  /** A file of the team's own repository: the one that a release of drparity consists of. */
  | { readonly kind: "file"; readonly file: string };

/** Where the files of a release lie: the program as one file, and its checksum. */
export function releaseUrl({ repository, ref }: Extract<ToolSource, { kind: "action" }>): string {
  return `https://github.com/${repository}/releases/download/${ref}`;
}

/**
 * What a project of Node.js names as its dependency: the package as npm or a release has it. The one file is the program, without the
 * constructs.
 */
export function packageOf(source: ToolSource): string {
  if (source.kind === "npm") return `^${TOOL_VERSION}`;
  if (source.kind === "file") return `file:${archiveOf(TOOL_VERSION)}`;
  // A branch or a major version's tag has no release: then this version's.
  const version = /^v(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(source.ref)?.[1] ?? TOOL_VERSION;
  return `${releaseUrl({ ...source, ref: `v${version}` })}/${archiveOf(version)}`;
}

/** What a project has to have beside its `package.json`: its team's to put there. @returns undefined when npm fetches it */
export function archiveBeside({ kind }: ToolSource): string | undefined {
  return kind === "file" ? archiveOf(TOOL_VERSION) : undefined;
}

/** The package among the files of a release, as `npm pack` calls it. */
function archiveOf(version: string): string {
  return `drparity-${version}.tgz`;
}

const REPOSITORY = /^(?:github:)?([\w.-]+\/[\w.-]+?)(?:@([\w./-]+))?$/;
const FILE = /^\.\/[\w.@+-]+(?:\/[\w.@+-]+)*$/;

/**
 * What `--tool-source` says; without it, where this drparity comes from.
 * @param said `OWNER/REPOSITORY`, with `@REF` or without, `npm`, or `./FILE`
 * @param project the directory that `./FILE` lies in
 * @param home a directory of this program
 * @throws InputError when it is none of them, no pipeline could run it, or nothing tells
 */
export async function toolSource(
  said: string | undefined,
  project: string,
  home: string = __dirname,
): Promise<ToolSource> {
  if (said === undefined) return (await origin(home)) ?? ask();
  if (said === "npm") return { kind: "npm" };
  if (FILE.test(said) && !said.split("/").includes("..")) {
    await assertRunnable(project, said.slice(2));
    return { kind: "file", file: said.slice(2) };
  }
  const [, repository, ref = `v${TOOL_VERSION}`] = REPOSITORY.exec(said) ?? [];
  if (repository !== undefined && !said.startsWith(".")) return { kind: "action", repository, ref };
  throw new InputError({
    where: "--tool-source",
    what: `"${said}" is neither npm, nor OWNER/REPOSITORY, nor ./FILE.`,
    fix: "Give one of them.",
  });
}

/** An installed package comes from npm, a checkout from the repository that it was cloned from. */
async function origin(home: string): Promise<ToolSource | undefined> {
  if (home.split(path.sep).includes("node_modules")) return { kind: "npm" };
  for (let at = home; path.dirname(at) !== at; at = path.dirname(at)) {
    const config = await readFile(path.join(at, ".git/config"), "utf8").catch(() => undefined);
    const repository = config === undefined ? undefined : originIn(config);
    if (repository !== undefined) return { kind: "action", repository, ref: `v${TOOL_VERSION}` };
  }
  return undefined;
}

/** `OWNER/REPOSITORY` of the remote `origin`, where that is on GitHub. */
function originIn(config: string): string | undefined {
  const url = /^\[remote "origin"\][^[]*?^\s*url\s*=\s*(\S+)/m.exec(config)?.[1] ?? "";
  return /^(?:https:\/\/(?:[^@/]+@)?github\.com\/|git@github\.com:)([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(
    url,
  )?.[1];
}

function ask(): never {
  throw new InputError({
    where: "--tool-source",
    what: "Nothing tells where pipelines are to take drparity from.",
    fix: "Say --tool-source OWNER/REPOSITORY (a copy of drparity on GitHub), npm, or ./FILE (its one file, committed here).",
  });
}
