import { type Chapter, say, type Step } from "../runbook";
import { aws } from "../shell";
import type { World } from "../world";

/** Keeps the old primary from taking writes that nobody will ever see again. */
export function stopWrites(world: World): Chapter {
  const { primary } = world.region;
  const steps = [...fleets(world), ...services(world)];
  return {
    title: "Stop the primary region from writing, if it answers",
    notes: [
      say`Needs ${primary}. If a command does not answer within a minute, go on: it is the very case. What is still written there is lost, or has to be merged by hand.`,
      ...(steps.length === 0
        ? [
            say`The plans show nothing in ${primary} whose number could be set to none: ${{ missing: "how the application is stopped there" }}.`,
          ]
        : []),
    ],
    steps,
  };
}

function fleets(world: World): Step[] {
  const { primary } = world.region;
  return world.on("primary", "aws_autoscaling_group").map((group) => {
    const name = ["--auto-scaling-group-name", world.oneOf(group, "the group's name", "name", "id")] as const;
    return {
      title: say`Stop the fleet ${name[1]}`,
      commands: [
        aws(
          primary,
          "autoscaling",
          "update-auto-scaling-group",
          ...name,
          "--min-size",
          "0",
          "--desired-capacity",
          "0",
        ),
      ],
      check: {
        says: say`It prints 0.`,
        commands: [
          aws(
            primary,
            "autoscaling",
            "describe-auto-scaling-groups",
            "--auto-scaling-group-names",
            name[1],
            "--query",
            "length(AutoScalingGroups[0].Instances)",
            "--output",
            "text",
          ),
        ],
      },
      back: {
        says: say`The sizes that it had:`,
        commands: [
          aws(
            primary,
            "autoscaling",
            "update-auto-scaling-group",
            ...name,
            "--min-size",
            world.attribute(group, "its minimum", "min_size"),
            "--desired-capacity",
            world.attribute(group, "its desired capacity", "desired_capacity"),
          ),
        ],
      },
    };
  });
}

function services(world: World): Step[] {
  const { primary } = world.region;
  return world.on("primary", "aws_ecs_service").map((service) => {
    const named = serviceNamed(world, service);
    return {
      title: say`Stop the tasks of ${named[3]}`,
      commands: [
        aws(
          primary,
          "ecs",
          "update-service",
          ...named,
          "--desired-count",
          "0",
          "--query",
          "service.desiredCount",
        ),
      ],
      check: {
        says: say`It prints 0.`,
        commands: [
          aws(
            primary,
            "ecs",
            "describe-services",
            ...named.slice(0, 2),
            "--services",
            named[3],
            "--query",
            "services[0].runningCount",
            "--output",
            "text",
          ),
        ],
      },
      back: {
        says: say`The number that it had:`,
        commands: [
          aws(
            primary,
            "ecs",
            "update-service",
            ...named,
            "--desired-count",
            world.attribute(service, "its desired count", "desired_count"),
            "--query",
            "service.desiredCount",
          ),
        ],
      },
    };
  });
}

/** A service as ECS's commands name it: its cluster, and itself. */
export function serviceNamed(world: World, service: Parameters<World["address"]>[0]) {
  const cluster = world.attribute(service, "the cluster", "cluster");
  const name = world.attribute(service, "the service", "name");
  return [
    "--cluster",
    "value" in cluster ? { value: lastOf(cluster.value) } : cluster,
    "--service",
    name,
  ] as const;
}

/** `arn:...:cluster/NAME` is NAME. */
function lastOf(arn: string): string {
  return arn.split("/").pop() ?? arn;
}
