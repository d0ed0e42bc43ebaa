import { call, type Json, type States } from "../../failover/language";
import { type Timing, until } from "../../failover/until";

export interface GoneProps {
  /** The call that removes it, as Step Functions spells it. */
  readonly api: string;
  readonly args: Json;
  readonly name: string;
  readonly timing: Timing;
  readonly then: string;
}

/**
 * States that ask for something to be removed until AWS no longer finds it. What is still being made, or is being removed already, refuses, and is asked again;
 * so it does not matter how far a drill came.
 * @param state name of the first
 */
export function gone(state: string, { api, args, name, timing, then }: GoneProps): States {
  return until(state, {
    look: call(api, args, { Retry: [{ ErrorEquals: ["States.Timeout"], MaxAttempts: 1 }] }),
    good: "$contains($lastError, 'NotFound')",
    what: `${name} to be gone`,
    stand: `'It is still there.'`,
    timing,
    then,
  });
}
