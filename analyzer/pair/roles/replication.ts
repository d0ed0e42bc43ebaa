import { objectsIn } from "../../base/json";
import type { Resource } from "../../model/workspace/workspace";
import { naturalName, shownValues } from "../names";
import type { Twins } from "../twins";
import type { Differing, Lone, RoleContext, Role } from "./role";

/** Types that stand on the source's side of a replication, and replicate to the other. */
const SOURCE_ONLY = new Set([
  "aws_s3_bucket_replication_configuration",
  "aws_ecr_replication_configuration",
  "aws_dynamodb_global_table",
  "aws_elasticache_global_replication_group",
  "aws_redshift_snapshot_copy",
  "aws_efs_replication_configuration",
]);

/** Metrics of a replication: the source has some, the replica others. */
const REPLICATION_METRIC = /replica|replication/i;

/** What tells the source's side that it replicates, or watches the replication from its own end. */
export function replicationEndAlone({ resource }: Lone): string | undefined {
  if (SOURCE_ONLY.has(resource.type)) return "stands on the source's side of the replication";
  if (/_alarm$/.test(resource.type) && REPLICATION_METRIC.test(String(shownValues(resource).metric_name)))
    return "watches the replication from its own end";
  return undefined;
}

/**
 * A file system that another one is replicated into has to allow that it is overwritten.
 * Source: https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html, "replication overwrite protection"
 */
export function replicationEndDiffers({ context, twins, plain }: Differing): string | undefined {
  if (twins.dr.type !== "aws_efs_file_system" || !/^protection(?:\.|$)/.test(plain)) return undefined;
  return areReplicated(context, twins)
    ? "the destination of a replication allows that it is overwritten, its source does not"
    : undefined;
}

/** Whether a replication configuration of either side leads from one of the twins to the other's region. */
function areReplicated({ sides }: RoleContext, { primary, dr }: Twins): boolean {
  const leads = (source: Resource, home: readonly Resource[], region: string | undefined) =>
    home.some(
      (one) =>
        one.type === "aws_efs_replication_configuration" &&
        isSourceOf(source, one) &&
        objectsIn(shownValues(one).destination).some((place) => goesTo(place.region, region)),
    );
  return (
    leads(primary, sides.primary.resources, sides.dr.region) ||
    leads(dr, sides.dr.resources, sides.primary.region)
  );
}

/** A destination by its file system alone does not say its region. */
function goesTo(named: unknown, region: string | undefined): boolean {
  return typeof named !== "string" || region === undefined || named === region;
}

function isSourceOf(source: Resource, configuration: Resource): boolean {
  const named = shownValues(configuration).source_file_system_id;
  if (typeof named === "string") return named === shownValues(source).id || named === naturalName(source);
  const block = source.address.replace(/\[[^\]]*\]/g, "");
  return source.workspace === configuration.workspace && configuration.dependencies.includes(block);
}

/** An end of a replication's connection. */
export const role: Role = {
  differs: { rank: 30, reason: replicationEndDiffers },
  alone: { rank: 50, reason: replicationEndAlone },
};
