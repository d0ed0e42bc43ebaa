import { isStateful } from "../../../base/aws/stateful-types";
import { own } from "../../../base/json";
import type { PairContext } from "../../../compare/context";
import { isMarked, maskAt } from "../../../model/workspace/mask";
import type { Resource } from "../../../model/workspace/workspace";
import { floorsLowered, isCapacityUnit } from "../../../pair/roles/capacity";
import { promotedFrom } from "../../../pair/writer";
import { pathList } from "../../findings/path-list";
import { PairGraph } from "./graph";
import { called } from "./twins";

/** What the plan of a resource would undo of a failover; undefined for most. */
export function undoing(pair: PairContext, resource: Resource): Undoing | undefined {
  const inDr = PairGraph.of(pair).sideOf(resource) === "dr";
  for (const find of [takenAway, overwritten, reattached, scaledIn, turnedBack]) {
    const found = find(resource, inDr, pair);
    if (found !== undefined) return found;
  }
  return undefined;
}

export interface Undoing {
  readonly message: string;
  /** The attributes that the plan changes; none where it takes the whole away. */
  readonly paths: readonly string[];
}

type Find = (resource: Resource, inDr: boolean, pair: PairContext) => Undoing | undefined;

/** What holds both sides of a database together: without it neither follows the other. */
const GROUP = /^aws_(?:rds|docdb|neptune)_global_cluster$|^aws_elasticache_global_replication_group$/;

const takenAway: Find = (resource, inDr) => {
  const { type, change } = resource;
  if (change.kind !== "replace" && change.kind !== "delete") return undefined;
  const serves = inDr && (isStateful(type) || isCapacityUnit(type));
  return serves || GROUP.test(type)
    ? { message: `the plan ${change.kind}s ${called(resource)}, which the DR region serves with`, paths: [] }
    : undefined;
};

/** A failover ends the replication of a file system. To make it again overwrites the destination. */
const overwritten: Find = ({ type, change, parts }, inDr) =>
  !inDr && type === "aws_efs_replication_configuration" && change.kind === "create"
    ? {
        message: `the plan creates ${type} ${parts.name}, which overwrites what the DR region wrote`,
        paths: [],
      }
    : undefined;

/** The arguments that make a database follow another one. */
const SOURCES = ["replicate_source_db", "replication_source_identifier", "global_cluster_identifier"];

/**
 * The provider cannot make a replica of a standalone database: the apply fails or replaces it. To take the source or the global cluster
 * away promotes or detaches: then both regions write.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster#replication_source_identifier
 */
const reattached: Find = (resource, inDr, { workspaces }) => {
  if (
    resource.change.kind !== "update" ||
    !/^aws_(?:db_instance|(?:rds|docdb|neptune)_cluster)$/.test(resource.type)
  )
    return undefined;
  const paths = changed(resource, SOURCES);
  if (paths.length === 0) return undefined;
  const follows = inDr && promotedFrom(resource, workspaces) !== undefined;
  const message = follows
    ? `the plan makes a replica again of ${called(resource)}, which was promoted`
    : `the plan changes what ${called(resource)} follows`;
  return { message, paths };
};

const scaledIn: Find = (resource, inDr) => {
  const paths = inDr && resource.change.kind === "update" ? floorsLowered(resource) : [];
  return paths.length === 0
    ? undefined
    : {
        message: `the plan lowers ${pathList(paths)} of ${called(resource)}, which the DR region serves with`,
        paths,
      };
};

/** By what traffic is turned. A new health check, and one whose alarm is new, counts as healthy, and so leads back. */
const TURNS: Readonly<Record<string, readonly string[]>> = {
  aws_route53_health_check: [
    "invert_healthcheck",
    "disabled",
    "cloudwatch_alarm_name",
    "routing_control_arn",
  ],
  aws_route53_record: ["weighted_routing_policy", "failover_routing_policy", "health_check_id"],
};

const turnedBack: Find = (resource) => {
  const { type, change, before } = resource;
  const isLatch = type === "aws_cloudwatch_metric_alarm" && own(before, "metric_name") === "TakeOver";
  const turns = TURNS[type];
  if (turns === undefined && !isLatch) return undefined;
  const goes = change.kind === "replace" || change.kind === "delete";
  const paths =
    change.kind === "update" ? changed(resource, turns ?? ["dimensions", "namespace", "metric_name"]) : [];
  return goes || paths.length > 0
    ? {
        message: `the plan ${goes ? `${change.kind}s` : "changes"} ${called(resource)}: traffic may turn back to the primary region`,
        paths,
      }
    : undefined;
};

function changed({ before, values, unknown }: Resource, names: readonly string[]): string[] {
  return names.filter((path) => {
    const [now, then] = [own(before, path) ?? null, own(values, path) ?? null];
    const open = isMarked(maskAt(unknown, path));
    return !open && JSON.stringify(now || null) !== JSON.stringify(then || null);
  });
}
