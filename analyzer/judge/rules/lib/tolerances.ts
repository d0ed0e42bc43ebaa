import type { PairContext } from "../../../compare/context";
import type { Tolerances } from "../../../model/targets";

/** What AWS ARC's readiness rules used: DnsTargetResourceRecordSetConfigurationRule, AsgNormalizedCapacity. */
export const ARC_TOLERANCES: Tolerances = { ttlSeconds: 300, capacityPercent: 15 };

/** The pair's own tolerances where it sets them, else ARC's. */
export function tolerancesOf({ tolerances }: Pick<PairContext, "tolerances">): Tolerances {
  return {
    ttlSeconds: tolerances.ttlSeconds ?? ARC_TOLERANCES.ttlSeconds,
    capacityPercent: tolerances.capacityPercent ?? ARC_TOLERANCES.capacityPercent,
  };
}
