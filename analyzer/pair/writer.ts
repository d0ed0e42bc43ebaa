import { asText, isObject, objectsIn, own, type Json } from "../base/json";
import type { SideName } from "../model/report";
import type { Drift, Resource, Workspace } from "../model/workspace/workspace";
import type { Sides } from "./sides";
import type { Pairing } from "./twins";

/** One thing that tells which side takes the writes now. */
export interface WriterSignal {
  readonly says: SideName;
  /** What tells it; null for the manifest. */
  readonly resource: Resource | null;
  /** As the end of a sentence: `the manifest says so`. */
  readonly because: string;
}

/** Which side takes the writes now, and what tells. */
export interface Writer {
  /** undefined where the signals contradict each other. DR after a failover, until it is failed back. */
  readonly side: SideName | undefined;
  readonly signals: readonly WriterSignal[];
}

/** What is asked for the writer. */
export interface WriterSources {
  readonly sides: Sides;
  readonly workspaces: readonly Workspace[];
  readonly pairing: Pairing;
  /** What the manifest says; primary where it says nothing. */
  readonly declared?: SideName;
}

/**
 * Finds out which side takes the writes from what the refreshed state of both sides says. Without a sign of a failover it is primary.
 * A latch's state is in no plan (an alarm has no attribute for it), and neither are the servers of Elastic Disaster Recovery.
 */
export function writerOf({ sides, workspaces, pairing, declared }: WriterSources): Writer {
  const regions = { primary: sides.primary.region, dr: sides.dr.region };
  const signals: WriterSignal[] =
    declared === "dr" ? [{ says: "dr", resource: null, because: "the manifest says so" }] : [];
  if (regions.primary !== undefined && regions.dr !== undefined && regions.primary !== regions.dr) {
    const sideAt = (arn: Json | undefined) => sideOfArn(arn, regions);
    signals.push(
      ...workspaces.flatMap((one) => one.resources.flatMap((resource) => ofGlobal(resource, sideAt))),
      ...workspaces.flatMap((one) => one.resources.flatMap((resource) => ofCache(resource, pairing))),
      ...(["primary", "dr"] as const).flatMap((side) =>
        sides[side].resources.flatMap((resource) => ofReplica(resource, side, sideAt, workspaces)),
      ),
    );
  }
  const said = new Set(signals.map(({ says }) => says));
  return { side: !said.has("dr") ? "primary" : said.has("primary") ? undefined : "dr", signals };
}

type SideAt = (arn: Json | undefined) => SideName | undefined;

function sideOfArn(arn: Json | undefined, { primary, dr }: Record<SideName, string | undefined>) {
  const region = typeof arn === "string" && arn.startsWith("arn:") ? arn.split(":")[3] : undefined;
  return region === primary ? "primary" : region === dr ? "dr" : undefined;
}

/**
 * The provider reads the members of a global cluster, and which of them writes, at each refresh.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_global_cluster#attribute-reference
 */
function ofGlobal(resource: Resource, sideAt: SideAt): WriterSignal[] {
  const { type, mode, before, parts } = resource;
  if (mode !== "managed" || !/^aws_(?:rds|docdb|neptune)_global_cluster$/.test(type)) return [];
  return objectsIn(own(before, "global_cluster_members")).flatMap((member): WriterSignal[] => {
    const says = member.is_writer === true ? sideAt(member.db_cluster_arn) : undefined;
    return says === undefined
      ? []
      : [{ says, resource, because: `${type} ${parts.name} has its writer there` }];
  });
}

/** A global datastore tells its primary by the group's id, which both sides may have given alike. */
function ofCache(resource: Resource, { twins }: Pairing): WriterSignal[] {
  const { type, before, parts } = resource;
  const id = asText(own(before, "primary_replication_group_id"));
  if (type !== "aws_elasticache_global_replication_group" || id === undefined) return [];
  const idOf = (one: Resource) =>
    asText(own(one.before, "replication_group_id")) ?? asText(own(one.before, "id"));
  return twins.flatMap(({ primary, dr }): WriterSignal[] => {
    if (dr.type !== "aws_elasticache_replication_group" || idOf(primary) === idOf(dr)) return [];
    const says = idOf(dr) === id ? "dr" : idOf(primary) === id ? "primary" : undefined;
    return says === undefined
      ? []
      : [{ says, resource, because: `${type} ${parts.name} has its primary there` }];
  });
}

/** The argument by which a database names the one that it follows, by type. */
const SOURCE: Readonly<Record<string, string>> = {
  aws_db_instance: "replicate_source_db",
  aws_rds_cluster: "replication_source_identifier",
};

/** What follows the other side says that the other side writes; a replica that has been promoted, that its own does. */
function ofReplica(
  resource: Resource,
  side: SideName,
  sideAt: SideAt,
  workspaces: readonly Workspace[],
): WriterSignal[] {
  const { mode, type, before, parts } = resource;
  const argument = SOURCE[type];
  if (mode !== "managed" || argument === undefined || before === null) return [];
  const source = sideAt(own(before, argument));
  if (source !== undefined && source !== side)
    return [{ says: source, resource, because: `${type} ${parts.name} follows it` }];
  return side === "dr" && sideAt(promotedFrom(resource, workspaces)) === "primary"
    ? [
        {
          says: "dr",
          resource,
          because: `${type} ${parts.name} is no replica any more, although it is written as one`,
        },
      ]
    : [];
}

/**
 * What an instance followed before it was promoted outside Terraform: its source is gone from the refreshed state, and stands in the
 * configuration, in the plan, or in the state before the refresh. An expression alone does not count: it may choose null.
 * A member of a global cluster has no source in its configuration; its global cluster tells.
 */
export function promotedFrom(resource: Resource, workspaces: readonly Workspace[]): Json | undefined {
  const { type, before, values, expressions, address, workspace } = resource;
  if (type !== "aws_db_instance" || before === null || asText(own(before, "replicate_source_db")))
    return undefined;
  const written = expressions?.replicate_source_db;
  if (written === undefined) return undefined;
  const drift = workspaces
    .find(({ label }) => label === workspace)
    ?.drift.find((one: Drift) => one.address === address && !one.deleted);
  const known: readonly (Json | undefined)[] = [
    isObject(written) ? own(written, "constant_value") : undefined,
    own(values, "replicate_source_db"),
    own(drift?.before, "replicate_source_db"),
  ];
  return known.find((one) => typeof one === "string" && one !== "");
}

/** Whether the DR region takes the writes: the pair has been failed over. */
export function isFailedOver({ writer }: { readonly writer: Writer }): boolean {
  return writer.side === "dr";
}

/** The side that only waits: DR, and after a failover primary. */
export function waitingSide(pair: { readonly writer: Writer }): SideName {
  return isFailedOver(pair) ? "primary" : "dr";
}
