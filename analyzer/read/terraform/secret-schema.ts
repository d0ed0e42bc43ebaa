import type { ObjectNode, SchemaNode } from "../../model/catalogue/catalogue";

const known = new WeakMap<SchemaNode, boolean>();

/** Whether anything in a type is sensitive by its schema: most types have nothing, and need no walk. */
export function holdsSecrets(node: SchemaNode): boolean {
  if (node.sensitive) return true;
  if (node.kind === "leaf") return false;
  const answer = known.get(node);
  if (answer !== undefined) return answer;
  known.set(node, false); // a type that holds itself
  const holds = node.kind === "object" ? memberHolds(node) : holdsSecrets(node.element);
  known.set(node, holds);
  return holds;
}

function memberHolds(node: ObjectNode): boolean {
  return node.names.some((name) => {
    const member = node.member(name);
    return member !== undefined && holdsSecrets(member);
  });
}
