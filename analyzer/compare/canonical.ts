import { isProtocolName, protocolName } from "../base/aws/protocols";
import { isObject, own, type Json } from "../base/json";
import { namesPeer, type Neutralizer } from "../pair/neutral/neutralizer";
import { withoutSide } from "../pair/neutral/words";
import { descend, type SchemaNode } from "../model/catalogue/catalogue";
import { parseDocument } from "./documents";
import { isPolicy, permissionsOf } from "./policy";
import { DOCUMENT, hasFreeNames, isDocument, saysNothing, type Member } from "./presence";

/**
 * One text for all values that mean the same on their sides: neutral, without what says nothing or is computed, without
 * order where order says nothing. Two values with one canonical text are equal.
 *
 * @param member the value's name, where it has one
 * @returns the empty text for what says nothing
 */
export function canonical(
  value: Json | undefined,
  node: SchemaNode | undefined,
  neutralizer: Neutralizer,
  member?: Member,
): string {
  if (value === undefined || saysNothing(value, node, member) || node?.computedOnly) return "";
  if (typeof value === "string") return canonicalText(value, neutralizer);
  if (Array.isArray(value)) {
    const items = value.map((item) => canonicalElement(item, node && descend(node, 0), neutralizer));
    if (isUnordered(value, node, member?.name)) items.sort();
    return `[${items.join(",")}]`;
  }
  if (!isObject(value)) return String(value);
  const free = hasFreeNames(node);
  const members = Object.keys(value)
    .sort()
    .map((name) => [name, canonicalMember({ name, free }, own(value, name), node, neutralizer)] as const)
    .filter(([, text]) => text !== "");
  return `{${members.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(",")}}`;
}

/** The same for an element of a list. In a document it is there, whatever it is: `[null]` and `[]` are two patterns. */
export function canonicalElement(
  value: Json,
  node: SchemaNode | undefined,
  neutralizer: Neutralizer,
): string {
  const text = canonical(value, node, neutralizer);
  return text === "" && isDocument(node) ? JSON.stringify(value) : text;
}

function canonicalMember(
  member: Member,
  value: Json | undefined,
  node: SchemaNode | undefined,
  neutralizer: Neutralizer,
): string {
  if (isProtocolName(member.name) && typeof value === "string") return protocolName(value);
  return canonical(value, node && descend(node, member.name), neutralizer, member);
}

/** Numbers and booleans that are written as strings are what they say. */
function canonicalText(text: string, neutralizer: Neutralizer): string {
  const document = parseDocument(text);
  if (document !== undefined) {
    const permissions = isPolicy(document)
      ? permissionsOf(document, (part) => neutralizer.text(part))
      : undefined;
    if (permissions) return [...permissions.keys()].sort().join("\n");
    return canonical(document, DOCUMENT, neutralizer);
  }
  const neutral = neutralizer.text(text);
  return namesPeer(neutral) ? neutral : withoutSide(neutral) || neutral;
}

/**
 * Lists of objects whose order means something, by name: the first that fits wins, or one comes after the other. The
 * provider's schema does not tell them: most of its lists are as unordered in AWS as its sets.
 */
const ORDERED = new Set([
  "ordered_cache_behavior", // CloudFront: the first pattern that fits
  "member", // CloudFront's origin groups: the first serves, the second is failed over to
  "override", // Auto Scaling's instance types, by preference
  "action", // load balancers: authenticate, then forward
  "default_action",
  "stage", // CodePipeline
  "component", // Image Builder
  "step", // EMR
  "bootstrap_action",
  "routing_rule", // S3 websites: the first condition that fits
  "Choices", // Step Functions: the first rule, retrier or catcher that fits
  "Retry",
  "Catch",
  "command",
  "entry_point",
  "entryPoint",
]);

/**
 * Whether a list's order says nothing: sets; lists of objects, which AWS keeps by name or id, whatever their order
 * in the configuration; lists of ids, ARNs, zones and networks.
 */
export function isUnordered(list: readonly Json[], node: SchemaNode | undefined, name = ""): boolean {
  if (node?.kind === "set") return true;
  if (ORDERED.has(name)) return false;
  return list.every((item) => isObject(item) || (typeof item === "string" && IDENTITY.test(item)));
}

const IDENTITY =
  /^(?:arn:|[a-z]+-[0-9a-f]{8,}$|\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]+\/\d+$|[a-z]{2}(?:-[a-z]+)+-\d[a-z]?$)/;
