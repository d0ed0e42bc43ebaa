import * as groups from "../fleets/auto-scaling";
import * as nodes from "../fleets/node-group";
import * as tasks from "../fleets/service";
import { NONE } from "../fleets/sizes";
import { type Chapter, type Sentence, say, type Step } from "../runbook";
import type { World } from "../world";

/** Keeps the old primary from taking writes that nobody will ever see again. */
export function stopWrites(world: World): Chapter {
  const { primary } = world.region;
  const steps = [...fleets(world), ...services(world), ...nodeGroups(world)];
  return {
    title: "Stop the primary region from writing, if it answers",
    notes: [
      say`Needs ${primary}. If a command does not answer within a minute, go on: it is the very case. What is still written there is lost, or has to be merged by hand.`,
      rest(world, steps),
    ],
    steps,
  };
}

/** Functions, instances and jobs write as well, and have no number that could be set to none. */
function rest(world: World, steps: readonly Step[]): Sentence {
  const { primary } = world.region;
  return steps.length === 0
    ? say`The plans show nothing in ${primary} whose number could be set to none: ${{ missing: "how the application is stopped there" }}.`
    : say`Functions, instances and jobs of ${primary} are none of these steps: ${{ missing: "what else writes there, and how it is stopped" }}.`;
}

function fleets(world: World): Step[] {
  const { primary } = world.region;
  return world.on("primary", "aws_autoscaling_group").map((group) => {
    const name = groups.groupName(world, group);
    return {
      title: say`Stop the fleet ${name}`,
      commands: [groups.resize(primary, name, NONE)],
      check: {
        says: say`It prints 0.`,
        commands: [groups.instances(primary, name, "length(AutoScalingGroups[0].Instances)")],
      },
      back: {
        says: say`The sizes that it had:`,
        commands: [groups.resize(primary, name, groups.sizesOf(world, group))],
      },
    };
  });
}

function services(world: World): Step[] {
  return world.on("primary", "aws_ecs_service").map((resource) => {
    const service = tasks.serviceOf(world, world.region.primary, resource);
    return {
      title: say`Stop the tasks of ${service.name}`,
      commands: tasks.setCount(service, NONE),
      check: { says: say`It prints 0.`, commands: [tasks.running(service, "services[0].runningCount")] },
      back: {
        says: say`The number that it had:`,
        commands: tasks.setCount(service, tasks.sizesOf(world, resource, service)),
      },
    };
  });
}

function nodeGroups(world: World): Step[] {
  return world.on("primary", "aws_eks_node_group").map((resource) => {
    const group = nodes.nodeGroupOf(world, world.region.primary, resource);
    const { least, wanted } = NONE;
    return {
      title: say`Stop the nodes ${group.name} of ${group.cluster}`,
      notes: [
        say`Stop the workloads that write first: whatever scales nodes by itself gives them new ones. ${{ missing: "which, and how" }}.`,
      ],
      commands: nodes.resize(group, { least, wanted }),
      check: { says: say`It prints ACTIVE and a desired size of 0.`, commands: [nodes.running(group)] },
      back: {
        says: say`The sizes that it had:`,
        commands: nodes.resize(group, nodes.sizesOf(world, resource)),
      },
    };
  });
}
