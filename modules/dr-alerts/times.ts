import { ConfigurationError } from "../pair/configuration-error";
import type { Duration } from "../pair/duration";

/** How long something must be wrong before an alarm says so: `times` periods in a row. */
export interface AlarmTimes {
  /** 10 s, 30 s, or whole minutes. */
  readonly period: Duration;
  /** Periods in a row. */
  readonly times: number;
}

const DAY = 86_400;
const WEEK = 7 * DAY;
const HOUR = 3600;

/**
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (Period, EvaluationPeriods)
 * @throws ConfigurationError for what CloudWatch would refuse, which it does only when it is applied
 */
export function checkTimes(field: string, { period, times }: AlarmTimes): void {
  const { seconds } = period;
  const isPeriod = seconds === 10 || seconds === 30 || (seconds > 0 && seconds % 60 === 0);
  if (!isPeriod) {
    throw new ConfigurationError(`${field}.period`, `is ${period}`, "Give 10 s, 30 s or whole minutes");
  }
  const most = seconds >= HOUR ? WEEK : DAY;
  if (Number.isInteger(times) && times >= 1 && times * seconds <= most) return;
  throw new ConfigurationError(
    `${field}.times`,
    `is ${times}, of ${period} each`,
    `Give a whole number, so that they are ${most / DAY === 1 ? "a day" : "seven days"} together at most`,
  );
}
