import { ConfigurationError } from "../pair/configuration-error";
import type { StrategyTraits } from "../pair/strategy";

/** What an Aurora Serverless v2 cluster scales between, in Aurora capacity units (about 2 GiB of memory each), in halves. */
export interface ServerlessV2Capacity {
  /** 0.5 to 256. An instance that has paused at 0 would begin a failover by waking up. */
  readonly min: number;
  /** 1 to 256, the same in both regions: it is what a failover scales to. */
  readonly max: number;
  /**
   * The DR region's minimum before a failover. Capacity grows the faster the more there is of it, so raise it where the RTO is short.
   * @default - 0.5, and the primary's where both regions serve
   */
  readonly drMin?: number;
}

/** The class of instances whose capacity a range decides. */
const SERVERLESS = "db.serverless";
const SMALLEST = 0.5;
const LARGEST = 256;

/** The range of the DR side's cluster. */
export function drCapacity({ min, max, drMin }: ServerlessV2Capacity, { runningShare }: StrategyTraits) {
  return { min: drMin ?? (runningShare === 1 ? min : SMALLEST), max };
}

/** @throws ConfigurationError when RDS would refuse class and range, which it does only when they are applied */
export function checkServerless(id: string, instanceClass: string, capacity?: ServerlessV2Capacity): void {
  if ((instanceClass === SERVERLESS) !== (capacity !== undefined)) {
    throw new ConfigurationError(
      `${id}.serverlessV2`,
      capacity === undefined ? `is missing for ${SERVERLESS}` : `is of no use for ${instanceClass}`,
      `Give a range such as { min: 2, max: 16 } with ${SERVERLESS}, and none with another class`,
    );
  }
  if (capacity === undefined) return;
  const { min, max, drMin = min } = capacity;
  const isPossible = [min, drMin, max].every((one) => one >= SMALLEST && one <= LARGEST && one % 0.5 === 0);
  if (isPossible && max >= 1 && Math.max(min, drMin) <= max) return;
  throw new ConfigurationError(
    `${id}.serverlessV2`,
    `${min} to ${max} (DR from ${drMin}) is no range of capacity`,
    `Give halves from ${SMALLEST} to ${LARGEST}, the minimum first, and a maximum of 1 or more`,
  );
}
