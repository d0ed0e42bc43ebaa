import { familyOf } from "../base/aws/families";
import { isObject, own, table, type Json } from "../base/json";
import { wordsOf } from "./neutral/identities";
import type { Resolver } from "../model/resolve/resolver";
import type { Resource } from "../model/workspace/workspace";
import { naturalName, shownValues } from "./names";
import type { Matching } from "./twins";

/** Attributes by which a replica or copy names what it is made from, or a group that both twins join. */
const LINKS: Readonly<Record<string, readonly string[]>> = table({
  aws_kms_replica_key: ["primary_key_arn"],
  aws_kms_replica_external_key: ["primary_key_arn"],
  aws_ami_copy: ["source_ami_id"],
  aws_ebs_snapshot_copy: ["source_snapshot_id"],
  aws_db_snapshot_copy: ["source_db_snapshot_identifier"],
  aws_rds_cluster_snapshot_copy: ["source_db_cluster_snapshot_identifier"],
  aws_db_instance: ["replicate_source_db"],
  aws_rds_cluster: ["replication_source_identifier"],
  aws_dynamodb_table_replica: ["global_table_arn"],
});

/** The attribute by which a replica of this type names its source, or undefined. */
export function sourceAttributes(type: string): readonly string[] {
  return LINKS[type] ?? [];
}

/** Whether a replica's link names this very source: false only when both are known and do not fit. */
export function namesSource(link: Json | undefined, source: Resource): boolean {
  if (typeof link !== "string" || link === "") return true;
  const { id, arn } = shownValues(source);
  const names = [id, arn, naturalName(source)].filter((text) => typeof text === "string");
  const words = new Set(names.map((text) => wordsOf(text).at(-1)));
  return words.size === 0 || words.has(wordsOf(link).at(-1));
}

/** Attributes by which members of one replication group say that they belong together. */
const GROUPS: Readonly<Record<string, string>> = table({
  aws_rds_cluster: "global_cluster_identifier",
  aws_docdb_cluster: "global_cluster_identifier",
  aws_neptune_cluster: "global_cluster_identifier",
});

/** Pairs replicas with their sources, members of one global database, and replicated buckets. */
export function pairByReplication(matching: Matching, resolver: Resolver): void {
  const sources = identityIndex(matching.unpaired("primary"));
  for (const replica of matching.unpaired("dr")) {
    for (const attribute of LINKS[replica.type] ?? []) {
      matching.pair(linkTarget(replica, attribute, sources, resolver), replica, "replication");
    }
  }
  matching.byKey(
    (resource) => groupOf(resource),
    (primary, dr) =>
      primary.length === 1 && dr.length === 1 && matching.pair(primary[0], dr[0], "replication"),
  );
  pairReplicatedBuckets(matching);
}

function groupOf(resource: Resource): string {
  const attribute = GROUPS[resource.type];
  const group = attribute === undefined ? undefined : own(shownValues(resource), attribute);
  return typeof group === "string" && group !== "" ? `${resource.type} ${group}` : "";
}

type Index = ReadonlyMap<string, Resource>;

function identityIndex(resources: readonly Resource[]): Index {
  const index = new Map<string, Resource>();
  for (const resource of resources) {
    const values = shownValues(resource);
    for (const text of [values.id, values.arn, naturalName(resource)]) {
      if (typeof text === "string")
        index.set(`${familyOf(resource.type)} ${wordsOf(text).at(-1) ?? ""}`, resource);
    }
  }
  return index;
}

/** Known links go by the last word of an id or ARN; unknown ones by what the configuration refers to. */
function linkTarget(
  replica: Resource,
  attribute: string,
  index: Index,
  resolver: Resolver,
): Resource | undefined {
  const family = familyOf(replica.type);
  const link = own(shownValues(replica), attribute);
  if (typeof link === "string") return index.get(`${family} ${wordsOf(link).at(-1) ?? ""}`);
  const [source, ...more] = resolver
    .references({ resource: replica, expression: replica.expressions?.[attribute] })
    .flatMap((reference) => (reference.kind === "resource" ? reference.instances : []))
    .filter((one) => familyOf(one.type) === family);
  return more.length === 0 ? source : undefined;
}

function pairReplicatedBuckets(matching: Matching): void {
  const named = (side: "primary" | "dr") =>
    new Map(
      matching
        .unpaired(side)
        .filter((resource) => resource.type === "aws_s3_bucket")
        .map((bucket) => [naturalName(bucket) ?? "", bucket]),
    );
  const buckets = { primary: named("primary"), dr: named("dr") };
  for (const side of ["primary", "dr"] as const) {
    for (const configuration of matching.unpaired(side)) {
      if (configuration.type !== "aws_s3_bucket_replication_configuration") continue;
      const source = own(shownValues(configuration), "bucket");
      for (const destination of destinations(shownValues(configuration).rule ?? null)) {
        const ends = { [side]: String(source), [side === "primary" ? "dr" : "primary"]: destination };
        matching.pair(buckets.primary.get(ends.primary ?? ""), buckets.dr.get(ends.dr ?? ""), "replication");
      }
    }
  }
}

function destinations(rules: Json): string[] {
  if (Array.isArray(rules)) return rules.flatMap(destinations);
  if (!isObject(rules)) return [];
  const bucket = own(rules, "bucket");
  const here = typeof bucket === "string" ? [bucket.split(":").at(-1) ?? ""] : [];
  return [...here, ...destinations(own(rules, "destination") ?? null)];
}
