import { InputError } from "../../base/errors";

const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7 };

/**
 * The ISO time that `--since` means: `30d`, `12w`, or a date (`2026-11-21`, UTC) or time.
 * @throws InputError for anything else
 */
export function sinceTime(text: string, now: Date): string {
  const [, count = "", unit = ""] = /^(\d{1,5})([dw])$/.exec(text) ?? [];
  const time =
    unit === ""
      ? Date.parse(/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?$/.test(text) ? text.replace(/(T[\d:.]+)$/, "$1Z") : "")
      : now.getTime() - Number(count) * (DAYS[unit] ?? 0) * 24 * 60 * 60 * 1000;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new InputError({
    where: "--since",
    what: `"${text}" is neither a number of days or weeks nor a date.`,
    fix: "Write it as 30d, 12w or 2026-11-21.",
  });
}
