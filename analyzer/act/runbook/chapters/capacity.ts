import { Field } from "../../../judge/rules/lib/field";
import type { Resource } from "../../../model/workspace/workspace";
import { type Chapter, type Command, type Known, say, type Step } from "../runbook";
import { aws } from "../shell";
import { serviceNamed } from "./stop-writes";
import type { World } from "../world";

/** Brings the DR region to the primary's capacity. */
export function capacity(world: World): Chapter {
  const steps = [...servers(world), ...fleets(world), ...services(world), ...nodeGroups(world)];
  return {
    title: "Bring the DR region to full capacity",
    notes: [
      steps.length === 0
        ? say`The plans show no fleet in the DR region: ${{ missing: "how the application is started there" }}.`
        : say`Can be done while the data is made writable. Sizes are the primary region's, as its plan has them; if more was running there, take that.`,
    ],
    steps,
  };
}

/** The larger of what the primary runs at least, and of what it wants. */
function wanted(world: World, twin: Resource | undefined, what: string, ...names: readonly string[]): Known {
  if (twin === undefined) return { missing: what };
  const sizes = names.flatMap((name) => Field.of(twin, name).number ?? []);
  return sizes.length === 0 ? { missing: what } : world.value(String(Math.max(...sizes)), what);
}

function fleets(world: World): Step[] {
  const { dr } = world.region;
  return world.on("dr", "aws_autoscaling_group").map((group) => {
    const name = world.oneOf(group, "the group's name", "name", "id");
    const size = wanted(
      world,
      world.twinOf(group),
      "the number of instances",
      "desired_capacity",
      "min_size",
    );
    const before: Known = world.attribute(group, "its minimum", "min_size");
    const resize = (least: Known, more: readonly string[]): Command =>
      aws(
        dr,
        "autoscaling",
        "update-auto-scaling-group",
        "--auto-scaling-group-name",
        name,
        "--min-size",
        least,
        "--desired-capacity",
        least,
        ...more,
      );
    return {
      title: say`Raise the fleet ${name} from ${before} to ${size} instances`,
      commands: [resize(size, room(group, size))],
      check: {
        says: say`As many as asked for are InService and Healthy. Usually within five minutes.`,
        commands: [
          aws(
            dr,
            "autoscaling",
            "describe-auto-scaling-groups",
            "--auto-scaling-group-names",
            name,
            "--query",
            "AutoScalingGroups[0].Instances[].[InstanceId,LifecycleState,HealthStatus]",
            "--output",
            "text",
          ),
        ],
      },
      back: {
        says: say`When the primary region serves again. An apply of the DR workspace sets the minimum back as well: make none while DR serves.`,
        commands: [resize(before, [])],
      },
    };
  });
}

/** A group takes no more than its maximum. */
function room(group: Resource, size: Known): readonly string[] {
  const most = Field.of(group, "max_size").number;
  return "value" in size && most !== undefined && Number(size.value) > most ? ["--max-size", size.value] : [];
}

function services(world: World): Step[] {
  const { dr } = world.region;
  return world.on("dr", "aws_ecs_service").map((service) => {
    const named = serviceNamed(world, service);
    const count = wanted(world, world.twinOf(service), "the number of tasks", "desired_count");
    const [, cluster, , name] = named;
    const id: Known =
      "value" in cluster && "value" in name
        ? { value: `service/${cluster.value}/${name.value}` }
        : { missing: "service/CLUSTER/SERVICE" };
    const set = (target: Known): Command[] => [
      ...(isScaled(world, service) ? [floor(dr, id, target)] : []),
      aws(
        dr,
        "ecs",
        "update-service",
        ...named,
        "--desired-count",
        target,
        "--query",
        "service.desiredCount",
      ),
    ];
    return {
      title: say`Raise the service ${name} to ${count} tasks`,
      commands: set(count),
      check: {
        says: say`As many run as asked for, and the rollout is COMPLETED.`,
        commands: [
          aws(
            dr,
            "ecs",
            "describe-services",
            "--cluster",
            cluster,
            "--services",
            name,
            "--query",
            "services[0].[desiredCount,runningCount,deployments[0].rolloutState]",
            "--output",
            "text",
          ),
        ],
      },
      back: {
        says: say`When the primary region serves again:`,
        commands: set(world.attribute(service, "its number before", "desired_count")),
      },
    };
  });
}

