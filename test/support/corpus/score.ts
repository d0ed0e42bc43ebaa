import type { Finding, Report, Severity } from "../../../analyzer/model/report";
import type { CaseLabels, Label } from "./cases";

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };

/** How a report compares with a case's labels. */
export interface Score {
  readonly missed: readonly Label[];
  /** Found, but as another kind than the label's. */
  readonly misclassified: readonly Label[];
  /** Findings at warning or above. */
  readonly alarms: number;
  /** Alarms on a resource that no label names. */
  readonly falseAlarms: readonly Finding[];
}

/**
 * A label counts as found when a finding names one of its addresses, at its severity or above, and, for attribute
 * findings, a path that meets one of its paths.
 */
export function score(labels: CaseLabels, { findings }: Pick<Report, "findings">): Score {
  const matches = labels.expected.map((label) => ({ label, found: findings.filter(finds(label)) }));
  const alarms = findings.filter(({ severity }) => RANK[severity] >= RANK.warning);
  return {
    missed: matches.filter(({ found }) => found.length === 0).map(({ label }) => label),
    misclassified: matches
      .filter(({ label, found }) => found.length > 0 && !found.some(isOfKind(label)))
      .map(({ label }) => label),
    alarms: alarms.length,
    falseAlarms: alarms.filter((finding) => !isKnown(labels, finding)),
  };
}

function finds(label: Label): (finding: Finding) => boolean {
  return (finding) =>
    namesAddress(finding, label) &&
    meetsPath(finding, label) &&
    RANK[finding.severity] >= RANK[label.severityAtLeast ?? "info"];
}

function isOfKind({ kind, acceptKinds = [] }: Label): (finding: Finding) => boolean {
  return (finding) => [kind, ...acceptKinds].includes(finding.kind);
}

function isKnown({ expected, tolerated = [] }: CaseLabels, finding: Finding): boolean {
  return (
    expected.some((label) => namesAddress(finding, label)) ||
    tolerated.some(({ side, address }) => finding[side]?.address === address)
  );
}

function namesAddress({ primary, dr }: Finding, { primaryAddress, drAddress }: Label): boolean {
  const names = (found: string | undefined, wanted: string | null | undefined) =>
    wanted != null && found === wanted;
  return names(primary?.address, primaryAddress) || names(dr?.address, drAddress);
}

function meetsPath({ kind, differences }: Finding, { paths = [] }: Label): boolean {
  if (kind !== "attribute" || paths.length === 0) return true;
  return differences.some(({ path }) => paths.some((wanted) => meet(plain(path), plain(wanted))));
}

/** Dotted, without indices and quotes: `ingress[0].cidr_blocks` is `ingress.cidr_blocks`. */
function plain(path: string): string {
  return path
    .replace(/\[[^\]]*\]/g, "")
    .replace(/\.\d+(?=\.|$)/g, "")
    .replace(/"/g, "");
}

function meet(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
