import { isGlobalType } from "../../base/aws/global-types";
import { isCapacityUnit } from "./strategy";
import { isReplica } from "../../compare/replicas";
import { isObject, type Json } from "../../base/json";
import { wordsOf } from "../../pair/neutral/identities";
import { groupName, naturalName, shownValues } from "../../pair/names";
import { isOnePerParent } from "../../pair/parents";
import type { SideName } from "../../model/report";
import { stripKeys } from "../../model/workspace/configuration";
import type { Resource } from "../../model/workspace/workspace";
import type { PairContext } from "../../compare/context";
import { isReplicatedByService } from "./replicated";

/** Why a resource rightly has no twin, for those that do. */
export type AloneReasons = ReadonlyMap<Resource, string>;

/** Providers whose resources are no part of AWS: helpers of the configuration. */
const AWS = /^aws_|^awscc_/;

/** Types that stand on the source's side of a replication, and replicate to the other. */
const SOURCE_ONLY = new Set([
  "aws_s3_bucket_replication_configuration",
  "aws_ecr_replication_configuration",
  "aws_dynamodb_global_table",
  "aws_elasticache_global_replication_group",
  "aws_redshift_snapshot_copy",
  "aws_efs_replication_configuration",
]);

/** Types that stand on the destination's side, made from what the other side has. */
const COPIES = new Set([
  "aws_kms_replica_key",
  "aws_kms_replica_external_key",
  "aws_ami_copy",
  "aws_ebs_snapshot_copy",
  "aws_dynamodb_table_replica",
  "aws_db_instance_automated_backups_replication",
  "aws_redshift_snapshot_copy_grant",
]);

/** Names of what serves the failover itself, and so exists on one side only. */
const FAILOVER_NAME =
  /(?:^|[^a-z])(?:failover|fail-over|failback|switchover|promot\w*|drill|disaster-recovery|dr-(?:automation|orchestrat\w*|runbook))(?:$|[^a-z])/;

/** Metrics of a replication: the source has some, the replica others. */
const REPLICATION_METRIC = /replica|replication/i;

/** IAM resources that only complete a role, user or group. */
const IAM_SATELLITE =
  /^aws_iam_(?:role_policy|role_policy_attachment|instance_profile|policy|policy_attachment|user_policy|user_policy_attachment|group_policy|group_policy_attachment|role_policies_exclusive|role_policy_attachments_exclusive)$/;

/**
 * Finds the resources that are alone by design: global ones, ends of a replication, capacity that the strategy saves,
 * and whatever serves only these.
 */
export function aloneByDesign(context: PairContext): AloneReasons {
  const reasons = new Map<Resource, string>();
  const candidates = (["primary", "dr"] as const).flatMap((side) =>
    (side === "primary" ? context.pairing.onlyPrimary : context.pairing.onlyDr)
      .filter(({ mode }) => mode === "managed")
      .map((resource) => ({ resource, side })),
  );
  const graph = new Graph(context);
  for (const { resource, side } of candidates) {
    const reason = ownReason(context, resource, side);
    if (reason !== undefined) reasons.set(resource, reason);
  }
  const shared = sharedIam(context, graph);
  for (let before = -1; before !== reasons.size;) {
    before = reasons.size;
    for (const { resource } of candidates) {
      const reason =
        reasons.get(resource) ?? (shared.has(resource) ? SHARED : followed(resource, graph, reasons));
      if (reason !== undefined) reasons.set(resource, reason);
    }
  }
  return reasons;
}

const SHARED = "IAM is global: the other side uses this very resource";

function ownReason(context: PairContext, resource: Resource, side: SideName): string | undefined {
  const { type } = resource;
  if (!AWS.test(type)) return "not an AWS resource";
  if (isGlobalType(type) && !type.startsWith("aws_iam_")) return "global: one serves both regions";
  if (SOURCE_ONLY.has(type)) return "stands on the source's side of the replication";
  if (side === "dr" && (COPIES.has(type) || isReplica(resource)))
    return "a replica or copy: it exists on the DR side only";
  if (side === "primary" && type === "aws_backup_plan" && context.strategy !== "active-active") {
    return "backs up what runs in primary; whether copies reach DR is a rule of its own";
  }
  const { primary, dr } = context.sides;
  const [home, other] = side === "primary" ? [primary, dr] : [dr, primary];
  if (isReplicatedByService(resource, home, other.region)) {
    return "replicated into the other region by the service itself";
  }
  if (/_alarm$/.test(type) && REPLICATION_METRIC.test(String(shownValues(resource).metric_name))) {
    return "watches the replication from its own end";
  }
  if (isCapacityUnit(type)) return capacityReason(context, resource, side);
  if (
    side === "dr" &&
    FAILOVER_NAME.test(`${naturalName(resource) ?? ""} ${resource.parts.name.replaceAll("_", "-")}`)
  ) {
    return "serves the failover itself";
  }
  return undefined;
}

