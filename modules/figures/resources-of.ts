import type { TerraformResource } from "../pair/cdk";
import type { PairWorkspace } from "../pair/side";

/** The resources of a class that a workspace has so far, whoever put them there. */
export function resourcesOf<T extends TerraformResource>(
  workspace: PairWorkspace,
  made: new (...args: never[]) => T,
): T[] {
  return workspace.node.findAll().filter((one): one is T & typeof one => one instanceof made);
}
