import {
  anyway,
  call,
  expression,
  fail,
  type Machine,
  publish,
  quoted,
  type State,
  type States,
} from "../failover/language";
import { recordEnd, type RecordTable } from "../failover/record";
import type { Metric } from "../figures/figure";
import { Duration } from "../pair/duration";
import { type OpeningProps, opening } from "./opening";
import { reportObject, type ReportPlace, writeReport } from "./report";
import type { DrillWave } from "./waves-of";

export interface DrillMachineProps extends Pick<OpeningProps, "failover" | "cleanUpArn" | "cleanUpAfter"> {
  readonly record: RecordTable;
  readonly topicArn: string;
  readonly waves: readonly DrillWave[];
  /** Branches that remove what the drill has made. */
  readonly removals: readonly Machine[];
  readonly report: ReportPlace;
  readonly metrics: DrillMetrics;
}

/** Not that of the latch, which whoever may write figures there may turn. */
export const DRILL_NAMESPACE = "drparity/drills";

/** What a drill measures, in CloudWatch. */
export interface DrillMetrics {
  /** Seconds. */
  readonly rto: Metric;
  /** Seconds. */
  readonly rpo: Metric;
  /** 1 when a drill met its targets and left nothing behind, 0 otherwise. */
  readonly success: Metric;
}

/** The state machine of a drill: whatever happens in its waves, it removes what it has made, measures, reports and tells. */
export function drillMachine(
  props: DrillMachineProps,
): Machine & { readonly QueryLanguage: string; readonly TimeoutSeconds: number } {
  const { waves, cleanUpAfter } = props;
  const first = waves[0]?.name ?? "Measure";
  return {
    QueryLanguage: "JSONata",
    StartAt: "Read input",
    TimeoutSeconds: cleanUpAfter.seconds,
    States: {
      ...opening({ ...props, begin: "Tell begin", giveUp: "Measure", refuse: "Tell refusal" }),
      "Tell begin": tell(props, quoted("drill begins"), [beginning(props)], first),
      ...(Object.assign({}, ...waves.map((wave, index) => waveStates(wave, waves[index + 1]))) as States),
      ...measuring(props),
      ...ending(props),
    },
  };
}

function beginning({ record, cleanUpAfter }: DrillMachineProps): string {
  const text = `A drill of ${record.pairName} begins in ${record.place.region}, in a network of its own; production is not touched. What it makes is removed after ${cleanUpAfter} at the latest. Reason: `;
  return `${quoted(text)} & $reason`;
}

function waveStates({ name, branches, assign, refusal }: DrillWave, after: DrillWave | undefined): States {
  const next = after?.name ?? "Measure";
  const failure = (error: string, cause: string) => ({ failure: { wave: name, error, cause } });
  return {
    [name]: {
      Type: "Parallel",
      Branches: branches,
      Assign: assign,
      Output: {},
      Catch: anyway("Measure").map((one) => ({
        ...one,
        Assign: failure(expression("$states.errorOutput.Error"), expression("$states.errorOutput.Cause")),
        Output: {},
      })),
      Next: refusal === undefined ? next : `Refuse after ${name}?`,
    },
    ...(refusal === undefined
      ? {}
      : {
          [`Refuse after ${name}?`]: {
            Type: "Choice",
            Choices: [{ Condition: expression(`(${refusal}) = ''`), Next: next }],
            Default: `Refused by ${name}`,
          },
          [`Refused by ${name}`]: {
            Type: "Pass",
            Assign: failure("Refused", expression(refusal)),
            Next: "Measure",
          },
        }),
  };
}

/** JSONata: what a figure is held to. Nobody knowing it is no success. */
function missed(figure: string, target: Duration): string {
  return `(${figure} = null ? true : ${figure} > ${target.seconds})`;
}

/** The clock stops before the clean-up, which no failover has. */
function measuring({ removals, report, metrics }: DrillMachineProps): States {
  const { rto, rpo } = report;
  return {
    Measure: {
      Type: "Pass",
      Assign: {
        rto: expression("$failure.wave = '' ? $round(($millis() - $ready) / 1000) : null"),
        rpo: expression("$count($losses) = 0 or null in [$losses.seconds] ? null : $max([$losses.seconds])"),
      },
      Next: "Judge",
    },
    Judge: {
      Type: "Pass",
      Assign: {
        outcome: expression(
          `$failure.wave != '' ? 'failed' : ${missed("$rto", rto)} or ($count($losses) > 0 and ${missed("$rpo", rpo)}) ? 'missed' : 'passed'`,
        ),
      },
      Next: "Clean up",
    },
    "Clean up": {
      Type: "Parallel",
      Branches: removals,
      Output: {},
      Catch: [
        {
          ErrorEquals: ["States.ALL"],
          Assign: { cleaning: expression("$states.errorOutput.Error & ': ' & $states.errorOutput.Cause") },
          Output: {},
          Next: "Sum up",
        },
      ],
      Next: "Sum up",
    },
    "Sum up": { Type: "Pass", Assign: { report: expression(reportObject(report)) }, Next: "Figures" },
    Figures: putFigures(metrics, "Write report"),
    ...writeReport(report, "Record end"),
  };
}

