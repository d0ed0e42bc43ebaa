import { InputError } from "../../../base/errors";
import type { Backend } from "../backend";
import { BackendSettings } from "../backend-settings";
import { DEFAULT_WORKSPACE } from "../working-directory";
import { DEFAULT_HOST, type HcpLocation } from "./hcp-location";

/**
 * Where a `cloud` block or the backend "remote" keeps a workspace's state, with what Terraform reads from the environment
 * (TF_CLOUD_ORGANIZATION, TF_CLOUD_HOSTNAME).
 *
 * @throws InputError when it says no organization, or not which workspace
 */
export function hcpStateOf(
  backend: Backend,
  workspace: string,
  label: string,
  env: NodeJS.ProcessEnv = process.env,
): HcpLocation {
  const settings = new BackendSettings(backend);
  const workspaces = settings.nested("workspaces");
  const organization = settings.text("organization") ?? env.TF_CLOUD_ORGANIZATION;
  if (!organization) throw missing(backend, "organization", "Set TF_CLOUD_ORGANIZATION");
  const prefix = workspaces.text("prefix") ?? "";
  const own =
    workspaces.text("name") ?? (workspace === DEFAULT_WORKSPACE ? undefined : `${prefix}${workspace}`);
  if (own === undefined)
    throw missing(backend, "workspace", "Name it as DIRECTORY#WORKSPACE, or by TF_WORKSPACE");
  const host = settings.text("hostname") ?? (env.TF_CLOUD_HOSTNAME || DEFAULT_HOST);
  return {
    spec: `${label} (hcp://${host}/${organization}/${own})`,
    host,
    what: { kind: "state", organization: checked(backend, organization), workspace: checked(backend, own) },
  };
}

/** It becomes a part of a path. */
function checked(backend: Backend, name: string): string {
  if (/^[\w-]+$/.test(name)) return name;
  throw missing(backend, "organization or workspace of a known form", "Give hcp://ORGANIZATION/WORKSPACE");
}

function missing({ where, type }: Backend, what: string, fix: string): InputError {
  return new InputError({
    where,
    what: `The ${type === "cloud" ? "cloud block" : 'backend "remote"'} names no ${what}.`,
    fix: `${fix}.`,
  });
}
