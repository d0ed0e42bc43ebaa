import type { TerraformResource } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import type { Side } from "../pair/side";
import type { StrategyTraits } from "../pair/strategy";

/** Numbers of instances. */
export interface Capacity {
  readonly min: number;
  readonly desired: number;
  readonly max: number;
}

/** @throws ConfigurationError when the numbers are not in order, which AWS says only when they are applied */
export function checkCapacity(id: string, { min, desired, max }: Capacity): void {
  if (min >= 0 && min <= desired && desired <= max && max > 0) return;
  throw new ConfigurationError(
    `${id}.capacity`,
    `${min}, ${desired}, ${max} are not in order`,
    "Give min <= desired <= max",
  );
}

/** What runs on a side before a failover. */
export function capacityIn(pair: Pair, side: Side, capacity: Capacity): Capacity {
  return side === pair.primary ? capacity : capacityOf(pair.traits, capacity);
}

/**
 * Says of a fleet how long the DR side takes to grow to the primary's size, and that it is smaller until then.
 * @param smaller the DR side's resources that hold its size, with the attributes that do
 */
export function declareStandby(
  pair: Pair,
  id: string,
  smaller: readonly (readonly [TerraformResource, readonly string[]])[],
): void {
  pair.objectives.add({
    part: `scaling out "${id}" in the DR region`,
    phase: "recover",
    rto: pair.traits.scaleUp,
  });
  if (pair.traits.runningShare === 1) return;
  for (const [resource, paths] of smaller)
    pair.design.differs(resource, `a ${pair.strategy} runs less before a failover`, paths);
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
