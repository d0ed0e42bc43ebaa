import type { PairContext } from "../../../compare/context";
import type { Severity } from "../../../model/report";
import type { Resource } from "../../../model/workspace/workspace";
import { PairGraph } from "../../rules/lib/graph";
import { severityOfAbsence } from "../severity";

/** What puts a firewall before an entry. */
const AT_ENTRY = /^aws_(?:wafv2|wafregional)_web_acl_association$/;

const FIREWALL = /^aws_waf/;

/** How bad it is that DR lacks a resource: of one kind with what admits and shuts out is what filters the entry. */
export function weighAbsence(context: PairContext, resource: Resource): Severity {
  return AT_ENTRY.test(resource.type) && leavesEntryOpen(context, resource)
    ? "critical"
    : severityOfAbsence(resource.type);
}

/** Whether DR has the entry that is protected in primary; an entry that is not known is taken to be there. */
function leavesEntryOpen(context: PairContext, association: Resource): boolean {
  const entries = PairGraph.of(context)
    .dependenciesOf(association)
    .filter(({ type }) => !FIREWALL.test(type));
  return entries.length === 0 || entries.some((entry) => context.twinsOf.has(entry));
}
