import * as groups from "../fleets/auto-scaling";
import * as nodes from "../fleets/node-group";
import * as tasks from "../fleets/service";
import { type Chapter, say, type Step } from "../runbook";
import { aws } from "../shell";
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

function fleets(world: World): Step[] {
  const { dr } = world.region;
  return world.on("dr", "aws_autoscaling_group").map((group) => {
    const name = groups.groupName(world, group);
    const before = groups.sizesOf(world, group);
    const sizes = groups.sizesLike(world, group, world.twinOf(group));
    return {
      title: say`Raise the fleet ${name} from ${before.least} to ${sizes.wanted} instances`,
      commands: [groups.resize(dr, name, sizes)],
      check: {
        says: say`As many as asked for are InService and Healthy. Usually within five minutes.`,
        commands: [
          groups.instances(
            dr,
            name,
            "AutoScalingGroups[0].Instances[].[InstanceId,LifecycleState,HealthStatus]",
          ),
        ],
      },
      back: {
        says: say`When the primary region serves again. An apply of the DR workspace sets the minimum back as well: make none while DR serves.`,
        commands: [groups.resize(dr, name, before)],
      },
    };
  });
}

function services(world: World): Step[] {
  return world.on("dr", "aws_ecs_service").map((resource) => {
    const service = tasks.serviceOf(world, world.region.dr, resource);
    const sizes = tasks.sizesLike(world, service, world.twinOf(resource));
    return {
      title: say`Raise the service ${service.name} to ${sizes.wanted} tasks`,
      commands: tasks.setCount(service, sizes),
      check: {
        says: say`As many run as asked for, and the rollout is COMPLETED.`,
        commands: [
          tasks.running(service, "services[0].[desiredCount,runningCount,deployments[0].rolloutState]"),
        ],
      },
      back: {
        says: say`When the primary region serves again:`,
        commands: tasks.setCount(service, tasks.sizesOf(world, resource, service)),
      },
    };
  });
}

function nodeGroups(world: World): Step[] {
  return world.on("dr", "aws_eks_node_group").map((resource) => {
    const group = nodes.nodeGroupOf(world, world.region.dr, resource);
    const sizes = nodes.sizesLike(world, resource, world.twinOf(resource));
    return {
      title: say`Raise the node group ${group.name} of ${group.cluster} to ${sizes.wanted} nodes`,
      commands: nodes.resize(group, sizes),
      check: {
        says: say`It prints ACTIVE and the sizes. Then raise the workloads: ${{ missing: "which, and how" }}.`,
        commands: [nodes.running(group)],
      },
      back: {
        says: say`When the primary region serves again, and after its workloads here are fewer:`,
        commands: nodes.resize(group, nodes.sizesOf(world, resource)),
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
