import { table } from "../../base/json";
import { wordsOf } from "../neutral/identities";
import { naturalName, shownValues } from "../names";
import { stripKeys } from "../../model/workspace/configuration";
import type { Resource, Workspace } from "../../model/workspace/workspace";

/** What an autoscaling target or policy names the thing by that it scales. */
const SCALERS: Readonly<Record<string, string>> = table({
  aws_appautoscaling_target: "resource_id",
  aws_autoscaling_policy: "autoscaling_group_name",
});

const SCALED = new Set(["aws_autoscaling_group", "aws_ecs_service", "aws_dynamodb_table"]);

/** The resources whose capacity an autoscaling target or policy of the same workspace sets at run time. */
export function findAutoscaled(workspaces: readonly Workspace[]): Set<Resource> {
  return new Set(workspaces.flatMap(({ resources }) => scaledIn(resources)));
}

function scaledIn(resources: readonly Resource[]): Resource[] {
  const names = new Set<string>();
  const blocks = new Set<string>();
  for (const resource of resources) {
    const attribute = SCALERS[resource.type];
    if (attribute === undefined) continue;
    const name = shownValues(resource)[attribute];
    if (typeof name === "string") names.add(wordsOf(name).at(-1) ?? "");
    else for (const address of resource.dependencies) blocks.add(address);
  }
  return resources.filter(
    (resource) =>
      SCALED.has(resource.type) &&
      (names.has(naturalName(resource) ?? "") || blocks.has(stripKeys(resource.address))),
  );
}
