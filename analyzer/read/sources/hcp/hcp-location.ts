import { InputError } from "../../../base/errors";

/** HashiCorp's own; Terraform Enterprise has others. */
export const DEFAULT_HOST = "app.terraform.io";

/** What HCP Terraform, or a Terraform Enterprise, keeps: the state of a workspace, or the plan of a run. */
export interface HcpLocation {
  /** As the user named it. */
  readonly spec: string;
  readonly host: string;
  readonly what:
    | { readonly kind: "state"; readonly organization: string; readonly workspace: string }
    | { readonly kind: "plan"; readonly run: string };
}

const SCHEME = /^hcp:\/\//i;
/** A host has a dot or a port in it, which no organization has. */
const SPEC =
  /^(?:([\w-]+(?:\.[\w-]+)+(?::\d+)?|localhost(?::\d+)?)\/)?(?:(run-[A-Za-z0-9]+)|([\w-]+)\/([\w-]+))$/;

/** Whether a source names something in HCP Terraform. */
export function isHcpSpec(spec: string): boolean {
  return SCHEME.test(spec);
}

/**
 * Parses `hcp://[HOST/]ORGANIZATION/WORKSPACE`, its current state, and `hcp://[HOST/]run-ID`, a run's plan.
 * @throws InputError when it is neither
 */
export function parseHcpLocation(spec: string): HcpLocation {
  const [whole, host = DEFAULT_HOST, run, organization, workspace] =
    SPEC.exec(spec.replace(SCHEME, "")) ?? [];
  if (whole !== undefined && run !== undefined) return { spec, host, what: { kind: "plan", run } };
  if (organization !== undefined && workspace !== undefined)
    return { spec, host, what: { kind: "state", organization, workspace } };
  throw new InputError({
    where: spec,
    what: "This names neither a workspace nor a run of HCP Terraform.",
    fix: "Write hcp://ORGANIZATION/WORKSPACE for its state, or hcp://run-ID for a run's plan, with HOST/ before it for Terraform Enterprise.",
  });
}
