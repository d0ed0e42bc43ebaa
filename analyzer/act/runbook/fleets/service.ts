import { Field } from "../../../judge/rules/lib/field";
import type { Resource } from "../../../model/workspace/workspace";
import type { Command, Known } from "../runbook";
import { aws } from "../shell";
import { textOf, type World } from "../world";
import { largest, raisedTo, type Sizes } from "./sizes";

/** A service of ECS as its commands name it. */
export interface Service {
  readonly region: Known;
  readonly cluster: Known;
  readonly name: Known;
  /** What Application Auto Scaling knows it by; undefined where it does not scale it. */
  readonly scaled: { readonly id: Known; readonly target: Resource } | undefined;
}

/** Names a service and what scales it. */
export function serviceOf(world: World, region: Known, service: Resource): Service {
  const written = world.attribute(service, "the cluster", "cluster");
  const cluster = "value" in written ? { value: lastOf(written.value) } : written;
  const name = world.attribute(service, "the service", "name");
  const target = targetOf(world, service, textOf(cluster), textOf(name));
  const id = world.attribute(target, "service/CLUSTER/SERVICE", "resource_id");
  return { region, cluster, name, scaled: target && { id, target } };
}

/** Its own number, within the bounds of what scales it. */
export function sizesOf(world: World, service: Resource, { scaled }: Service): Sizes {
  const wanted = world.attribute(service, "its number before", "desired_count");
  if (scaled === undefined) return { least: wanted, wanted };
  const { target } = scaled;
  return {
    least: world.attribute(target, "its floor before", "min_capacity"),
    wanted,
    most: world.attribute(target, "its ceiling before", "max_capacity"),
  };
}

/** As many tasks as `other` wants. */
export function sizesLike(world: World, { scaled }: Service, other: Resource | undefined): Sizes {
  const fields = other === undefined ? [] : [Field.of(other, "desired_count")];
  const ceiling = scaled && Field.of(scaled.target, "max_capacity");
  return raisedTo(largest(world, "the number of tasks", fields), ceiling);
}

/** Sets the number of tasks; before it the bounds, within which scaling would put it again. */
export function setCount({ region, cluster, name, scaled }: Service, sizes: Sizes): Command[] {
  return [
    ...(scaled === undefined ? [] : [setBounds(region, scaled.id, sizes)]),
    aws(
      region,
      "ecs",
      "update-service",
      "--cluster",
      cluster,
      "--service",
      name,
      "--desired-count",
      sizes.wanted,
      "--query",
      "service.desiredCount",
    ),
  ];
}

/** Asks how the service is. */
export function running({ region, cluster, name }: Service, query: string): Command {
  return aws(
    region,
    "ecs",
    "describe-services",
    "--cluster",
    cluster,
    "--services",
    name,
    "--query",
    query,
    "--output",
    "text",
  );
}

function setBounds(region: Known, id: Known, { least, most }: Sizes): Command {
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
    least,
    ...(most === undefined ? [] : ["--max-capacity", most]),
  );
}

/** The side's target whose resource is the service: `service/CLUSTER/SERVICE`. */
function targetOf(world: World, service: Resource, cluster: string | undefined, name: string | undefined) {
  if (name === undefined) return undefined;
  const end = cluster === undefined ? `/${name}` : `/${cluster}/${name}`;
  return world.graph
    .managed("aws_appautoscaling_target", world.graph.sideOf(service))
    .find((target) => (Field.of(target, "resource_id").text ?? "").endsWith(end));
}

/** `arn:...:cluster/NAME` is NAME. */
function lastOf(arn: string): string {
  return arn.split("/").pop() ?? arn;
}
