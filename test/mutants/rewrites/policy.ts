import { isObject, type Json, type JsonObject } from "../../../analyzer/base/json";
import { removeAt } from "../edit/tree";
import { asList, parsePolicy } from "../mutators/policy";
import type { Rewriter } from "./rewriter";

/** Rewrites a policy's statements; IAM reads them all before it decides. */
function policyRewriter(kind: string, change: (statements: JsonObject[]) => Json[]): Rewriter {
  return {
    kind,
    rewrite: ({ value }) => {
      const policy = parsePolicy(value);
      if (!policy) return value;
      const statements = asList(policy.Statement).filter(isObject);
      const changed = change(statements);
      return JSON.stringify(changed) === JSON.stringify(statements)
        ? value
        : JSON.stringify({ ...policy, Statement: changed });
    },
  };
}

const LISTS = ["Action", "NotAction", "Resource", "NotResource"];

function eachMember(
  statement: JsonObject,
  names: readonly string[],
  change: (value: Json) => Json,
): JsonObject {
  return Object.fromEntries(
    Object.entries(statement).map(([name, value]) => [name, names.includes(name) ? change(value) : value]),
  );
}

/** Statements in another order. */
export const reorderStatements = policyRewriter("policy-statement-order", (statements) =>
  statements.toReversed(),
);

/** Actions and resources in another order. */
export const reorderActions = policyRewriter("policy-action-order", (statements) =>
  statements.map((statement) =>
    eachMember(statement, LISTS, (value) => (Array.isArray(value) ? value.toReversed() : value)),
  ),
);

/** A list of one as a text, and a text as a list of one. */
export const swapTextAndList = policyRewriter("policy-text-or-list", (statements) =>
  statements.map((statement) =>
    eachMember(statement, LISTS, (value) => {
      if (typeof value === "string") return [value];
      return Array.isArray(value) && value.length === 1 ? (value[0] ?? []) : value;
    }),
  ),
);

/** A statement for each action. */
export const splitStatements = policyRewriter("policy-split", (statements) =>
  statements.flatMap((statement) => {
    const unnamed = removeAt(statement, ["Sid"]) as JsonObject; // a Sid may be there once only
    return Array.isArray(statement.Action)
      ? statement.Action.map((action) => ({ ...unnamed, Action: action }))
      : [statement];
  }),
);

/** An account as its number or as the ARN of its root: IAM keeps either. */
export const swapAccountAndRoot = policyRewriter("policy-account-form", (statements) =>
  statements.map((statement) => eachMember(statement, ["Principal"], otherAccountForm)),
);

function otherAccountForm(principal: Json): Json {
  if (!isObject(principal)) return principal;
  const form = (account: Json): Json => {
    if (typeof account !== "string") return account;
    const [, number] = /^arn:aws:iam::(\d{12}):root$/.exec(account) ?? [];
    return number ?? (/^\d{12}$/.test(account) ? `arn:aws:iam::${account}:root` : account);
  };
  const { AWS: accounts } = principal;
  if (accounts === undefined) return principal;
  return { ...principal, AWS: Array.isArray(accounts) ? accounts.map(form) : form(accounts) };
}
