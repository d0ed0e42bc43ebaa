import { InputError } from "./errors";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: Readonly<Record<string, number>> = { s: 1, m: MINUTE, h: HOUR };

/**
 * Milliseconds of `90s`, `15m` or `1h`, as Terraform's `-lock-timeout` writes a duration.
 * @throws InputError for anything else, and for more than a day: no plan takes longer, and no timer waits for a month
 */
export function parseDuration(text: string, option: string): number {
  const [, number = "", unit = ""] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const seconds = Number(number) * (UNITS[unit] ?? 0);
  if (seconds > 0 && seconds <= DAY) return seconds * 1000;
  throw new InputError({
    where: option,
    what: `"${text}" is not a duration between a second and a day.`,
    fix: "Write it as 90s, 15m or 1h.",
  });
}

/** Whole seconds for people, to the second: `1 h 30 min`. */
export function duration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / HOUR), Math.floor((seconds % HOUR) / MINUTE)];
  const parts = [
    hours ? `${hours} h` : "",
    minutes ? `${minutes} min` : "",
    seconds % MINUTE ? `${seconds % MINUTE} s` : "",
  ];
  return parts.filter((part) => part !== "").join(" ") || "0 s";
}

/** How long something took, to the second, minute or day, as it matters: `40 s`, `2 h 5 min`, `3 days`. */
export function durationText(seconds: number): string {
  if (seconds >= 2 * DAY) return `${Math.floor(seconds / DAY)} days`;
  const unit = seconds < MINUTE ? 1 : MINUTE;
  return duration(Math.max(0, Math.floor(seconds / unit) * unit));
}

/** A time of the history as `2026-11-20 06:00 UTC`. */
export function timeText(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
