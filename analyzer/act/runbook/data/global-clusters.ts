import { isWritten } from "../../../judge/rules/lib/databases";
import { Field } from "../../../judge/rules/lib/field";
import type { Resource } from "../../../model/workspace/workspace";
import { type Command, type Known, say, type Step } from "../runbook";
import { aws, capture, type Word } from "../shell";
import type { World } from "../world";

/** The commands that serve a kind of global cluster, and the type of its instances. */
const KINDS: Readonly<
  Record<string, { readonly service: string; readonly global: string; readonly instance: string }>
> = {
  aws_rds_cluster: {
    service: "rds",
    global: "aws_rds_global_cluster",
    instance: "aws_rds_cluster_instance",
  },
  aws_docdb_cluster: {
    service: "docdb",
    global: "aws_docdb_global_cluster",
    instance: "aws_docdb_cluster_instance",
  },
  aws_neptune_cluster: {
    service: "neptune",
    global: "aws_neptune_global_cluster",
    instance: "aws_neptune_cluster_instance",
  },
};

/** A member of a global cluster in the DR region. */
export interface Secondary {
  readonly cluster: Resource;
  readonly service: string;
  readonly global: Known;
  readonly name: Known;
}

/** The DR region's members of global clusters. */
export function secondaries(world: World): Secondary[] {
  return world.on("dr", ...Object.keys(KINDS)).flatMap((cluster) => {
    const kind = KINDS[cluster.type];
    const field = Field.of(cluster, "global_cluster_identifier");
    if (kind === undefined || !isWritten(field)) return [];
    const [global] = world.graph.resolve(field, [kind.global]);
    const written = world.attribute(cluster, "the global cluster's identifier", "global_cluster_identifier");
    return [
      {
        cluster,
        service: kind.service,
        global:
          "value" in written || global === undefined
            ? written
            : world.oneOf(global, "the global cluster's identifier", "global_cluster_identifier", "id"),
        name: world.oneOf(cluster, "the cluster's identifier", "cluster_identifier", "id"),
      },
    ];
  });
}

/**
 * Promotes the DR region's members of global clusters. A switchover loses nothing and needs the primary region; a failover does not.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html
 */
export function promoteSecondaries(world: World): Step[] {
  return secondaries(world).flatMap((one) => [...addInstance(world, one), promote(world, one)]);
}

function promote(world: World, { service, global, name, cluster }: Secondary): Step {
  const { dr, primary } = world.region;
  const target: readonly Word[] = [
    "--global-cluster-identifier",
    global,
    "--target-db-cluster-identifier",
    { raw: '"$TARGET"' },
  ];
  const there = world.twinOf(cluster);
  const original = there
    ? world.oneOf(there, "the primary region's cluster", "cluster_identifier", "id")
    : { missing: "the primary region's cluster" };
  return {
    title: say`Make ${name} in ${dr} the writer of the global cluster ${global}`,
    commands: [clusterArn("TARGET", dr, service, name)],
    choices: [
      {
        says: say`If ${primary} answers, switch over, which it has to be asked for: nothing is lost.`,
        commands: [aws(primary, service, "switchover-global-cluster", ...target)],
      },
      {
        says: say`If it does not, fail over instead: what was not copied yet is lost.`,
        commands: [aws(dr, service, "failover-global-cluster", ...target, "--allow-data-loss")],
      },
    ],
    check: {
      says: say`The cluster of ${dr} has True beside it, and its status is available. It takes a minute or two; a cluster that has just got its first instance, longer.`,
      commands: [members(dr, service, global), status(dr, service, name)],
    },
    back: {
      says: say`When ${primary} answers and its cluster follows again (AWS rebuilds it after a failover; both have to be listed), switch over to it, which loses nothing.`,
      commands: [
        members(dr, service, global),
        clusterArn("ORIGINAL", primary, service, original),
        aws(
          dr,
          service,
          "switchover-global-cluster",
          "--global-cluster-identifier",
          global,
          "--target-db-cluster-identifier",
          { raw: '"$ORIGINAL"' },
        ),
      ],
    },
  };
}

/** A headless secondary has storage and nothing that could be the writer. */
function addInstance(world: World, { cluster, service, name }: Secondary): Step[] {
  const { instance } = KINDS[cluster.type] ?? {};
  if (instance === undefined || instancesOf(world, cluster, instance).length > 0) return [];
  const there = world.twinOf(cluster);
  const [like] = there === undefined ? [] : instancesOf(world, there, instance);
  const { dr } = world.region;
  const id: Known =
    "value" in name ? { value: `${name.value}-1` } : { missing: "an identifier for the instance" };
  return [
    {
      title: say`Give ${name} an instance: it has storage alone`,
      commands: [
        aws(
          dr,
          service,
          "create-db-instance",
          "--db-instance-identifier",
          id,
          "--db-cluster-identifier",
          name,
          "--engine",
          world.attribute(cluster, "the cluster's engine", "engine"),
          "--db-instance-class",
          world.attribute(like, "the class of the primary region's instances", "instance_class"),
        ),
        aws(dr, service, "wait db-instance-available", "--db-instance-identifier", id),
      ],
      check: {
        says: say`It prints available. It takes about ten minutes: do the other steps of this chapter meanwhile.`,
        commands: [
          aws(
            dr,
            service,
            "describe-db-instances",
            "--db-instance-identifier",
            id,
            "--query",
            "DBInstances[0].DBInstanceStatus",
            "--output",
            "text",
          ),
        ],
      },
      back: {
        says: say`After having gone back, delete it: it costs, and a pilot light has none.`,
        commands: [aws(dr, service, "delete-db-instance", "--db-instance-identifier", id)],
      },
    },
  ];
}

function instancesOf(world: World, cluster: Resource, type: string): Resource[] {
  return world.graph
    .managed(type, world.graph.sideOf(cluster))
    .filter((one) =>
      world.graph.resolve(Field.of(one, "cluster_identifier"), [cluster.type]).includes(cluster),
    );
}

function clusterArn(variable: string, region: Known, service: string, name: Known): Command {
  const query = aws(
    region,
    service,
    "describe-db-clusters",
    "--db-cluster-identifier",
    name,
    "--query",
    "DBClusters[0].DBClusterArn",
    "--output",
    "text",
  );
  return capture(variable, query);
}

function members(region: Known, service: string, global: Known): Command {
  return aws(
    region,
    service,
    "describe-global-clusters",
    "--global-cluster-identifier",
    global,
    "--query",
    "GlobalClusters[0].GlobalClusterMembers[].[DBClusterArn,IsWriter]",
    "--output",
    "text",
  );
}

function status(region: Known, service: string, name: Known): Command {
  return aws(
    region,
    service,
    "describe-db-clusters",
    "--db-cluster-identifier",
    name,
    "--query",
    "DBClusters[0].Status",
    "--output",
    "text",
  );
}
