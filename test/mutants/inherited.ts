import type { Json } from "../../analyzer/base/json";
import { nodeAt, type SchemaNode } from "../../analyzer/model/catalogue/catalogue";
import { schemaOf } from "../../analyzer/model/catalogue/schema-of";
import type { Resource } from "../../analyzer/model/workspace/workspace";
import { type Path, valueAt } from "./edit/tree";

/**
 * Whether the twin takes the argument over from this resource, so that a change here is no difference: the twin is a
 * copy of a type that has no such argument, or a replica that leaves it to its source.
 */
export function isInherited(resource: Resource, twin: Resource, path: Path): boolean {
  const name = String(path[0]);
  // With nothing known of the source there is nothing that the link could be held against.
  if (LINKS.includes(name)) return twin.before === null && isUnknown(twin, "arn");
  if (COPY_OWN[resource.type]?.includes(name) || COPY_OWN[twin.type]?.includes(name)) return true;
  if (resource.type !== twin.type) return !isConfigurable(nodeOf(twin, path));
  const rule = REPLICAS[twin.type];
  if (!rule?.inherits.includes(name)) return false;
  const isReplica = (one: Resource) =>
    rule.says.some(
      (argument) => isWritten(one, argument) && (isSet(one, argument) || isUnknown(one, argument)),
    );
  if (name === "storage_encrypted") return isReplica(twin) || isReplica(resource);
  // A written argument may still be null, by a condition that does not hold on this side: then the provider is asked.
  return isReplica(twin) && !(isWritten(twin, name) && isSet(twin, name));
}

function nodeOf(resource: Resource, path: Path): SchemaNode | undefined {
  const schema = schemaOf(resource);
  return schema && nodeAt(schema, path);
}

/** By which a copy says what it is a copy of. */
const LINKS = [
  "global_cluster_identifier",
  "global_table_arn",
  "primary_key_arn",
  "replicate_source_db",
  "replication_source_identifier",
  "source_ami_id",
  "source_snapshot_id",
];

/** Whether the schema lets a configuration say anything there. */
function isConfigurable(node: SchemaNode | undefined): boolean {
  if (!node || node.computedOnly) return false;
  if (node.kind === "leaf") return true;
  return node.kind === "object"
    ? node.names.some((name) => isConfigurable(node.member(name)))
    : isConfigurable(node.element);
}

function isWritten({ expressions }: Resource, name: string): boolean {
  return expressions?.[name] !== undefined;
}

function isSet({ values }: Resource, name: string): boolean {
  const value: Json | undefined = valueAt(values ?? undefined, [name]);
  return value !== undefined && value !== null && value !== "";
}

function isUnknown({ unknown }: Resource, name: string): boolean {
  return valueAt(unknown, [name]) === true;
}

/** What a copy says of itself: of what, from where. */
const COPY_OWN: Readonly<Record<string, readonly string[]>> = { aws_ami_copy: ["description"] };

/**
 * Sources: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html and
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-getting-started.html
 */
const REPLICAS: Readonly<
  Record<string, { readonly says: readonly string[]; readonly inherits: readonly string[] }>
> = {
  aws_db_instance: {
    says: ["replicate_source_db"],
    // The provider ignores storage_encrypted on a replica: its key says it.
    inherits: [
      "allocated_storage",
      "db_name",
      "engine",
      "engine_version",
      "password",
      "storage_encrypted",
      "username",
    ],
  },
  aws_rds_cluster: {
    says: ["global_cluster_identifier", "replication_source_identifier"],
    inherits: ["database_name", "master_password", "master_username"],
  },
};
