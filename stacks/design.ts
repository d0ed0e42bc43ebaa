import type { TerraformResource } from "./cdk";
import { TerraformStack } from "./cdk";
import type { ManifestByDesign, ManifestTwin } from "./manifest";
import { Workspace } from "./workspace";

/** What the generator knows of twins that their addresses alone do not tell, and of differences that are meant. */
export class Design {
  readonly twins: ManifestTwin[] = [];
  readonly differences: ManifestByDesign[] = [];

  /** Declares two resources counterparts although their types or addresses differ: a key and its replica. */
  pairUp(primary: TerraformResource, dr: TerraformResource): void {
    this.twins.push({
      primary: addressOf(primary),
      dr: addressOf(dr),
      primaryWorkspace: workspaceOf(primary).name,
      drWorkspace: workspaceOf(dr).name,
    });
  }

  /** Declares that `paths` of a resource, or the whole of it, differ from the other side. */
  differs(resource: TerraformResource, reason: string, paths?: readonly string[]): void {
    this.declare(resource, { ...(paths === undefined ? {} : { paths }), reason });
  }

  /** Declares that what a readiness rule of the analyzer says about a resource is accepted. @param rule the rule's id */
  accepts(resource: TerraformResource, rule: string, reason: string): void {
    this.declare(resource, { rule, reason });
  }

  private declare(
    resource: TerraformResource,
    what: Pick<ManifestByDesign, "paths" | "rule" | "reason">,
  ): void {
    const workspace = workspaceOf(resource);
    this.differences.push({
      side: workspace.side,
      workspace: workspace.name,
      address: addressOf(resource),
      ...what,
    });
  }
}

export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

export function workspaceOf(resource: TerraformResource): Workspace {
  const stack = TerraformStack.of(resource);
  if (stack instanceof Workspace) return stack;
  throw new Error(`${resource.node.path} is not in a workspace of a pair`);
}
