import type { PolicyStatement } from "../../iam/policy";
import type { Machine } from "../language";
import type { Timing } from "../until";

/** What serves the application, and is brought to the primary's number. */
export interface FailoverFleet {
  readonly id: string;
  /** Of its target group. */
  readonly name: string;
  /** What the primary runs when nothing else is said. */
  readonly desired: number;
  scale(timing: Timing): Machine;
  readonly statements: readonly PolicyStatement[];
}

/** JSONata: how many are wanted: what the operator says the primary runs now, or what is configured. */
export function wanted({ id, desired }: Pick<FailoverFleet, "id" | "desired">): string {
  return `($exists($lookup($capacity, '${id}')) ? $lookup($capacity, '${id}') : ${desired})`;
}