function isScaled(world: World, service: Resource): boolean {
  const { name } = service.values ?? {};
  return world
    .on("dr", "aws_appautoscaling_target")
    .some(
      (target) =>
        typeof name === "string" && (Field.of(target, "resource_id").text ?? "").endsWith(`/${name}`),
    );
}

function floor(region: Known, id: Known, count: Known): Command {
  return aws(
    region,
    "application-autoscaling",
    "register-scalable-target",
    "--service-namespace",
    "ecs",
    "--scalable-dimension",
    "ecs:service:DesiredCount",
    "--resource-id",
    id,
    "--min-capacity",
    count,
  );
}

function nodeGroups(world: World): Step[] {
  const { dr } = world.region;
  return world.on("dr", "aws_eks_node_group").map((group) => {
    const cluster = world.attribute(group, "the cluster", "cluster_name");
    const name = world.attribute(group, "the node group", "node_group_name");
    const there = world.twinOf(group);
    const size =
      there === undefined
        ? { missing: "the number of nodes" }
        : world.attribute(there, "the number of nodes", "scaling_config", 0, "desired_size");
    const scaling: Known =
      "value" in size
        ? { value: `minSize=${size.value},desiredSize=${size.value}` }
        : { missing: "minSize=N,desiredSize=N" };
    const named = ["--cluster-name", cluster, "--nodegroup-name", name] as const;
    return {
      title: say`Raise the node group ${name} of ${cluster} to ${size} nodes`,
      commands: [
        aws(
          dr,
          "eks",
          "update-nodegroup-config",
          ...named,
          "--scaling-config",
          scaling,
          "--query",
          "update.status",
        ),
        aws(dr, "eks", "wait nodegroup-active", ...named),
      ],
      check: {
        says: say`It prints ACTIVE and the sizes. Then raise the workloads: ${{ missing: "which, and how" }}.`,
        commands: [
          aws(
            dr,
            "eks",
            "describe-nodegroup",
            ...named,
            "--query",
            "nodegroup.[status,scalingConfig]",
            "--output",
            "json",
          ),
        ],
      },
    };
  });
}

/** Servers that Elastic Disaster Recovery copies: which ones there are no plan says, since none of them is a resource. */
function servers(world: World): Step[] {
  const { dr } = world.region;
  if (world.on("dr", "aws_drs_replication_configuration_template").length === 0) return [];
  return [
    {
      title: say`Launch the servers that Elastic Disaster Recovery has copied`,
      notes: [
        say`Databases first, then what needs them: ${{ missing: "the ids of each wave's servers" }}. At most 100 in one job.`,
      ],
      commands: [
        aws(
          dr,
          "drs",
          "describe-source-servers",
          "--query",
          "items[].[sourceServerID,tags.Name,dataReplicationInfo.dataReplicationState,dataReplicationInfo.lagDuration]",
          "--output",
          "text",
        ),
        aws(dr, "drs", "start-recovery", "--no-is-drill", "--source-servers", {
          missing: "sourceServerID=s-1 sourceServerID=s-2",
        }),
      ],
      check: {
        says: say`A job that is COMPLETED can hold servers that FAILED: each server has to be LAUNCHED. Start the next wave then.`,
        commands: [
          aws(
            dr,
            "drs",
            "describe-jobs",
            "--max-items",
            "5",
            "--query",
            "items[].[jobID,status,participatingServers[].[sourceServerID,launchStatus]]",
            "--output",
            "json",
          ),
        ],
      },
      back: {
        says: say`Replicate the other way (aws drs reverse-replication), wait for CONTINUOUS, launch in the primary region, and reverse again. Servers from outside AWS go back with the failback client.`,
      },
    },
  ];
}
