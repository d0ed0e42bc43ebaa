import { isStateful } from "../../../base/aws/stateful-types";
import type { Resource } from "../../../model/workspace/workspace";
import { type Chapter, say } from "../runbook";
import type { World } from "../world";

/** What holds data and has a step above, or needs none: what is copied continuously, keys, secrets, and queues, which begin empty. */
const COVERED =
  /^aws_(?:rds_\w+|db_instance\w*|docdb_\w+|neptune_\w+|dynamodb_\w+|s3_bucket|efs_\w+|elasticache_replication_group|ecr_repository|kms_\w+|secretsmanager_secret|sqs_queue)$/;
const MOST = 50;

/** What holds data in the DR region and has no step here: somebody has to say what is to be done with it. */
export function leftOver(world: World): Chapter[] {
  const left = world.pair.sides.dr.resources.filter(
    (one) => one.mode === "managed" && one.values !== null && isStateful(one.type) && !COVERED.test(one.type),
  );
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

function row(world: World, resource: Resource) {
  return [resource.type, say`${world.address(resource)}: ${{ missing: "what to do with it" }}`] as const;
}
