import { holder } from "../failover/holder";
import { expression, type Machine } from "../failover/language";
import type { RecordTable } from "../failover/record";
import { Duration } from "../pair/duration";

export interface CleanUpProps {
  readonly record: RecordTable;
  readonly removals: readonly Machine[];
}

const TIMEOUT = Duration.days(1);

/**
 * Removes what drills have made: at a time that the drill itself has named before it made anything, or at once where somebody starts it with `{}`. Another drill's
 * copies have the same names, so it leaves everything alone while one is at work, whose own clean-up comes.
 */
export function cleanUpMachine({
  record,
  removals,
}: CleanUpProps): Machine & { readonly QueryLanguage: string; readonly TimeoutSeconds: number } {
  return {
    QueryLanguage: "JSONata",
    StartAt: "Read input",
    TimeoutSeconds: TIMEOUT.seconds,
    States: {
      "Read input": {
        Type: "Pass",
        Assign: {
          drill: expression("$exists($states.input.drill) ? $states.input.drill : ''"),
          at: expression("$exists($states.input.at) ? $states.input.at : $now()"),
          trouble: expression("''"),
        },
        Next: "Wait",
      },
      Wait: { Type: "Wait", Timestamp: expression("$at"), Next: "Read record" },
      // The drill that started this has been ended by then. Where it cannot be told whether another is at work, that one fails, and loses copies.
      ...holder({ record, allowed: "$drill", free: "Clean up", taken: "Leave", unread: "Clean up" }),
      Leave: { Type: "Succeed", Output: expression("{'left': $record.execution}") },
      "Clean up": { Type: "Parallel", Branches: removals, Output: {}, Next: "Cleaned up" },
      "Cleaned up": { Type: "Succeed" },
    },
  };
}
