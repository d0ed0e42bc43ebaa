import { Field } from "../../../judge/rules/lib/field";
import type { Resource } from "../../../model/workspace/workspace";
import type { Command, Known } from "../runbook";
import { aws } from "../shell";
import type { World } from "../world";
import { largest, raisedTo, type Sizes } from "./sizes";

/** An Auto Scaling group's name. */
export function groupName(world: World, group: Resource): Known {
  return world.oneOf(group, "the group's name", "name", "id");
}

/** The group's own sizes; AWS begins with the minimum where no number is asked for. */
export function sizesOf(world: World, group: Resource): Required<Sizes> {
  const least = world.attribute(group, "its minimum", "min_size");
  const wanted = world.attribute(group, "its desired capacity", "desired_capacity");
  return {
    least,
    wanted: "value" in wanted ? wanted : least,
    most: world.attribute(group, "its maximum", "max_size"),
  };
}

/** As many as `other` runs, in this group. */
export function sizesLike(world: World, group: Resource, other: Resource | undefined): Sizes {
  const fields = ["desired_capacity", "min_size"].flatMap((name) => (other ? [Field.of(other, name)] : []));
  return raisedTo(largest(world, "the number of instances", fields), Field.of(group, "max_size"));
}

/** Sets the group's sizes. */
export function resize(region: Known, name: Known, { least, wanted, most }: Sizes): Command {
  return aws(
    region,
    "autoscaling",
    "update-auto-scaling-group",
    "--auto-scaling-group-name",
    name,
    "--min-size",
    least,
    "--desired-capacity",
    wanted,
    ...(most === undefined ? [] : ["--max-size", most]),
  );
}

/** Asks the group for its instances. */
export function instances(region: Known, name: Known, query: string): Command {
  return aws(
    region,
    "autoscaling",
    "describe-auto-scaling-groups",
    "--auto-scaling-group-names",
    name,
    "--query",
    query,
    "--output",
    "text",
  );
}
