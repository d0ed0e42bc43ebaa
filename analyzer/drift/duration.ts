import { InputError } from "../errors";
import { counted } from "../report/words";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** The longest that a timer of Node's can wait is 24.8 days; no plan takes longer than a day. */
const LONGEST_SECONDS = 24 * 3600;

/**
 * Milliseconds of `90s`, `15m` or `1h`, as Terraform's `-lock-timeout` writes a duration.
 * @throws InputError for anything else, and for more than a day
 */
export function parseDuration(text: string, option: string): number {
  const [, number = "", unit = ""] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const seconds = Number(number) * (SECONDS[unit] ?? 0);
  if (seconds > 0 && seconds <= LONGEST_SECONDS) return seconds * 1000;
  throw new InputError({
    where: option,
    what: `"${text}" is not a duration between a second and a day.`,
    fix: "Write it as 90s, 15m or 1h.",
  });
}

/** How long something took, in its two largest units: `40 s`, `2 h 5 min`, `3 days`. */
export function durationText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return `${String(Math.max(0, Math.floor(seconds)))} s`;
  if (hours < 1) return `${String(minutes)} min`;
  if (hours < 48)
    return [`${String(hours)} h`, ...(minutes % 60 ? [`${String(minutes % 60)} min`] : [])].join(" ");
  return counted(Math.floor(hours / 24), "day");
}

/** A time of the history as `2026-11-20 06:00 UTC`. */
export function timeText(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
