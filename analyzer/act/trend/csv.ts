import { printable } from "../../base/printable";
import type { Trend, TrendRun } from "./trend";

const COLUMNS: readonly (keyof TrendRun)[] = [
  ...(["at", "run", "kind", "commit", "verdict", "score"] as const),
  ...(["critical", "warning", "info", "appeared", "resolved"] as const),
];

/** A row for each run of each pair (RFC 4180). */
export function trendCsv(trends: readonly Trend[]): string {
  const rows = trends.flatMap(({ pair, runs }) =>
    runs.map((run) => [pair, ...COLUMNS.map((column) => run[column])]),
  );
  return [["pair", ...COLUMNS], ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** A spreadsheet runs a text that begins like a formula: an apostrophe makes it a text (OWASP, CSV Injection). */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = printable(value);
  const inert = /^\s*[=+\-@|%＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",;\s']/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
