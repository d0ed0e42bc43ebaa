import { isObject, type Json, type JsonObject } from "../../../base/json";
import type { PairContext } from "../../../compare/context";
import type { SideName } from "../../../model/report";
import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "./field";
import { PairGraph } from "./graph";

const ROLE = ["aws_iam_role"];

/** Arguments by which resources say under which role they work. */
const USERS: readonly (readonly [string, ...(string | number)[]])[] = [
  ["aws_lambda_function", "role"],
  ["aws_launch_template", "iam_instance_profile", 0, "name"],
  ["aws_launch_template", "iam_instance_profile", 0, "arn"],
  ["aws_launch_configuration", "iam_instance_profile"],
  ["aws_instance", "iam_instance_profile"],
  ["aws_ecs_task_definition", "task_role_arn"],
  ["aws_ecs_task_definition", "execution_role_arn"],
  ["aws_eks_cluster", "role_arn"],
  ["aws_eks_node_group", "node_role_arn"],
  ["aws_sfn_state_machine", "role_arn"],
  ["aws_scheduler_schedule", "target", 0, "role_arn"],
  ["aws_cloudwatch_event_target", "role_arn"],
  ["aws_pipes_pipe", "role_arn"],
  ["aws_codebuild_project", "service_role"],
  ["aws_glue_job", "role_arn"],
  ["aws_apprunner_service", "instance_configuration", 0, "instance_role_arn"],
];

/** The roles that resources of both sides work under. */
export function sharedRoles(pair: PairContext): Set<Resource> {
  const graph = PairGraph.of(pair);
  const used = new Map<Resource, Set<SideName | undefined>>();
  for (const [type, ...path] of USERS) {
    for (const user of graph.managed(type)) {
      for (const role of rolesOf(graph, Field.of(user, ...path))) {
        used.set(role, (used.get(role) ?? new Set()).add(graph.sideOf(user)));
      }
    }
  }
  return new Set(
    [...used].flatMap(([role, sides]) => (sides.has("primary") && sides.has("dr") ? [role] : [])),
  );
}

function rolesOf(graph: PairGraph, field: Field): Resource[] {
  const profiles = graph.resolve(field, ["aws_iam_instance_profile"]);
  const viaProfile = profiles.flatMap((profile) => graph.resolve(Field.of(profile, "role"), ROLE));
  return viaProfile.length > 0 ? viaProfile : graph.resolve(field, ROLE);
}

/** The customer's own policies of each role: inline ones, and attached ones that the sources hold. */
export function policiesOfRoles(pair: PairContext): Map<Resource, Field[]> {
  const graph = PairGraph.of(pair);
  const found = new Map<Resource, Field[]>();
  const add = (role: Resource, policy: Field) => found.set(role, [...(found.get(role) ?? []), policy]);
  for (const inline of graph.managed("aws_iam_role_policy")) {
    for (const role of graph.resolve(Field.of(inline, "role"), ROLE)) add(role, Field.of(inline, "policy"));
  }
  for (const attachment of graph.managed("aws_iam_role_policy_attachment")) {
    const policies = graph.resolve(Field.of(attachment, "policy_arn"), ["aws_iam_policy"]);
    for (const role of graph.resolve(Field.of(attachment, "role"), ROLE)) {
      for (const policy of policies) add(role, Field.of(policy, "policy"));
    }
  }
  return found;
}

/** A policy's statements; undefined when the policy is not known. */
export function statementsOf(policy: Field): JsonObject[] | undefined {
  if (policy.text === undefined) return undefined;
  try {
    const document = JSON.parse(policy.text) as Json;
    return isObject(document) ? listed(document.Statement).filter(isObject) : undefined;
  } catch {
    return undefined;
  }
}

/** The resources that Allow statements name. */
export function allowedArns(statements: readonly JsonObject[]): string[] {
  return statements.flatMap(arnsOf);
}

function arnsOf(statement: JsonObject): string[] {
  if (statement.Effect !== "Allow") return [];
  if (statement.Resource === undefined) return ["*"]; // NotResource: all but some
  return listed(statement.Resource).filter((arn) => typeof arn === "string");
}

function listed(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
