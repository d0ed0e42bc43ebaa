import { Field } from "../../../judge/rules/lib/field";
import type { Resource } from "../../../model/workspace/workspace";
import type { Command, Known } from "../runbook";
import { aws } from "../shell";
import type { World } from "../world";
import { largest, raisedTo, type Sizes } from "./sizes";

/** A node group of EKS as its commands name it. */
export interface NodeGroup {
  readonly region: Known;
  readonly cluster: Known;
  readonly name: Known;
}

/** Names a node group. */
export function nodeGroupOf(world: World, region: Known, group: Resource): NodeGroup {
  return {
    region,
    cluster: world.attribute(group, "the cluster", "cluster_name"),
    name: world.attribute(group, "the node group", "node_group_name"),
  };
}

/** The group's own sizes. */
export function sizesOf(world: World, group: Resource): Required<Sizes> {
  const size = (what: string, name: string) => world.attribute(group, what, "scaling_config", 0, name);
  return {
    least: size("its minimum", "min_size"),
    wanted: size("its number of nodes", "desired_size"),
    most: size("its maximum", "max_size"),
  };
}

/** As many nodes as `other` runs, in this group. */
export function sizesLike(world: World, group: Resource, other: Resource | undefined): Sizes {
  const fields = ["desired_size", "min_size"].flatMap((name) =>
    other ? [Field.of(other, "scaling_config", 0, name)] : [],
  );
  return raisedTo(
    largest(world, "the number of nodes", fields),
    Field.of(group, "scaling_config", 0, "max_size"),
  );
}

/** Sets the group's sizes, and waits until they hold. EKS takes no maximum of none. */
export function resize(group: NodeGroup, { least, wanted, most }: Sizes): Command[] {
  const named = namesOf(group);
  const sizes = Object.entries({ minSize: least, desiredSize: wanted, ...(most && { maxSize: most }) });
  const known = sizes.flatMap(([key, size]) => ("value" in size ? [`${key}=${size.value}`] : []));
  const scaling: Known =
    known.length === sizes.length
      ? { value: known.join(",") }
      : { missing: sizes.map(([key]) => `${key}=N`).join(",") };
  return [
    aws(
      group.region,
      "eks",
      "update-nodegroup-config",
      ...named,
      "--scaling-config",
      scaling,
      "--query",
      "update.status",
    ),
    aws(group.region, "eks", "wait nodegroup-active", ...named),
  ];
}

/** Asks how the group is. */
export function running(group: NodeGroup): Command {
  const query = ["--query", "nodegroup.[status,scalingConfig]", "--output", "json"] as const;
  return aws(group.region, "eks", "describe-nodegroup", ...namesOf(group), ...query);
}

function namesOf({ cluster, name }: NodeGroup) {
  return ["--cluster-name", cluster, "--nodegroup-name", name] as const;
}
