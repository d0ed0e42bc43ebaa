import { Ambient, Name, Template, type Value } from "../model/expression";
import type { Facts } from "../model/facts";
import type { Args, Nested, Resource } from "../model/resource";
import { spelledName } from "./names";
import { shapes } from "./shapes";

const NAMES = [
  "name",
  "bucket",
  "identifier",
  "cluster_identifier",
  "function_name",
  "global_cluster_identifier",
  "id",
];

/** A value that AWS would give, for a variable in another root: the same every time. */
export function imagined(resource: Resource, path: string, facts: Facts): string {
  const region = facts.regions[resource.side].name;
  const name = nameOf(resource, facts);
  const shape = shapes()[`${resource.type}.${path}`];
  if (shape !== undefined) return shape(name, region);
  const given = path.includes(".") ? undefined : resource.args[path];
  const known = given === undefined ? undefined : constant(given, resource, facts);
  if (known !== undefined) return known;
  if (path === "arn") {
    const [service, ...kind] = resource.type.replace(/^aws_/, "").split("_");
    return `arn:aws:${service}:${region}:${facts.account}:${kind.join("-") || service}/${name}`;
  }
  throw new Error(
    `nobody imagined ${resource.type}.${path}, which crosses to another root: add it to \`imagined\` of block ${resource.block}`,
  );
}

/** What the resource is called; its label where it has no name. */
export function nameOf(resource: Resource, facts: Facts): string {
  for (const attribute of NAMES) {
    const given = resource.args[attribute];
    const known = given === undefined ? undefined : constant(given, resource, facts);
    if (known !== undefined) return known;
  }
  return resource.name.replaceAll(/\W/g, "-");
}

/** A value that needs no Terraform to be known. */
function constant(
  value: Value | Nested | Nested[] | Args,
  resource: Resource,
  facts: Facts,
): string | undefined {
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (value instanceof Name) return spelledName(value, resource.side, facts);
  if (value instanceof Ambient)
    return value.what === "account" ? facts.account : facts.regions[resource.side].name;
  if (!(value instanceof Template)) return undefined;
  const parts = value.parts.map((part) => constant(part as Value | Nested, resource, facts));
  return parts.includes(undefined) ? undefined : parts.join("");
}
