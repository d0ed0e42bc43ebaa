import type { StrategyTraits } from "../pair/strategy";

/** Numbers of instances. */
export interface Capacity {
  readonly min: number;
  readonly desired: number;
  readonly max: number;
}

/** The DR side's before a failover. The ceiling stays the primary's: it is what a failover scales to. */
export function capacityOf({ runningShare }: StrategyTraits, { min, desired, max }: Capacity): Capacity {
  return { min: Math.ceil(min * runningShare), desired: Math.ceil(desired * runningShare), max };
}
