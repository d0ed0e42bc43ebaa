import { holder } from "../failover/holder";
import { expression, type State, type States } from "../failover/language";
import { type RecordTable, takeRecord } from "../failover/record";
import { Duration } from "../pair/duration";

export interface OpeningProps {
  /** Of the drills. */
  readonly record: RecordTable;
  /** Of the failovers, which a drill gives way to. */
  readonly failover?: RecordTable;
  readonly cleanUpArn: string;
  readonly cleanUpAfter: Duration;
  /** State of a drill that may begin. */
  readonly begin: string;
  /** State of one that is at work and goes no further: `$failure` is set. */
  readonly giveUp: string;
  /** State of one that is not at work at all: `$failure` is set. */
  readonly refuse: string;
}

/** The empty text: alone it is no value that a machine may assign. */
const NOTHING = expression("''");

/** The clean-up comes when the drill itself has been ended by its time limit. */
const AFTER_THE_DRILL = Duration.minutes(1);

/** Reads the input, lets one drill at a time go on and none beside a failover, and sees to it that all is removed before anything is made. */
export function opening(props: OpeningProps): States {
  const { record, failover, cleanUpArn, cleanUpAfter, begin, giveUp, refuse } = props;
  const refusal = (cause: string): State => ({
    Type: "Pass",
    Assign: { failure: { wave: "start", error: "Refused", cause: expression(cause) } },
    Next: refuse,
  });
  const first = failover === undefined ? "Read record" : "Failover: Read record";
  return {
    ...readInput(first),
    "Input refused": refusal("'The input is an object with one text: reason'"),
    ...(failover === undefined
      ? {}
      : holder({
          record: failover,
          prefix: "Failover: ",
          free: "Read record",
          taken: "A failover is at work",
          unread: "Cannot tell",
        })),
    ...(failover === undefined
      ? {}
      : { "A failover is at work": refusal("'A failover is at work: ' & $record.execution") }),
    ...holder({ record, free: "Lock", taken: "Another is running", unread: "Cannot tell" }),
    Lock: takeRecord(record, "Clean up later", "Another is running", "Cannot tell"),
    "Another is running": refusal("'Another drill is at work: ' & $record.execution"),
    "Cannot tell": refusal("'Whether a failover or another drill is at work cannot be told: ' & $trouble"),
    "Clean up later": {
      Type: "Task",
      Resource: "states:startExecution",
      Arguments: {
        StateMachineArn: cleanUpArn,
        Input: {
          drill: expression("$states.context.Execution.Id"),
          at: expression(`$fromMillis($millis() + ${cleanUpAfter.plus(AFTER_THE_DRILL).seconds * 1000})`),
        },
      },
      TimeoutSeconds: 60,
      Retry: [{ ErrorEquals: ["States.TaskFailed"], MaxAttempts: 2 }],
      Output: {},
      Catch: [
        {
          ErrorEquals: ["States.ALL"],
          Assign: {
            failure: {
              wave: "start",
              error: expression("$states.errorOutput.Error"),
              cause: expression("'The clean-up could not be started: ' & $states.errorOutput.Cause"),
            },
          },
          Output: {},
          Next: giveUp,
        },
      ],
      Next: begin,
    },
  };
}

function readInput(next: string): States {
  // Step Functions itself adds fields that begin so.
  const unknown = "$keys($states.input)[$ != 'reason' and $substring($, 0, 4) != 'AWS_']";
  const good = `$type($states.input) = 'object' ? ($count(${unknown}) = 0 and $type($states.input.reason) = 'string' ? $trim($states.input.reason) != '' : false) : false`;
  return {
    "Read input": {
      Type: "Pass",
      Assign: {
        reason: expression(
          "$type($states.input) = 'object' and $type($states.input.reason) = 'string' ? $states.input.reason : ''",
        ),
        start: 0,
        began: expression("$millis()"),
        ready: expression("$millis()"),
        failure: { wave: NOTHING, error: NOTHING, cause: NOTHING },
        steps: [],
        losses: [],
        ways: [],
        trouble: NOTHING,
        // What the clean-up could not remove.
        cleaning: NOTHING,
        written: NOTHING,
      },
      Next: "Input good?",
    },
    "Input good?": {
      Type: "Choice",
      Choices: [{ Condition: expression(good), Next: next }],
      Default: "Input refused",
    },
  };
}
