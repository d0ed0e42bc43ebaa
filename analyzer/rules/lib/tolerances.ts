import type { PairContext } from "../../findings/context";

/** How far things may be apart before a rule speaks. */
export interface Tolerances {
  /** Longest time, in seconds, for which a resolver may keep an answer that failover changes. */
  readonly ttlSeconds: number;
  /** How much less than primary, in percent, DR may be able to carry at most. */
  readonly capacityPercent: number;
}

/** What AWS ARC's readiness rules used: DnsTargetResourceRecordSetConfigurationRule, AsgNormalizedCapacity. */
export const ARC_TOLERANCES: Tolerances = { ttlSeconds: 300, capacityPercent: 15 };

/** The pair's own tolerances where it sets them, else ARC's. */
export function tolerancesOf(pair: PairContext & { readonly tolerances?: Partial<Tolerances> }): Tolerances {
  return { ...ARC_TOLERANCES, ...pair.tolerances };
}