function putFigures({ rto, rpo, success }: DrillMetrics, next: string): State {
  const point = ({ metricName, dimensions }: Metric, unit: string, value: string) => {
    const list = Object.entries(dimensions).map(
      ([name, of]) => `{'Name': ${quoted(name)}, 'Value': ${quoted(of)}}`,
    );
    return `{'MetricName': ${quoted(metricName)}, 'Unit': '${unit}', 'Value': ${value}, 'Dimensions': [${list.join(", ")}]}`;
  };
  const known = (value: string, text: string) => `${value} = null ? [] : ${text}`;
  return call(
    "cloudwatch:putMetricData",
    {
      Namespace: success.namespace,
      MetricData: expression(
        `[${point(success, "None", "($outcome = 'passed' and $cleaning = '' ? 1 : 0)")}, ${known("$rto", point(rto, "Seconds", "$rto"))}, ${known("$rpo", point(rpo, "Seconds", "$rpo"))}]`,
      ),
    },
    { Output: {}, Catch: anyway(next), Next: next },
  );
}

function ending(props: DrillMachineProps): States {
  const { record } = props;
  return {
    "Record end": recordEnd(record, expression("$outcome"), "Tell end", true),
    "Tell end": tell(
      props,
      `'drill ' & ($outcome = 'failed' ? 'FAILED' : $outcome = 'missed' ? 'MISSED its targets' : 'passed') & ($cleaning = '' ? '' : ', NOT cleaned up')`,
      endMessage(props),
      "Good?",
    ),
    "Good?": {
      Type: "Choice",
      Choices: [{ Condition: expression("$failure.wave = '' and $cleaning = ''"), Next: "Drilled" }],
      Default: "Failed",
    },
    Drilled: { Type: "Succeed", Output: expression("$report") },
    Failed: fail(
      expression("$failure.wave = '' ? 'NotCleanedUp' : $failure.error"),
      expression("$failure.wave = '' ? $cleaning : $failure.wave & ': ' & $failure.cause"),
    ),
    "Tell refusal": tell(
      props,
      quoted("drill REFUSED"),
      [quoted("Nothing was begun. "), "$failure.cause"],
      "Refused",
    ),
    Refused: fail("Refused", expression("$failure.cause")),
  };
}

function endMessage({ report, cleanUpArn, record }: DrillMachineProps): string[] {
  const { rto, rpo } = report;
  const again = `aws stepfunctions start-execution --region ${record.place.region} --state-machine-arn ${cleanUpArn} --input '{}'`;
  const seconds = (figure: string) => `(${figure} = null ? 'unknown' : $string(${figure}) & ' s')`;
  return [
    `($failure.wave = '' ? '' : 'It stopped at ' & $failure.wave & ': ' & $failure.error & ': ' & $failure.cause & '\\n')`,
    `'To recover took ' & ${seconds("$rto")} & ${quoted(` (target ${rto}); `)}`,
    `'would be lost ' & ${seconds("$rpo")} & ${quoted(` (target ${rpo}).\n`)}`,
    `$join([$steps.(wave & ' ' & name & ': ' & $string(seconds) & ' s')], '\\n') & '\\n'`,
    `($cleaning = '' ? 'All that it made is removed.' : ${quoted("NOT all that it made is removed, and it costs: ")} & $cleaning & ${quoted(`\nRemove the rest: ${again}`)})`,
    "'\\n' & $written",
  ];
}

/** A drill waits for nobody to be told. @param what JSONata @param parts JSONata */
function tell(
  { topicArn, record }: DrillMachineProps,
  what: string,
  parts: readonly string[],
  next: string,
): State {
  return publish(
    topicArn,
    expression(`$substring(${quoted(`${record.pairName}: `)} & ${what}, 0, 100)`),
    expression(parts.join(" & ")),
    {
      Output: {},
      Retry: [{ ErrorEquals: ["States.TaskFailed"], MaxAttempts: 1 }],
      TimeoutSeconds: 20,
      Catch: anyway(next),
      Next: next,
    },
  );
}
