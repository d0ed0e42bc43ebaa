import { isObject, own, type Json, type JsonObject } from "../base/json";
import { namesPeer } from "../pair/neutral/neutralizer";
import type { SideName } from "../model/report";
import { isMarked, maskAt, type Mask } from "../model/workspace/mask";
import type { Resource } from "../model/workspace/workspace";
import { permissionsOf } from "./policy";

/** What stands where a value is known only after apply; no ARN, principal or condition holds such a text. */
const UNKNOWN = "⟨known after apply⟩";

/** What two policy documents permit differently, in the policies' own words. */
export interface PolicyDifference {
  readonly lacking: readonly string[];
  readonly extra: readonly string[];
  readonly peer: boolean;
}

/** Arguments by which a document takes over others' statements. */
export const MERGED = ["source_policy_documents", "override_policy_documents"];

/** One permission for any resource, with the resources that it is given for. */
interface Grant {
  /** Neutral name of the resource to the permission's own words. */
  readonly resources: ReadonlyMap<string, string>;
  /** Whether it is given for resources, too, that are known only after apply. */
  readonly open: boolean;
}

/** The documents that a policy of each side is made of: itself, and what it merges. */
export type Documents = Readonly<Record<SideName, readonly Resource[]>>;

/**
 * Compares two policies made of `aws_iam_policy_document` that Terraform reads only while applying, because some ARN in
 * them is unknown (all of them in a first roll-out): effects, actions and most resources stand in the plan all the same.
 * Documents that are twins are compared with each other; what is left of both sides as one.
 *
 * @param twinOf a document's counterpart
 * @param neutral makes a side's text neutral
 * @param doubt whether to count what an unknown principal or condition may well make up for
 * @returns undefined where they permit the same as far as the plans tell, or where the plans do not tell
 */
export function differingDocuments(
  documents: Documents,
  twinOf: (document: Resource) => Resource | undefined,
  neutral: Readonly<Record<SideName, (text: string) => string>>,
  doubt = false,
): PolicyDifference | undefined {
  const groups: Documents[] = [];
  const rest = { primary: [] as Resource[], dr: new Set(documents.dr) };
  for (const primary of documents.primary) {
    const twin = twinOf(primary);
    if (twin && rest.dr.delete(twin)) groups.push({ primary: [primary], dr: [twin] });
    else rest.primary.push(primary);
  }
  groups.push({ primary: rest.primary, dr: [...rest.dr] });
  const found = groups.map((group) => differingGroup(group, documents, neutral, doubt));
  const lacking = new Map(found.flatMap((one) => [...(one?.lacking ?? [])]));
  const extra = new Map(found.flatMap((one) => [...(one?.extra ?? [])]));
  if (lacking.size + extra.size === 0) return undefined;
  const peer = [...lacking.keys(), ...extra.keys()].some(namesPeer);
  return { lacking: [...lacking.values()], extra: [...extra.values()], peer };
}

/** What documents that belong together permit differently, and no other document of the policy makes up for. */
function differingGroup(
  group: Documents,
  whole: Documents,
  neutral: Readonly<Record<SideName, (text: string) => string>>,
  doubt: boolean,
): Readonly<Record<"lacking" | "extra", ReadonlyMap<string, string>>> | undefined {
  const own = { primary: statementsOfAll(group.primary), dr: statementsOfAll(group.dr) };
  const all = { primary: statementsOfAll(whole.primary), dr: statementsOfAll(whole.dr) };
  if (!own.primary || !own.dr) return undefined;
  const vague = !doubt && [...own.primary, ...own.dr].some(isVague);
  const grants = (side: SideName, statements: JsonObject[] | undefined) =>
    statements && grantsOf(vague ? statements.map(withoutScope) : statements, neutral[side]);
  const [primary, dr] = [grants("primary", own.primary), grants("dr", own.dr)];
  if (!primary || !dr) return undefined;
  // A document that the plan does not show may hold whatever the others lack.
  const missing = (side: SideName, here: ReadonlyMap<string, Grant>, there: ReadonlyMap<string, Grant>) => {
    const found = missingFrom(there, here);
    const elsewhere = grants(side, all[side]);
    if (found.size === 0 || group[side].length === whole[side].length) return found;
    return elsewhere ? intersection(found, missingFrom(elsewhere, here)) : new Map<string, string>();
  };
  return { lacking: missing("dr", primary, dr), extra: missing("primary", dr, primary) };
}

function intersection(
  these: ReadonlyMap<string, string>,
  those: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map([...these].filter(([key]) => those.has(key)));
}

/** The statements of several documents; undefined when the plan does not show those of one. */
function statementsOfAll(documents: readonly Resource[]): JsonObject[] | undefined {
  const found = documents.map(statementsOf);
  return found.every((one) => one !== undefined) ? found.flat() : undefined;
}

/**
 * A document's own statements as a policy's JSON has them; undefined when the plan does not show them all. What it
 * merges is told by the documents that it refers to.
 */
