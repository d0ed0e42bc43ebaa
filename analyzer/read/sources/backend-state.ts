import { InputError } from "../../base/errors";
import type { Backend } from "./backend";
import { keyOf, readS3Backend, s3StateOf, type S3Backend } from "./backend-s3";
import { collect } from "./bytes";
import { readContent } from "./content";
import type { SourceDocument } from "./document";
import { hcpStateOf } from "./hcp/hcp-backend";
import type { SourceIo } from "./io";
import { isMissingObject } from "./s3-error";
import { DEFAULT_WORKSPACE } from "./working-directory";

/** More names than this help nobody. */
const MAX_NAMES = 10;

/**
 * Fetches a workspace's state from where its backend keeps it.
 *
 * @param label the source as the user named it
 * @throws InputError when it cannot be fetched, or lies in a backend that is not known
 */
export async function fetchState(
  backend: Backend,
  workspace: string,
  label: string,
  io: SourceIo,
): Promise<SourceDocument> {
  if ((backend.type === "cloud" || backend.type === "remote") && io.fetchHcp) {
    const location = hcpStateOf(backend, workspace, label);
    return { label, ...(await readContent(await io.fetchHcp(location), location.spec)) };
  }
  if (backend.type !== "s3") throw otherBackend(backend);
  const s3 = readS3Backend(backend);
  const location = s3StateOf(s3, workspace, label);
  try {
    const bytes = await collect(io.fetchS3(location), location.spec);
    return { label, ...(await readContent(bytes, location.spec)) };
  } catch (error) {
    if (!isMissingObject(error)) throw error;
    throw noState(location.spec, workspace, await workspacesWithState(s3, label, io));
  }
}

/** The workspaces that have a state; undefined when they may not be listed. */
async function workspacesWithState(
  s3: S3Backend,
  label: string,
  io: SourceIo,
): Promise<string[] | undefined> {
  const location = s3StateOf(s3, DEFAULT_WORKSPACE, label);
  // With a name that no path has in it, its place shows.
  const [before = "", after = ""] = keyOf(s3, "\0").split("\0");
  try {
    const [own, others] = await Promise.all([io.listS3(location, s3.key), io.listS3(location, before)]);
    const named = others.flatMap((key) => {
      const name = key.slice(before.length, key.length - after.length);
      return key.endsWith(after) && name !== "" && !name.includes("/") ? name : [];
    });
    return [...(own.includes(s3.key) ? [DEFAULT_WORKSPACE] : []), ...named];
  } catch {
    return undefined;
  }
}

function noState(where: string, workspace: string, names: readonly string[] | undefined): InputError {
  const known = names?.slice(0, MAX_NAMES).join(", ");
  const more = (names?.length ?? 0) > MAX_NAMES ? ", ..." : "";
  return new InputError({
    where,
    what: `The workspace "${workspace}" has no state in the backend's bucket${known ? `; there is one of: ${known}${more}` : ""}.`,
    fix: known
      ? "Choose a workspace by DIRECTORY#WORKSPACE or TF_WORKSPACE."
      : "Apply it first, or check bucket, key and workspace_key_prefix.",
  });
}

function otherBackend({ type, where }: Backend): InputError {
  const lies =
    type === "cloud" || type === "remote" ? "HCP Terraform or Terraform Enterprise" : `the backend "${type}"`;
  return new InputError({
    where,
    what: `The state lies in ${lies}, which drparity does not read.`,
    fix: "Run `terraform state pull > state.json` there; it is found in the directory then. Or give a plan.",
  });
}
