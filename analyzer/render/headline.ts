import type { Finding } from "../model/report";
import { typeOf } from "./words";

const MOST = 3;

/** What would fail at failover, and how many more things would. */
export interface Headline {
  /** `Calls that succeed in primary are denied in DR. (4 x aws_iam_role_policy)`, the most frequent first; not shortened. */
  readonly failures: readonly string[];
  readonly more: number;
}

/**
 * What the critical findings mean, which stands before any number: of a hundred pairs one database without a replica is
 * 99 percent parity and all of the data.
 */
export function headlineOf(findings: readonly Finding[]): Headline {
  const types = new Map<string, string[]>();
  for (const finding of findings) {
    if (finding.severity !== "critical") continue;
    const what = finding.impact === "" ? finding.message : finding.impact;
    types.set(what, [...(types.get(what) ?? []), typeOf(finding)]);
  }
  const all = [...types].sort(([, a], [, b]) => b.length - a.length);
  const failures = all.slice(0, MOST).map(([what, of]) => `${what} (${counts(of)})`);
  return { failures, more: all.length - failures.length };
}

function counts(types: readonly string[]): string {
  const byType = new Map<string, number>();
  for (const type of types) byType.set(type, (byType.get(type) ?? 0) + 1);
  return [...byType].map(([type, n]) => (n === 1 ? type : `${String(n)} x ${type}`)).join(", ");
}
