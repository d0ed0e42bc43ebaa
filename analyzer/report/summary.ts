import type { Finding, Severity, Summary } from "../model/report";

/** What a summary counts. */
export interface Counted {
  readonly findings: readonly Finding[];
  readonly expected: readonly unknown[];
  readonly suppressed: readonly unknown[];
  readonly unresolved: readonly unknown[];
  /** Pairs of managed twins. */
  readonly paired: number;
  readonly incomplete: readonly string[];
}

/** The verdict, the score and the numbers of a report. */
export function summarize(counted: Counted): Summary {
  const { findings, expected, suppressed, unresolved, paired, incomplete } = counted;
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const kind = (name: Finding["kind"]) => findings.filter((finding) => finding.kind === name).length;
  return {
    verdict: verdictOf(findings, incomplete),
    score: scoreOf(paired, findings),
    critical: count("critical"),
    warning: count("warning"),
    info: count("info"),
    expected: expected.length,
    suppressed: suppressed.length,
    unresolved: unresolved.length,
    paired,
    missingInDr: kind("missing-in-dr"),
    missingInPrimary: kind("missing-in-primary"),
  };
}

function verdictOf(findings: readonly Finding[], incomplete: readonly string[]): Summary["verdict"] {
  if (incomplete.length > 0) return "incomplete";
  return findings.some(({ severity }) => severity !== "info") ? "divergent" : "parity";
}

/** How much of a resource's parity a finding takes away. */
const WEIGHT: Readonly<Record<Severity, number>> = { critical: 1, warning: 0.5, info: 0 };

/** The share of resources that are equal; a resource with several findings counts by its worst. */
function scoreOf(paired: number, findings: readonly Finding[]): number {
  const lost = new Map<string, number>();
  for (const finding of findings) {
    if (finding.primary === null && finding.dr === null) continue; // of the policy file: nothing is unequal by it
    const key = `${finding.primary?.address ?? ""} ${finding.dr?.address ?? ""}`;
    lost.set(key, Math.max(lost.get(key) ?? 0, WEIGHT[finding.severity]));
  }
  const missing = findings.filter(({ kind }) => kind.startsWith("missing")).length;
  const total = paired + missing;
  const sum = [...lost.values()].reduce((a, b) => a + b, 0);
  if (total === 0) return sum === 0 ? 100 : 0;
  return Math.max(0, Math.floor(100 * (1 - sum / Math.max(total, sum))));
}
