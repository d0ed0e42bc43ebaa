import { expression, type States } from "./language";
import { readRecord, type RecordTable } from "./record";

export interface HolderProps {
  readonly record: RecordTable;
  /** Before the states' names, where a machine looks at more than one record. @default "" */
  readonly prefix?: string;
  /** JSONata: executions that may hold it. @default - this execution */
  readonly allowed?: string;
  /** State that is gone to when nobody else is at work. */
  readonly free: string;
  /** When another execution is, `$record.execution`. */
  readonly taken: string;
  /** When that cannot be told, as `$trouble` says. */
  readonly unread: string;
}

/** States that look whether another execution is at work by a table's record, which they leave in `$record`. The first is `PREFIXRead record`. */
export function holder(props: HolderProps): States {
  const { record, prefix = "", allowed = "$states.context.Execution.Id", free, taken, unread } = props;
  return {
    [`${prefix}Read record`]: readRecord(record, `${prefix}Held?`, unread),
    [`${prefix}Held?`]: {
      Type: "Choice",
      Choices: [{ Condition: expression(`$record.execution in ['', ${allowed}]`), Next: free }],
      Default: `${prefix}Look at holder`,
    },
    [`${prefix}Look at holder`]: {
      Type: "Task",
      Resource: "aws-sdk:sfn:describeExecution",
      Arguments: { ExecutionArn: expression("$record.execution") },
      TimeoutSeconds: 60,
      Retry: [{ ErrorEquals: ["States.Timeout"], MaxAttempts: 1 }],
      Assign: { holder: expression("$states.result.Status") },
      // Forgotten after 90 days.
      Catch: [
        { ErrorEquals: ["Sfn.ExecutionDoesNotExistException", "Sfn.ExecutionDoesNotExist"], Next: free },
        {
          ErrorEquals: ["States.ALL"],
          Assign: { trouble: expression("$states.errorOutput.Error & ' ' & $states.errorOutput.Cause") },
          Next: unread,
        },
      ],
      Next: `${prefix}Holder running?`,
    },
    [`${prefix}Holder running?`]: {
      Type: "Choice",
      Choices: [{ Condition: expression("$holder in ['RUNNING', 'PENDING_REDRIVE']"), Next: taken }],
      Default: free,
    },
  };
}
