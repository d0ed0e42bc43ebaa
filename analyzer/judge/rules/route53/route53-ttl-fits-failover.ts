import type { PairContext } from "../../../compare/context";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { recordSets, routedRecords, sideServed, type RoutedRecord } from "../lib/records";
import { tolerancesOf } from "../lib/tolerances";
import { called, ends } from "../lib/twins";
import type { ReadinessRule, Violation } from "../rule";

/** Records that failover changes the answer of are kept for a short time only. */
export const rule: ReadinessRule = {
  id: "route53-ttl-fits-failover",
  title: "Records that failover changes the answer of have one TTL, of at most 300 seconds",
  checks:
    "The TTL of records with a routing policy that are no aliases (an alias has the 60 seconds of its target): at most " +
    "300 seconds unless the pair sets another limit, and the same for every member of a set.",
  impact: "Resolvers keep leading users to the failed region until the TTL has passed.",
  remediation: "Set ttl to 60 on every member of the set.",
  severity: { "pilot-light": "info", "warm-standby": "warning", "active-active": "warning" },
  references: [
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-dns.html",
    "https://docs.aws.amazon.com/r53recovery/latest/dg/recovery-readiness.rules-resources.html",
  ],
  replacesArc: ["DnsTargetResourceRecordSetConfigurationRule"],
  *evaluate(pair) {
    const { ttlSeconds } = tolerancesOf(pair);
    const routed = routedRecords(pair).filter(({ routing, alias }) => routing !== "simple" && !alias);
    for (const set of recordSets(routed)) {
      const longest = Math.max(...set.map((member) => ttlOf(member).number ?? 0));
      for (const member of set) {
        const ttl = ttlOf(member).number;
        if (ttl === undefined) continue;
        if (ttl > ttlSeconds) yield tooLong(pair, member, ttl, ttlSeconds, leads(pair, member, set));
        else if (ttl < longest && longest <= ttlSeconds) yield uneven(pair, member, longest);
      }
    }
  },
};

function ttlOf({ record }: RoutedRecord): Field {
  return Field.of(record, "ttl");
}

/** Whether resolvers hold the member's answer when its region fails: where both serve, each member's. */
function leads({ strategy }: PairContext, member: RoutedRecord, set: readonly RoutedRecord[]): boolean {
  return strategy === "active-active" || member === leading(set);
}

/** The member whose answer resolvers hold when primary fails. */
function leading(set: readonly RoutedRecord[]): RoutedRecord | undefined {
  return (
    set.find(({ role }) => role === "PRIMARY") ?? set.find((one) => sideServed(one) === "primary") ?? set[0]
  );
}

function tooLong(
  pair: PairContext,
  member: RoutedRecord,
  ttl: number,
  limit: number,
  isLeading: boolean,
): Violation {
  return {
    // The others' TTL delays failing back.
    ...(isLeading ? {} : { severity: "info" as const }),
    ...ends(member.record, PairGraph.of(pair).sideOf(member.record)),
    differences: [difference(ttlOf(member), undefined)],
    message: `the answer of ${called(member.record)} is kept for ${ttl} s; failover needs ${limit} s or less`,
  };
}

function uneven(pair: PairContext, member: RoutedRecord, longest: number): Violation {
  return {
    ...ends(member.record, PairGraph.of(pair).sideOf(member.record)),
    severity: "info",
    differences: [difference(ttlOf(member), undefined)],
    message: `${called(member.record)} has another TTL than the rest of its set, ${longest} s`,
  };
}
