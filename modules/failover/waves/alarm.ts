import { call, type States } from "../language";
import { type Timing, until } from "../until";

export interface AlarmLookProps {
  /** Of the alarm. */
  readonly name: string;
  readonly state: "OK" | "ALARM";
  /** AWS looks for metric alarms alone when it is not told. @default - `["MetricAlarm"]` */
  readonly types?: readonly ("MetricAlarm" | "CompositeAlarm")[];
  readonly timing: Timing;
}

/** States that wait for an alarm's state and go to `done`. @param name of the first, and the beginning of the others' names */
export function untilAlarm(name: string, props: AlarmLookProps): States {
  const { state, types, timing } = props;
  // One of the two lists has it, the other is empty or not there.
  const value = "$append($seen.MetricAlarms, $seen.CompositeAlarms)[0].StateValue";
  return until(name, {
    look: call("cloudwatch:describeAlarms", {
      AlarmNames: [props.name],
      ...(types === undefined ? {} : { AlarmTypes: types }),
    }),
    good: `${value} = '${state}'`,
    what: `alarm ${props.name} to be ${state}`,
    stand: `$exists(${value}) ? 'It is ' & ${value} & '.' : 'There is no such alarm.'`,
    timing,
    then: "done",
  });
}
