import { isExpression, type JsonText, type Value, type ValueMap } from "../model/expression";
import { type Args, nested, type Nested } from "../model/resource";

/** An IAM policy as the arguments of a data source `aws_iam_policy_document`. */
export function policyDocument({ value }: JsonText): Args {
  const { Statement, Version, Id } = value as ValueMap;
  const statements = list(Statement ?? []) as readonly ValueMap[];
  return {
    version: Version === "2012-10-17" ? undefined : Version,
    policy_id: Id,
    statement: statements.map((statement) => nested(statementArgs(statement))),
  };
}

function statementArgs(statement: ValueMap): Args {
  return {
    sid: statement.Sid,
    effect: statement.Effect === "Allow" ? undefined : statement.Effect,
    actions: optional(statement.Action),
    not_actions: optional(statement.NotAction),
    resources: optional(statement.Resource),
    not_resources: optional(statement.NotResource),
    principals: principals(statement.Principal),
    not_principals: principals(statement.NotPrincipal),
    condition: conditions(statement.Condition),
  };
}

function principals(value: Value | undefined): Nested[] | undefined {
  if (value === undefined) return undefined;
  if (value === "*") return [nested({ type: "*", identifiers: ["*"] })];
  return Object.entries(value as ValueMap).map(([type, who]) => nested({ type, identifiers: list(who) }));
}

function conditions(value: Value | undefined): Nested[] | undefined {
  if (value === undefined) return undefined;
  return Object.entries(value as Readonly<Record<string, ValueMap>>).flatMap(([test, keys]) =>
    Object.entries(keys).map(([variable, values]) => nested({ test, variable, values: list(values) })),
  );
}

function list(value: Value): readonly Value[] {
  return Array.isArray(value) && !isExpression(value) ? (value as readonly Value[]) : [value];
}

const optional = (value: Value | undefined): Value | undefined =>
  value === undefined ? undefined : list(value);
