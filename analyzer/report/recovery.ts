import type { PairContext } from "../compare/context";
import type { RawFinding } from "../model/finding";
import { estimate, sum, type Part } from "../judge/rules/lib/objectives";
import { called } from "../judge/rules/lib/twins";
import type { Redactor } from "../base/secrets/redact";
import type { Recovery, RecoveryPart } from "../model/report";

/** Rules whose findings name data that nothing carries over: there is no bound to what a failover loses of it. */
const UNBOUNDED: ReadonlySet<string> = new Set([
  "s3-data-replicated",
  "rds-data-replicated",
  "dynamodb-table-replicated",
  "efs-data-replicated",
]);

/** The estimate of judge/rules/lib/objectives.ts beside what the pair declares. */
export function recoveryOf(
  context: PairContext,
  findings: readonly RawFinding[],
  redactor: Redactor,
): Recovery {
  const { rto, rpo } = estimate(context);
  const { rtoSeconds, rpoSeconds } = context.objectives;
  const unbounded = findings.flatMap((finding) => lost(finding, redactor));
  const bounded = rpo.map((part) => shown(part, redactor));
  return {
    rto: {
      targetSeconds: rtoSeconds ?? null,
      estimateSeconds: rto.length > 0 ? sum(rto) : null,
      parts: rto.map((part) => shown(part, redactor)),
    },
    rpo: {
      targetSeconds: rpoSeconds ?? null,
      estimateSeconds:
        rpo.length > 0 && unbounded.length === 0 ? Math.max(...rpo.map(({ seconds }) => seconds)) : null,
      parts: [...unbounded, ...bounded],
    },
  };
}

function shown({ what, seconds, resource, source }: Part, redactor: Redactor): RecoveryPart {
  return { what: redactor.text(what), seconds, address: redactor.address(resource.address), source };
}

function lost({ rule, expected, primary }: RawFinding, redactor: Redactor): RecoveryPart[] {
  if (!UNBOUNDED.has(rule) || expected !== undefined || !primary) return [];
  return [
    {
      what: redactor.text(`${called(primary)} does not reach the DR region`),
      seconds: null,
      address: redactor.address(primary.address),
      source: rule,
    },
  ];
}
