import type { Finding, Report, Undecided } from "./analyze";
import type { Case, Expected } from "./case";

/** What became of a label. Undecided: the report says itself that it cannot tell. */
export interface Verdict {
  readonly expected: Expected;
  readonly outcome: "found" | "undecided" | "missed";
  /** Told, but as another kind than any accepted one. */
  readonly misclassified: boolean;
}

export interface Judgement {
  readonly verdicts: readonly Verdict[];
  /** Findings at warning or above. */
  readonly alarms: number;
  readonly falseAlarms: readonly Finding[];
}

const RANK = { info: 0, warning: 1, critical: 2 };

/** Scores a report as the corpus' `score.mjs` does. */
export function judge({ findings, unresolved }: Report, label: Case): Judgement {
  const alarms = findings.filter(({ severity }) => RANK[severity] >= RANK.warning);
  const known = new Set(
    [...label.expected.flatMap(addressesOf), ...label.tolerated].map(
      ({ side, address }) => `${side} ${address}`,
    ),
  );
  return {
    verdicts: label.expected.map((expected) => verdict(expected, findings, unresolved)),
    alarms: alarms.length,
    falseAlarms: alarms.filter((finding) => !places(finding).some((place) => known.has(place))),
  };
}

function verdict(
  expected: Expected,
  findings: readonly Finding[],
  unresolved: readonly Undecided[],
): Verdict {
  const addresses = new Set(addressesOf(expected).map(({ side, address }) => `${side} ${address}`));
  const matches = findings.filter(
    (finding) =>
      places(finding).some((place) => addresses.has(place)) &&
      sharesPath(finding, expected) &&
      RANK[finding.severity] >= RANK[expected.severityAtLeast],
  );
  const kinds: string[] = [expected.kind, ...expected.acceptKinds];
  const misclassified = matches.length > 0 && !matches.some(({ kind }) => kinds.includes(kind));
  if (matches.length > 0) return { expected, outcome: "found", misclassified };
  const undecided = unresolved.some((one) => places(one).some((place) => addresses.has(place)));
  return { expected, outcome: undecided ? "undecided" : "missed", misclassified };
}

/** A label's addresses with their sides. */
function addressesOf({ primaryAddress, drAddress, also }: Expected): { side: string; address: string }[] {
  const own = [
    { side: "primary", address: primaryAddress },
    { side: "dr", address: drAddress },
  ];
  return [...own, ...also].filter((one): one is { side: string; address: string } => one.address !== null);
}

function places(finding: Pick<Undecided, "primary" | "dr">): string[] {
  return (["primary", "dr"] as const).flatMap((side) => {
    const place = finding[side];
    if (place === null || place === undefined) return [];
    return [`${side} ${typeof place === "string" ? place : place.address}`];
  });
}

function sharesPath({ kind, differences }: Finding, { paths }: Expected): boolean {
  if (paths.length === 0 || kind !== "attribute") return true;
  return (differences ?? []).some((one) => paths.some((path) => meet(plain(one.path), plain(path))));
}

/** `ingress[0].cidr_blocks` -> `ingress.cidr_blocks` */
const plain = (path: string): string =>
  path
    .replaceAll(/\[[^\]]*\]/g, "")
    .replaceAll(/\.\d+(?=\.|$)/g, "")
    .replaceAll('"', "");
const meet = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
