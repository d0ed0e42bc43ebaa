import type { Duration } from "../pair/duration";
import { expression, quoted, type State, type States } from "./language";
import { GATES } from "./databases/database";
import { holder } from "./holder";
import { type RecordTable, takeRecord } from "./record";

export interface OpeningProps {
  readonly record: RecordTable;
  /** Ids of the fleets, as `capacity` may name them. */
  readonly fleets: readonly string[];
  /** What failed longer ago is not resumed: things have changed since. */
  readonly resumable: Duration;
  /** Where it is written what may stand in the input. */
  readonly guide: string;
  /** State of the first wave. */
  readonly then: string;
  /** State that ends a failover for which `$failure` is set. */
  readonly refuse: string;
}

const FIELDS = ["reason", "primary", "force", "capacity", "resume"];

/** Reads the input, and lets one execution at a time go on. Sets `$reason`, `$primary`, `$force`, `$capacity`, `$resume`, `$start` and what later waves read. */
export function opening(props: OpeningProps): States {
  const { record, then, refuse, resumable, guide } = props;
  const refusal = (leaves: string, mend: string, cause: string): State => ({
    Type: "Pass",
    Assign: {
      failure: {
        wave: "start",
        error: "Refused",
        cause: expression(cause),
        leaves,
        mend,
        resume: expression("''"),
      },
    },
    Next: refuse,
  });
  const untouched = "This execution has changed nothing.";
  return {
    ...readInput(props),
    "Input refused": refusal(
      untouched,
      `Mend the input and start again. What may stand in it: ${guide}.`,
      "$join($problems, '; ')",
    ),
    ...holder({ record, free: "Begin", taken: "Another is running", unread: "Lock failed" }),
    "Another is running": refusal(
      untouched,
      "Wait for the other execution, or stop it and start again.",
      "'Another execution is at work: ' & $record.execution",
    ),
    Begin: {
      Type: "Choice",
      Choices: [
        {
          Condition: expression(
            `$resume and $millis() - $toMillis($record.at) > ${resumable.seconds * 1000}`,
          ),
          Next: "Too old to resume",
        },
        {
          Condition: expression("$resume"),
          Assign: {
            start: expression("$record.passed"),
            answers: expression("$primary = 'auto' ? $record.answers : $primary = 'answers'"),
          },
          Next: "Lock",
        },
      ],
      Default: "Lock",
    },
    "Too old to resume": refusal(
      untouched,
      "Start again without resume: what is done already is found done.",
      `'There is nothing to resume of the last ${resumable}'`,
    ),
    Lock: takeRecord(record, then, "Another is running", "Lock failed"),
    "Lock failed": {
      Type: "Choice",
      Choices: [{ Condition: expression("'lock' in $force"), Next: then }],
      Default: "Lock refused",
    },
    "Lock refused": refusal(
      untouched,
      "If you are sure that no other execution is at work, start again with lock in force.",
      "'Whether another execution is at work cannot be told: ' & $trouble",
    ),
  };
}

function readInput({ fleets }: OpeningProps): States {
  const given = (field: string, otherwise: string) =>
    expression(`$exists($states.input.${field}) ? $states.input.${field} : ${otherwise}`);
  const list = (words: readonly string[]) => `[${words.map((word) => quoted(word)).join(", ")}]`;
  // Step Functions itself adds fields that begin so.
  const unknown = `$keys($states.input)[$not($ in ${list(FIELDS)}) and $substring($, 0, 4) != 'AWS_']`;
  const problems = [
    `$type($states.input) = 'object' ? [] : 'the input is no object'`,
    `$type($reason) = 'string' ? ($length($trim($reason)) >= 10 ? [] : 'reason: say in ten characters or more why') : 'reason: is no text'`,
    `$primary in ['auto', 'answers', 'away'] ? [] : 'primary: is none of auto, answers, away'`,
    `$count($force[$not($ in ${list(GATES)})]) = 0 ? [] : 'force: knows ${GATES.join(", ")}'`,
    `$type($resume) = 'boolean' ? [] : 'resume: is neither true nor false'`,
    `$type($capacity) = 'object' ? ($count($keys($capacity)[$not($ in ${list(fleets)})]) = 0 ? [] : 'capacity: knows ${fleets.join(", ") || "no fleet"}') : 'capacity: is no object'`,
    `$type($capacity) = 'object' ? (true in $each($capacity, function($v) { $type($v) = 'number' ? $v < 1 or $floor($v) != $v : true }) ? 'capacity: is no whole number above 0' : []) : []`,
    `$type($states.input) = 'object' ? ($count(${unknown}) = 0 ? [] : 'unknown: ' & $join(${unknown}, ', ')) : []`,
  ];
  return {
    "Read input": {
      Type: "Pass",
      Assign: {
        reason: given("reason", "''"),
        primary: given("primary", "'auto'"),
        force: expression("[$states.input.force]"),
        capacity: given("capacity", "{}"),
        resume: given("resume", "false"),
        start: 0,
        // Until the gate has looked.
        answers: false,
        facts: [],
        found: [],
        trouble: expression("''"),
        began: expression("$millis()"),
      },
      Next: "Check input",
    },
    "Check input": {
      Type: "Pass",
      Assign: { problems: expression(`[${problems.join(", ")}]`) },
      Next: "Input good?",
    },
    "Input good?": {
      Type: "Choice",
      Choices: [{ Condition: expression("$count($problems) = 0"), Next: "Read record" }],
      Default: "Input refused",
    },
  };
}
