import { severityOfExtra } from "./severity";
import { weighAbsence } from "./weight/absence";
import type { SideName } from "../../model/report";
import type { Resource } from "../../model/workspace/workspace";
import type { PairContext } from "../../compare/context";
import { aloneByDesign } from "./alone";
import type { RawFinding } from "../../model/finding";
import { impactOfAbsence } from "./impacts";

/**
 * A finding for every resource without a twin; those that are alone by design say why.
 *
 * @param settled resources that have been compared as part of something else
 */
export function findMissing(context: PairContext, settled: ReadonlySet<Resource>): RawFinding[] {
  const alone = aloneByDesign(context);
  const { onlyPrimary, onlyDr } = context.pairing;
  const isOpen = (resource: Resource) => isStaying(resource) && !settled.has(resource);
  return [
    ...onlyPrimary
      .filter(isOpen)
      .map((resource) => missing(context, resource, "primary", alone.get(resource))),
    ...onlyDr.filter(isOpen).map((resource) => missing(context, resource, "dr", alone.get(resource))),
  ];
}

function isStaying(resource: Resource): boolean {
  return resource.mode === "managed" && resource.values !== null;
}

function missing(
  context: PairContext,
  resource: Resource,
  side: SideName,
  expected: string | undefined,
): RawFinding {
  const fromPrimary = side === "primary";
  const severity = fromPrimary ? weighAbsence(context, resource) : severityOfExtra(resource.type);
  const name = `${resource.type} ${resource.parts.name}`;
  return {
    rule: fromPrimary ? "twin-in-dr" : "twin-in-primary",
    kind: fromPrimary ? "missing-in-dr" : "missing-in-primary",
    severity: expected === undefined ? severity : "info",
    origin: resource.change.kind === "create" ? "introduced" : "existing",
    primary: fromPrimary ? resource : null,
    dr: fromPrimary ? null : resource,
    differences: [],
    message: fromPrimary ? `DR has no counterpart of ${name}` : `primary has no counterpart of ${name}`,
    impact: fromPrimary
      ? impactOfAbsence(resource.type)
      : "DR takes production traffic with something that production never had.",
    remediation: fromPrimary ? "Add it to the DR side." : "Add it to primary, or remove it from DR.",
    ...(expected === undefined ? {} : { expected }),
  };
}
