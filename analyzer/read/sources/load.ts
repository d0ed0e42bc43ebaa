import { stat } from "node:fs/promises";
import { InputError } from "../../base/errors";
import { collect } from "./bytes";
import { readContent } from "./content";
import { loadDirectory } from "./directory";
import { parseWorkspaceSpec } from "./directory-spec";
import type { SourceDocument } from "./document";
import { loadFile } from "./file";
import { fileError } from "./file-error";
import { isHcpSpec, parseHcpLocation } from "./hcp/hcp-location";
import { processIo, type SourceIo } from "./io";
import { isS3Spec, parseS3Location } from "./s3-location";
import { loadStdin } from "./stdin";

/**
 * Reads one source of the command line: a file (plan JSON, state JSON, raw state; plain or gzip), a saved plan, a
 * directory that holds one of them or whose backend does, `DIRECTORY#WORKSPACE` for one Terraform workspace's state,
 * `s3://bucket/key`, `hcp://organization/workspace` or a run, or `-` for standard input. What it is, its content tells.
 *
 * @throws InputError whatever is wrong with the input
 */
export async function loadSource(spec: string, io: SourceIo = processIo()): Promise<SourceDocument> {
  if (spec === "-") return loadStdin(io);
  if (isS3Spec(spec)) return loadS3(spec, io);
  if (isHcpSpec(spec) && io.fetchHcp) {
    const bytes = await io.fetchHcp(parseHcpLocation(spec));
    return { label: spec, ...(await readContent(bytes, spec)) };
  }
  if (spec === "" || /^[a-z][a-z0-9+.-]+:\/\//i.test(spec)) throw unsupported(spec);
  const inWorkspace = parseWorkspaceSpec(spec);
  if (inWorkspace !== undefined) return loadDirectory(inWorkspace, io);
  return (await isDirectory(spec))
    ? loadDirectory({ directory: spec, label: spec }, io)
    : loadFile(spec, spec, io);
}

async function loadS3(spec: string, io: SourceIo): Promise<SourceDocument> {
  const bytes = await collect(io.fetchS3(parseS3Location(spec)), spec);
  return { label: spec, ...(await readContent(bytes, spec)) };
}

async function isDirectory(spec: string): Promise<boolean> {
  try {
    return (await stat(spec)).isDirectory();
  } catch (error) {
    throw fileError(error, spec);
  }
}

function unsupported(spec: string): InputError {
  // A URL may carry a password, so only its scheme is quoted.
  const scheme = /^[^:]*/.exec(spec)?.[0] ?? "";
  return new InputError({
    where: spec === "" ? "source" : `${scheme}://...`,
    what: spec === "" ? "The name of a source is empty." : "Sources of this kind cannot be read.",
    fix: "Give a file, a directory, s3://BUCKET/KEY, hcp://ORGANIZATION/WORKSPACE, or - for standard input.",
  });
}
