import type { Json } from "../../base/json";
import { hasSecretName, isSecretArgument } from "../../base/secrets/names";
import type { SchemaNode } from "./node";

/**
 * Whether a member is a secret, whether a mask marks it or not. Of an argument that the provider's schema describes, the
 * schema and names that leave no doubt decide; where people choose the names (tags, environment variables, documents, types
 * without a schema), names decide together with what they hold.
 *
 * @param parent the node of what holds the member
 */
export function isSecretMember(
  parent: SchemaNode | undefined,
  name: string,
  ...values: readonly (Json | undefined)[]
): boolean {
  const member = parent?.kind === "object" ? parent.member(name) : undefined;
  if (!member) return hasSecretName(name, ...values);
  return member.sensitive || (isText(member) && isSecretArgument(name, ...values));
}

function isText(member: SchemaNode): boolean {
  if (member.kind === "leaf") return member.type === "string" || member.type === "dynamic";
  return (member.kind === "list" || member.kind === "set") && isText(member.element);
}
