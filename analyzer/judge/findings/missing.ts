import { severityOfExtra } from "./severity";
import { weighAbsence } from "./weight/absence";
import type { SideName } from "../../model/report";
import type { Resource } from "../../model/workspace/workspace";
import type { PairContext } from "../../compare/context";
import { aloneByDesign } from "./alone";
import type { RawFinding, RawUnresolved } from "../../model/finding";
import { DeferredBlocks } from "./deferred";
import { impactOfAbsence } from "./impacts";
import { missingWhole } from "./parts";

/** What comes of the resources without a twin. */
export interface MissingResults {
  readonly findings: readonly RawFinding[];
  readonly unresolved: readonly RawUnresolved[];
}

/**
 * A finding for every resource without a twin; those that are alone by design say why, and of those that a plan puts
 * off, or of which the other side's plan may put off the twin, nobody can tell.
 *
 * @param settled resources that have been compared as part of something else
 */
export function findMissing(context: PairContext, settled: ReadonlySet<Resource>): MissingResults {
  const alone = aloneByDesign(context);
  const putOff = new DeferredBlocks(context.sides);
  const findings: RawFinding[] = [];
  const unresolved: RawUnresolved[] = [];
  for (const side of ["primary", "dr"] as const) {
    const lacking = new Set<Resource>();
    for (const resource of side === "primary" ? context.pairing.onlyPrimary : context.pairing.onlyDr) {
      if (!isStaying(resource) || settled.has(resource)) continue;
      const reason = putOff.reasonOf(resource, side);
      const expected = alone.get(resource);
      if (reason !== undefined)
        unresolved.push({ primary: null, dr: null, [side]: resource, path: "", reason });
      else if (expected !== undefined)
        findings.push({ ...missing(context, resource, side), severity: "info", expected });
      else lacking.add(resource);
    }
    for (const resource of lacking) {
      const whole = missingWhole(context, resource, lacking);
      findings.push({ ...missing(context, resource, side), ...(whole ? asPartOf(whole, side) : {}) });
    }
  }
  return { findings, unresolved };
}

/** The whole's finding says what it means that all of it is missing. */
function asPartOf(whole: Resource, side: SideName): Pick<RawFinding, "impact" | "remediation"> {
  const name = `${whole.type} ${whole.parts.name}`;
  return {
    impact: `It is a part of ${name}, which ${side === "primary" ? "DR" : "primary"} lacks altogether.`,
    remediation: `See ${whole.address}.`,
  };
}

function isStaying(resource: Resource): boolean {
  return resource.mode === "managed" && resource.values !== null;
}

function missing(context: PairContext, resource: Resource, side: SideName): RawFinding {
  const fromPrimary = side === "primary";
  const severity = fromPrimary ? weighAbsence(context, resource) : severityOfExtra(resource.type);
  const name = `${resource.type} ${resource.parts.name}`;
  return {
    rule: fromPrimary ? "twin-in-dr" : "twin-in-primary",
    kind: fromPrimary ? "missing-in-dr" : "missing-in-primary",
    severity,
    origin: resource.change.kind === "create" ? "introduced" : "existing",
    primary: fromPrimary ? resource : null,
    dr: fromPrimary ? null : resource,
    differences: [],
    message: fromPrimary ? `DR has no counterpart of ${name}` : `primary has no counterpart of ${name}`,
    impact: fromPrimary
      ? impactOfAbsence(resource.type)
      : "DR takes production traffic with something that production never had.",
    remediation: fromPrimary ? "Add it to the DR side." : "Add it to primary, or remove it from DR.",
  };
}