function capacityReason(
  { strategy, pairing }: PairContext,
  resource: Resource,
  side: SideName,
): string | undefined {
  if (side === "dr" || strategy === "active-active") return undefined;
  if (strategy === "pilot-light") return "pilot-light: DR runs no instances until failover";
  const group = groupName(resource);
  const some = pairing.twins.some(
    ({ primary }) => primary.type === resource.type && groupName(primary) === group,
  );
  return some ? "warm-standby: DR runs fewer instances until failover" : undefined;
}

/** IAM resources of one side that the other side's resources name. */
function sharedIam({ pairing, sides }: PairContext, graph: Graph): Set<Resource> {
  const shared = new Set<Resource>();
  for (const [alone, other] of [
    [pairing.onlyPrimary, sides.dr],
    [pairing.onlyDr, sides.primary],
  ] as const) {
    const names = new Map<string, Resource[]>();
    for (const resource of alone) {
      const name = naturalName(resource);
      if (!resource.type.startsWith("aws_iam_") || name === undefined) continue;
      names.set(name, [...(names.get(name) ?? []), resource]);
    }
    if (names.size === 0) continue;
    const there = new Set(other.resources);
    for (const resource of [...names.values()].flat())
      if (graph.usersOf(resource).some((user) => there.has(user))) shared.add(resource);
    for (const { type, values } of other.resources) {
      if (type.startsWith("aws_iam_")) continue;
      for (const word of iamWords(values)) {
        for (const resource of names.get(word) ?? []) shared.add(resource);
      }
    }
  }
  return shared;
}

/** The names in all IAM ARNs of a value. */
function* iamWords(value: Json): Iterable<string> {
  if (typeof value === "string") {
    if (/:iam:/.test(value)) yield* wordsOf(value);
  } else if (Array.isArray(value)) for (const item of value) yield* iamWords(item);
  else if (isObject(value)) for (const item of Object.values(value)) yield* iamWords(item);
}

/**
 * Whether the resource only goes with others that are alone by design: everything that uses it does, or (for an IAM
 * policy, a secret's version, an alarm) what it belongs to does.
 */
function followed(resource: Resource, graph: Graph, reasons: AloneReasons): string | undefined {
  const isAlone = (other: Resource) => reasons.has(other);
  const owners = graph.dependenciesOf(resource);
  if (
    isSatellite(resource) &&
    owners.some(isAlone) &&
    owners.every((owner) => isAlone(owner) || owner.type !== owners.find(isAlone)?.type)
  ) {
    return "goes with a resource that has no twin by design";
  }
  // A part of something that has a twin (a bucket's versioning) goes with the whole, whoever else relies on it.
  if (isOnePerParent(resource.type) && owners.some((owner) => !isAlone(owner) && graph.hasTwin(owner)))
    return undefined;
  const users = graph.usersOf(resource).filter((user) => !isIamSatelliteOf(user, resource));
  if (users.length > 0 && users.every(isAlone)) return "used only by what has no twin by design";
  if (users.length === 0 && resource.type === "aws_iam_role")
    return "IAM is global: no resource of this side uses the role";
  return undefined;
}

/** Resources that have no life of their own. */
function isSatellite({ type }: Resource): boolean {
  return (
    IAM_SATELLITE.test(type) ||
    /alarm|_policy$|_attachment$|secret_version$|secret_rotation$|_association$|_record$|_validation$|appautoscaling_|kms_alias|backup_selection|_item$|_replica$/.test(
      type,
    )
  );
}

function isIamSatelliteOf(user: Resource, resource: Resource): boolean {
  return resource.type === "aws_iam_role" && IAM_SATELLITE.test(user.type);
}

/** Who depends on whom, within a workspace. */
class Graph {
  private readonly byBlock = new Map<string, Resource[]>();
  private readonly users = new Map<Resource, Resource[]>();

  constructor(private readonly context: PairContext) {
    const { workspaces } = context;
    const all = workspaces.flatMap((workspace) => workspace.resources);
    for (const resource of all) {
      const key = `${resource.workspace}\n${stripKeys(resource.address)}`;
      this.byBlock.set(key, [...(this.byBlock.get(key) ?? []), resource]);
    }
    for (const resource of all) {
      for (const dependency of this.dependenciesOf(resource)) {
        this.users.set(dependency, [...(this.users.get(dependency) ?? []), resource]);
      }
    }
  }

  dependenciesOf(resource: Resource): Resource[] {
    return resource.dependencies.flatMap(
      (address) => this.byBlock.get(`${resource.workspace}\n${address}`) ?? [],
    );
  }

  hasTwin(resource: Resource): boolean {
    return this.context.twinsOf.has(resource);
  }

  usersOf(resource: Resource): Resource[] {
    return this.users.get(resource) ?? [];
  }
}
