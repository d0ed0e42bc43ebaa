import type { Attributes } from "../stacks/synthesized";

/** A statement of an IAM policy; a reference stands in it as text. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

/** The statements of a policy, which is JSON or, where it holds references, Terraform's `jsonencode` of an object. */
export function statementsOf(resource: Attributes, attribute = "policy"): Statement[] {
  const text = String(resource[attribute]);
  const object = /^\$\{jsonencode\((.*)\)\}$/s.exec(text)?.[1];
  const json = object?.replaceAll('" = ', '": ').replaceAll(/(: |\[|, )(aws_[\w.-]+)/g, '$1"$2"') ?? text;
  return (JSON.parse(json) as { Statement: Statement[] }).Statement;
}
