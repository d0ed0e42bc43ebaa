/** Whether to write in colour. See https://no-color.org and https://force-color.org. */
export function wantsColor(terminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return terminal && process.env.TERM !== "dumb";
}
