import { oneLine } from "./value";
import type {
  Finding,
  FindingKind,
  Origin,
  Report,
  ResourceRef,
  Severity,
  SideSummary,
  SourceLocation,
  Verdict,
} from "../model/report";

/** From worst to least. */
export const SEVERITIES: readonly Severity[] = ["critical", "warning", "info"];

/** In the order in which a reader of a change wants them: what the change does comes before what was there. */
export const ORIGINS: readonly Origin[] = ["introduced", "drift", "existing", "healing"];

/** In the order of the report's documentation. */
export const KINDS: readonly FindingKind[] = [
  "missing-in-dr",
  "missing-in-primary",
  "attribute",
  "asymmetric-change",
  "drift",
  "readiness",
];

export const KIND_WORDS: Readonly<Record<FindingKind, string>> = {
  "missing-in-dr": "missing in DR",
  "missing-in-primary": "missing in primary",
  attribute: "twins differ",
  "asymmetric-change": "planned on one side only",
  drift: "changed outside Terraform",
  readiness: "not ready for failover",
};

export const ORIGIN_WORDS: Readonly<Record<Origin, string>> = {
  introduced: "introduced by this plan",
  existing: "existing",
  drift: "drift",
  healing: "healed by this plan",
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  parity: "parity",
  divergent: "divergent",
  incomplete: "incomplete",
};

/** `twins differ, introduced by this plan`. Drift says so once. */
export function kindAndOrigin({ kind, origin }: Finding): string {
  return kind === "drift" && origin === "drift"
    ? KIND_WORDS.drift
    : `${KIND_WORDS[kind]}, ${ORIGIN_WORDS[origin]}`;
}

/** `1 warning`, `12 warnings`. */
export function counted(n: number, noun: string, plural = `${noun}s`): string {
  return `${String(n)} ${n === 1 ? noun : plural}`;
}

/** `2 critical, 1 warning`, without the noughts; `no divergence` when all are nought. */
export function severityCounts({ critical, warning, info }: Record<Severity, number>): string {
  const parts = [
    critical ? `${String(critical)} critical` : "",
    warning ? counted(warning, "warning") : "",
    info ? `${String(info)} info` : "",
  ];
  return parts.filter(Boolean).join(", ") || "no divergence";
}

/** The score as `87` or `99.9`: rounded down, since 99.96 is not 100. */
export function scoreText(score: number): string {
  return String(Math.floor(score * 10) / 10);
}

/** `us-east-1`, or the side's name when the region is unknown. */
export function regionText({ region }: SideSummary, otherwise: string): string {
  return region === null ? otherwise : oneLine(region, 40);
}

/** The pair's name on one line, however long it is. */
export function pairName({ pair }: Report): string {
  return oneLine(pair.name, 80);
}

/**
 * How a finding names its resource: one address when both sides have the same or only one side has any, else two.
 * Not shortened: the caller knows its medium. What is about no resource, as what the policy file says, is about the pair.
 */
export function addresses({ primary, dr }: Pick<Finding, "primary" | "dr">): readonly string[] {
  const refs = [primary, dr].filter((ref): ref is ResourceRef => ref !== null);
  return refs.length === 0 ? ["the pair"] : [...new Set(refs.map(({ address }) => address))];
}

/** Where the resources of some findings are declared, primary before DR, each place once; not shortened. */
export function places(findings: readonly Pick<Finding, "primary" | "dr">[]): readonly string[] {
  return locations(findings).map(placeText);
}

/** The same, not in words. */
export function locations(findings: readonly Pick<Finding, "primary" | "dr">[]): readonly SourceLocation[] {
  const known = findings
    .flatMap(({ primary, dr }) => [primary?.location, dr?.location])
    .filter((location) => location !== undefined);
  return [...new Map(known.map((location) => [placeText(location), location])).values()];
}

/** File, line and the construct that made it, as a terminal or an editor makes a link of. */
export function placeText({ file, line, construct }: SourceLocation): string {
  return `${file}:${String(line)}${construct === undefined ? "" : ` (${construct})`}`;
}

/** Whose some findings are, each owner once. */
export function owners(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({ owner }) => owner).filter((owner) => owner !== undefined))];
}

/** The type of the resource that a finding is about, empty when it is about none. */
export function typeOf({ primary, dr }: Finding): string {
  return (primary ?? dr)?.type ?? "";
}

/** How often each reason occurs, most frequent first. */
export function reasonCounts(
  items: readonly { readonly reason: string }[],
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { reason } of items) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** What stands in the head of the report of a pair that is failed over. */
export const FAILED_OVER =
  "Failed over: the DR region takes the writes, and primary is compared as its standby until it is failed back.";
