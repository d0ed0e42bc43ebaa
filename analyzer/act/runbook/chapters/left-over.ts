import { isStateful } from "../../../base/aws/stateful-types";
import type { Resource } from "../../../model/workspace/workspace";
import { datastoreMembers } from "../data/caches";
import { globalTables, writableBuckets } from "../data/copies";
import { fileSystemCopies } from "../data/file-systems";
import { secondaries } from "../data/global-clusters";
import { readReplicas } from "../data/read-replicas";
import { type Chapter, say } from "../runbook";
import type { World } from "../world";

/** What needs no step: keys, secrets, queues, which begin empty, and images. */
const NEEDS_NONE = /^aws_(?:kms_\w+|secretsmanager_secret|sqs_queue|ecr_repository)$/;
/** What holds nothing of its own: the database, the table or the file system that it belongs to does. */
const BELONGS =
  /^aws_(?:rds_global_cluster|(?:rds|docdb|neptune)_cluster_\w+|db_instance_\w+|dynamodb_table_\w+|efs_file_system_\w+)$/;
const MOST = 50;

/** What holds data in the DR region and has no step here: somebody has to say what is to be done with it. */
export function leftOver(world: World): Chapter[] {
  const done = haveSteps(world);
  const left = world.pair.sides.dr.resources.filter((one) => holdsData(one) && !done.has(one));
  if (left.length === 0) return [];
  return [
    {
      title: "What this page has no step for",
      notes: [
        say`These hold data in the DR region, and what a failover means for them no plan tells.`,
        ...(left.length > MOST ? [say`The first of them:`] : []),
      ],
      facts: left.slice(0, MOST).map((resource) => row(world, resource)),
      steps: [],
    },
  ];
}

function holdsData({ mode, values, type }: Resource): boolean {
  const own = isStateful(type) && !NEEDS_NONE.test(type) && !BELONGS.test(type);
  return mode === "managed" && values !== null && own;
}

/** What has a step above, or takes writes already; a table that is replicated may stand in both sides' sources. */
function haveSteps(world: World): Set<Resource> {
  const tables = globalTables(world);
  return new Set([
    ...secondaries(world).map(({ cluster }) => cluster),
    ...readReplicas(world),
    ...fileSystemCopies(world),
    ...datastoreMembers(world),
    ...writableBuckets(world),
    ...tables,
    ...tables.flatMap((table) => world.twinOf(table) ?? []),
  ]);
}

function row(world: World, resource: Resource) {
  return [resource.type, say`${world.address(resource)}: ${{ missing: "what to do with it" }}`] as const;
}
