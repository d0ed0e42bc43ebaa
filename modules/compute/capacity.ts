import type { StrategyTraits } from "../pair/strategy";

/** Numbers of instances. */
export interface Capacity {
  readonly min: number;
  readonly desired: number;
  readonly max: number;
}

/**
 * The DR side's before a failover. Its floor is its share of what the primary desires and not of its minimum: an idle fleet is scaled
 * in to its floor. The ceiling stays the primary's: it is what a failover scales to.
 */
export function capacityOf({ runningShare }: StrategyTraits, capacity: Capacity): Capacity {
  if (runningShare === 1) return capacity;
  const standing = Math.ceil(capacity.desired * runningShare);
  return { min: standing, desired: standing, max: capacity.max };
}

/** A number of instances that a fleet is brought to at certain times, ahead of its load. */
export interface ScheduledCapacity {
  /** Such as `mornings`. */
  readonly name: string;
  /** In cron's five fields: `0 7 * * MON-FRI`. */
  readonly recurrence: string;
  /** @default "Etc/UTC" */
  readonly timeZone?: string;
  readonly desired: number;
}

/**
 * The DR side's: none where it runs less. An action that brings the standby to its share would come at its hour after a failover too,
 * and take away the instances that serve.
 */
export function schedulesOf(
  { runningShare }: StrategyTraits,
  schedules: readonly ScheduledCapacity[],
): readonly ScheduledCapacity[] {
  return runningShare === 1 ? schedules : [];
}