function statementsOf({ values, unknown, expressions }: Resource): JsonObject[] | undefined {
  if (values === null || isMarked(maskAt(unknown, "statement"))) return undefined;
  const merges = MERGED.some((name) => expressions?.[name] !== undefined);
  const blocks = listOf(own(values, "statement"));
  const statements = blocks.map((block, i) => statementOf(block, maskAt(maskAt(unknown, "statement"), i)));
  if (statements.length === 0 && !merges) return undefined;
  return statements.every((one) => one !== undefined) ? statements : undefined;
}

function statementOf(block: Json, unknown: Mask): JsonObject | undefined {
  if (!isObject(block)) return undefined;
  const texts = (name: string) => textsOf(own(block, name), maskAt(unknown, name));
  const [actions, notActions] = [texts("actions"), texts("not_actions")];
  if ([...actions, ...notActions].includes(UNKNOWN) || maskAt(unknown, "effect") === true) return undefined;
  const members: [string, Json][] = [
    ["Action", actions],
    ["NotAction", notActions],
    ["Resource", texts("resources")],
    ["NotResource", texts("not_resources")],
    ["Principal", principalsOf(own(block, "principals"), maskAt(unknown, "principals"))],
    ["NotPrincipal", principalsOf(own(block, "not_principals"), maskAt(unknown, "not_principals"))],
    ["Condition", conditionsOf(own(block, "condition"), maskAt(unknown, "condition"))],
  ];
  return {
    Effect: own(block, "effect") ?? "Allow",
    ...Object.fromEntries(members.filter(([, member]) => !isNothing(member))),
  };
}

function principalsOf(blocks: Json | undefined, unknown: Mask): Json {
  return merge(blocks, unknown, (block, mask) => [
    String(own(block, "type")),
    textsOf(own(block, "identifiers"), maskAt(mask, "identifiers")),
  ]);
}

function conditionsOf(blocks: Json | undefined, unknown: Mask): Json {
  return merge(blocks, unknown, (block, mask) => [
    String(own(block, "test")),
    { [String(own(block, "variable"))]: textsOf(own(block, "values"), maskAt(mask, "values")) },
  ]);
}

/** Blocks by their first word; a whole set that is unknown is one unknown member. */
function merge(
  blocks: Json | undefined,
  unknown: Mask,
  read: (block: JsonObject, mask: Mask) => [string, Json],
): Json {
  if (isMarked(unknown)) return { [UNKNOWN]: UNKNOWN };
  const merged = new Map<string, Json>();
  listOf(blocks).forEach((block, i) => {
    if (!isObject(block)) return;
    const [name, value] = read(block, maskAt(unknown, i));
    const before = merged.get(name);
    merged.set(name, isObject(before) && isObject(value) ? { ...before, ...value } : value);
  });
  return Object.fromEntries(merged);
}

function textsOf(value: Json | undefined, unknown: Mask): string[] {
  if (isMarked(unknown)) return [UNKNOWN];
  return listOf(value).map((item, i) => (isMarked(maskAt(unknown, i)) ? UNKNOWN : String(item)));
}

/** Whether it is not known for whom or when the statement holds. */
function isVague({ Principal, NotPrincipal, Condition }: JsonObject): boolean {
  return JSON.stringify([Principal, NotPrincipal, Condition]).includes(UNKNOWN);
}

function withoutScope(statement: JsonObject): JsonObject {
  const scope = ["Principal", "NotPrincipal", "Condition"];
  return Object.fromEntries(Object.entries(statement).filter(([name]) => !scope.includes(name)));
}

function grantsOf(
  statements: JsonObject[],
  neutral: (text: string) => string,
): Map<string, Grant> | undefined {
  const permissions = permissionsOf({ Statement: statements }, neutral);
  if (!permissions) return undefined;
  const grants = new Map<string, { resources: Map<string, string>; open: boolean }>();
  for (const [key, { text }] of permissions) {
    const [effect, principal, action, resource, test] = JSON.parse(key) as string[];
    const name = JSON.stringify([effect, principal, action, test]);
    const grant = grants.get(name) ?? { resources: new Map<string, string>(), open: false };
    if (resource?.includes(UNKNOWN)) grant.open = true;
    else grant.resources.set(resource ?? "", text);
    grants.set(name, grant);
  }
  return grants;
}

/**
 * What one side permits and the other certainly does not. A resource whose name is known on one side alone may well be
 * the unknown one of the other, unless it is the other region's, or everything: what is computed is one thing.
 */
function missingFrom(
  there: ReadonlyMap<string, Grant>,
  here: ReadonlyMap<string, Grant>,
): Map<string, string> {
  const missing = new Map<string, string>();
  for (const [name, grant] of here) {
    const other = there.get(name);
    if (!other) missing.set(name, [...grant.resources.values()][0] ?? describe(name));
    for (const [resource, text] of other ? grant.resources : []) {
      if (!other?.resources.has(resource) && (other?.open !== true || surelyNone(resource)))
        missing.set(resource, text);
    }
  }
  return missing;
}

function surelyNone(resource: string): boolean {
  return resource === "*" || namesPeer(resource);
}

function describe(name: string): string {
  const [effect, , action] = JSON.parse(name) as string[];
  return `${effect} ${action} on ${UNKNOWN}`;
}

function isNothing(value: Json): boolean {
  return isObject(value) ? Object.keys(value).length === 0 : Array.isArray(value) && value.length === 0;
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
