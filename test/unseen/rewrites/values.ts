import { Call, JsonText, Ref, type Value, type ValueMap } from "../model/expression";
import type { Resource } from "../model/resource";
import type { Rewrite, RewriteSite } from "./rewrite";
import type { Side } from "../model/application";

/** Lists that the provider keeps as sets. */
const SETS = [
  "security_groups", "vpc_security_group_ids", "subnets", "subnet_ids", "vpc_zone_identifier", "explicit_auth_flows",
  "enabled_cloudwatch_logs_exports", "enabled_cluster_log_types", "addresses", "route_table_ids", "auto_verified_attributes",
];

/** A rewrite of one argument's value. */
function spelled(id: string, what: string, to: (value: Value, name: string, resource: Resource, side: Side) => Value | undefined): Rewrite {
  return {
    id,
    what,
    sites: (side) =>
      side.resources.flatMap((resource) =>
        Object.entries(resource.args).flatMap(([name, value]): RewriteSite[] => {
          if (value === undefined || side.application.twin(resource) === undefined) return [];
          const after = to(value as Value, name, resource, side);
          return after === undefined ? [] : [{ resource, make: () => void (resource.args[name] = after) }];
        }),
      ),
  };
}

/** The same document with its keys in another order. */
function keysReversed(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => keysReversed(item));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value as ValueMap).map(([key, inner]): [string, Value] => [key, keysReversed(inner)]);
  return Object.fromEntries(entries.reverse());
}

const rewrites: Rewrite[] = [
  spelled("set-order", "What is a set at AWS is listed in another order.", (value, name) =>
    SETS.includes(name) && Array.isArray(value) && value.length > 1 ? ([...value].reverse() as Value) : undefined,
  ),
  spelled("number-as-text", "A number is written as text.", (value) => (typeof value === "number" ? String(value) : undefined)),
  spelled("document-spelling", "A JSON text is a here-document here and jsonencode there.", (value, _, __, side) => {
    if (!(value instanceof JsonText) || value.isPolicy) return undefined;
    const now = value.spelling ?? side.facts.style.documents;
    return new JsonText(value.value, false, now === "heredoc" ? "jsonencode" : "heredoc");
  }),
  spelled("document-keys", "The keys of a JSON text stand in another order.", (value) =>
    value instanceof JsonText ? new JsonText(keysReversed(value.value), value.isPolicy, value.spelling) : undefined,
  ),
  spelled("bucket-by-name", "A bucket is named by its name instead of its id.", (value, name) =>
    name === "bucket" && value instanceof Ref && value.path === "id" ? new Ref(value.target, "bucket") : undefined,
  ),
  spelled("queue-by-url", "A queue is named by its URL instead of its id.", (value, name) =>
    name === "queue_url" && value instanceof Ref && value.path === "id" ? new Ref(value.target, "url") : undefined,
  ),
  spelled("role-by-name", "A role is named by its name instead of its id.", (value, name) =>
    name === "role" && value instanceof Ref && value.target.type === "aws_iam_role"
      ? new Ref(value.target, value.path === "id" ? "name" : "id")
      : undefined,
  ),
  spelled("network-calculated", "A subnet's addresses are calculated.", (value, name, resource) => {
    const parts = /^(\d+\.\d+)\.(\d+)\.0\/24$/.exec(typeof value === "string" ? value : "");
    if (name !== "cidr_block" || resource.type !== "aws_subnet" || parts === null) return undefined;
    return new Call("cidrsubnet", [`${parts[1]}.0.0/16`, 8, Number(parts[2])]);
  }),
  spelled("text-calculated", "A text is put together by a function.", (value, name) =>
    name === "description" && typeof value === "string" ? new Call("format", ["%s", value]) : undefined,
  ),
  spelled("list-concatenated", "A list is concatenated.", (value) =>
    Array.isArray(value) && value.length > 1 && value.every((item) => typeof item === "string")
      ? new Call("concat", [value.slice(0, 1) as Value, value.slice(1) as Value])
      : undefined,
  ),
  {
    id: "empty-written",
    what: "Nothing is spelled out: an empty list or map of tags.",
    sites: (side) =>
      side.ofType("aws_sqs_queue", "aws_sns_topic", "aws_s3_bucket", "aws_iam_role", "aws_kms_key", "aws_lb").flatMap((resource) =>
        "tags" in resource.args || side.application.twin(resource) === undefined
          ? []
          : [{ resource, make: () => void (resource.args.tags = {}) }],
      ),
  },
];

export default rewrites;
