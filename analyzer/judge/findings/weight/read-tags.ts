import { asObject, objectsIn, table, type Json, type JsonObject } from "../../../base/json";
import type { PairContext } from "../../../compare/context";
import { shownValues } from "../../../pair/names";
import { type Differing, stepsOf } from "../../../pair/roles/role";
import type { Weight } from "./weight";

/** How a type says by which tags it chooses what it looks after. */
type Reader = (values: JsonObject) => readonly (Json | undefined)[];

/** Sources: the AWS provider's pages of these types. */
const READERS: Readonly<Record<string, Reader>> = table({
  aws_backup_selection: ({ selection_tag, condition }) => [
    ...objectsIn(selection_tag).map(({ key }) => key),
    ...objectsIn(condition).flatMap((kinds) =>
      Object.values(kinds).flatMap((list) => objectsIn(list).map(({ key }) => key)),
    ),
  ],
  aws_dlm_lifecycle_policy: ({ policy_details }) =>
    objectsIn(policy_details).flatMap(({ target_tags }) => Object.keys(asObject(target_tags))),
  aws_ssm_association: ({ targets }) => objectsIn(targets).map(({ key }) => key),
  aws_ssm_maintenance_window_target: ({ targets }) => objectsIn(targets).map(({ key }) => key),
});

const known = new WeakMap<PairContext, ReadonlySet<string>>();

/** A tag that backups or patches are chosen by: what has another value of it in DR is not chosen there. */
export function readTags({ difference }: Differing, context: PairContext): Weight | undefined {
  const [head, key] = stepsOf(difference.path);
  const keys = known.get(context) ?? readKeys(context);
  known.set(context, keys);
  return head === "tags" && typeof key === "string" && keys.has(key)
    ? {
        severity: "warning",
        impact: `Backups, snapshots or patches are chosen by the tag ${key}: in DR they pass this over, or take it in.`,
      }
    : undefined;
}

/** `selection_tag` has plain keys, conditions `aws:ResourceTag/Backup`, Systems Manager `tag:Backup`. */
function readKeys({ workspaces }: PairContext): Set<string> {
  const keys = workspaces
    .flatMap(({ resources }) => resources)
    .flatMap((resource) => READERS[resource.type]?.(shownValues(resource)) ?? []);
  return new Set(
    keys.flatMap((key) => (typeof key === "string" ? key.replace(/^(?:aws:ResourceTag\/|tag:)/, "") : [])),
  );
}
