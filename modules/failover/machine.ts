import { Duration } from "../pair/duration";
import { anyway, expression, type Machine, publish, quoted, type State, type States } from "./language";
import { opening } from "./opening";
import { recordEnd, recordPassed, type RecordTable } from "./record";
import type { Wave } from "./wave";

export interface MachineProps {
  readonly record: RecordTable;
  readonly topicArn: string;
  readonly machineArn: string;
  readonly waves: readonly Wave[];
  /** Ids of the fleets. */
  readonly fleets: readonly string[];
  /** Where messages send their readers. */
  readonly guide: string;
  /** Of the whole execution, in case that something hangs which no wave has thought of. */
  readonly timeout: Duration;
}

const RESUMABLE = Duration.hours(24);

/** The state machine of a failover: one wave after the other, each told, and each end told with what to do next. */
export function failoverMachine(
  props: MachineProps,
): Machine & { readonly QueryLanguage: string; readonly TimeoutSeconds: number } {
  const { record, waves, fleets, timeout, guide } = props;
  return {
    QueryLanguage: "JSONata",
    StartAt: "Read input",
    TimeoutSeconds: timeout.seconds,
    States: {
      ...opening({
        record,
        fleets,
        resumable: RESUMABLE,
        guide,
        then: entry(waves[0]),
        refuse: "Tell failure",
      }),
      ...(Object.assign({}, ...waves.map((wave, index) => waveStates(props, wave, index))) as States),
      ...endings(props),
    },
  };
}

function entry(wave: Wave | undefined): string {
  return wave === undefined ? "Record end" : `Skip ${wave.name}?`;
}

function waveStates(props: MachineProps, wave: Wave, index: number): States {
  const { record, waves } = props;
  const { name, does, branches, leaves, mend, assign, refusal } = wave;
  const next = entry(waves[index + 1]);
  const failure = { wave: name, leaves, mend };
  const caught = {
    ...failure,
    resume: expression(quoted(`\nTo resume: ${resumption(props)}`)),
    error: expression("$states.errorOutput.Error"),
    cause: expression("$states.errorOutput.Cause"),
  };
  const passed = `Record ${name}`;
  return {
    [`Skip ${name}?`]: {
      Type: "Choice",
      Choices: [{ Condition: expression(`$start > ${index}`), Next: next }],
      Default: `Tell ${name}`,
    },
    [`Tell ${name}`]: tell(
      props,
      `failover ${index + 1} of ${waves.length}: ${name}`,
      [quoted(`The failover of ${record.pairName} begins to ${does}. Reason: `), "$reason"],
      name,
    ),
    [name]: {
      Type: "Parallel",
      Branches: branches,
      ...(assign === undefined ? {} : { Assign: assign }),
      Output: {},
      Catch: [
        {
          ErrorEquals: ["States.ALL"],
          Assign: { failure: caught },
          Output: {},
          Next: "Record failure",
        },
      ],
      Next: refusal === undefined ? passed : `Refuse after ${name}?`,
    },
    ...(refusal === undefined ? {} : refusalStates(name, refusal, failure, passed)),
    [passed]: recordPassed(record, index + 1, next),
  };
}

function refusalStates(
  name: string,
  refusal: string,
  failure: { wave: string; leaves: string; mend: string },
  passed: string,
): States {
  return {
    [`Refuse after ${name}?`]: {
      Type: "Choice",
      Choices: [{ Condition: expression(`(${refusal}) = ''`), Next: passed }],
      Default: `Refused by ${name}`,
    },
    [`Refused by ${name}`]: {
      Type: "Pass",
      // To resume it would run into the same refusal.
      Assign: {
        failure: { ...failure, resume: expression("''"), error: "Refused", cause: expression(refusal) },
      },
      Next: "Record failure",
    },
  };
}

/** The command that goes on after the last wave that was passed. */
function resumption({ record, machineArn }: MachineProps): string {
  return `aws stepfunctions start-execution --region ${record.place.region} --state-machine-arn ${machineArn} --input '{"reason":"WHY IT IS RESUMED","resume":true}'`;
}

function endings(props: MachineProps): States {
  const { record, guide } = props;
  const { place, pairName } = record;
  return {
    "Record end": recordEnd(record, `serves in ${place.region}`, "Tell end", true),
    "Tell end": tell(
      props,
      "failover done",
      [
        quoted(`${pairName} serves and writes in ${place.region}. It took `),
        "$string($round(($millis() - $began) / 60000, 1))",
        quoted(
          ` minutes. The primary region must take no writes any more: keep its application down until the databases there follow the new ones. What comes next: ${guide}.`,
        ),
      ],
      "Failed over",
    ),
    "Failed over": {
      Type: "Succeed",
      Output: expression(`{'writer': '${place.region}', 'seconds': $round(($millis() - $began) / 1000)}`),
    },
    "Record failure": recordEnd(
      record,
      expression("'failed at ' & $failure.wave & ': ' & $failure.cause"),
      "Tell failure",
      false,
    ),
    "Tell failure": tell(
      props,
      "failover FAILED",
      [
        quoted(`The failover of ${pairName} stopped at: `),
        "$failure.wave",
        quoted("\nWhy: "),
        "$failure.error & ': ' & $failure.cause",
        quoted("\nHow things stand: "),
        "$failure.leaves",
        quoted("\nWhat to do: "),
        "$failure.mend",
        "$failure.resume",
      ],
      "Failed",
    ),
    Failed: {
      Type: "Fail",
      Error: expression("$failure.error"),
      Cause: expression(
        "$failure.wave & ': ' & $failure.cause & ' ' & $failure.leaves & ' ' & $failure.mend",
      ),
    },
  };
}

/** A failover waits for nobody to be told. @param parts JSONata */
function tell(
  { topicArn, record }: MachineProps,
  what: string,
  parts: readonly string[],
  next: string,
): State {
  return publish(topicArn, `${record.pairName}: ${what}`.slice(0, 100), expression(parts.join(" & ")), {
    Output: {},
    Retry: [{ ErrorEquals: ["States.TaskFailed"], MaxAttempts: 1 }],
    TimeoutSeconds: 20,
    Catch: anyway(next),
    Next: next,
  });
}
