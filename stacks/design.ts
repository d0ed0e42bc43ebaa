import type { TerraformResource } from "../modules/pair/cdk";
import { TerraformStack, Token } from "../modules/pair/cdk";
import type { PairDesign } from "../modules/pair/pair";
import type { PerSide } from "../modules/pair/side";
import type { ManifestByDesign, ManifestPrimaryFirst, ManifestTwin } from "./manifest";
import { Workspace } from "./workspace";

/** What the generator knows of twins that their addresses alone do not tell, and of differences that are meant. */
export class Design implements PairDesign {
  readonly twins: ManifestTwin[] = [];
  readonly differences: ManifestByDesign[] = [];
  readonly values: PerSide<string>[] = [];
  readonly primaryFirst: ManifestPrimaryFirst[] = [];

  pairUp(primary: TerraformResource, dr: TerraformResource): void {
    this.twins.push({
      primary: addressOf(primary),
      dr: addressOf(dr),
      primaryWorkspace: workspaceOf(primary).name,
      drWorkspace: workspaceOf(dr).name,
    });
  }

  means({ primary, dr }: PerSide<string>): void {
    // A reference becomes an id when it is planned.
    if ([primary, dr].some((value) => Token.isUnresolved(value))) return;
    if (this.values.some((one) => one.primary === primary && one.dr === dr)) return;
    this.values.push({ primary, dr });
  }

  differs(resource: TerraformResource, reason: string, paths?: readonly string[]): void {
    this.declare(resource, { ...(paths === undefined ? {} : { paths }), reason });
  }

  accepts(resource: TerraformResource, rule: string, reason: string): void {
    this.declare(resource, { rule, reason });
  }

  comesFirst(resource: TerraformResource, reason: string): void {
    this.primaryFirst.push({ address: addressOf(resource), reason });
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
