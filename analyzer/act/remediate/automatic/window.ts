import type { RemediationPolicy, Weekday } from "../../../judge/policy/policy";

const DAYS: readonly Weekday[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAY_MINUTES = 24 * 60;

/** Whether a change window is open, in UTC. Its end is outside; one that ends before it starts ends on the next day. */
export function isOpen({ days, start, end }: RemediationPolicy["window"], at: Date): boolean {
  const minutes = at.getUTCHours() * 60 + at.getUTCMinutes();
  const [from, to] = [minutesOf(start), minutesOf(end)];
  const opened = (daysAgo: number) => days.includes(DAYS[(at.getUTCDay() + 7 - daysAgo) % 7] as Weekday);
  if (from < to) return opened(0) && minutes >= from && minutes < to;
  return (opened(0) && minutes >= from) || (opened(1) && minutes < to && to <= DAY_MINUTES);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
