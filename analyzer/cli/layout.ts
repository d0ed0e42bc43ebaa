/** How a text is laid out. */
export interface Layout {
  readonly color: boolean;
  /** Columns; where nothing tells, the text's own choice. */
  readonly width?: number;
}

/**
 * The layout of a text where it goes: on a terminal its columns and its colours, in a file or a pipe neither, unless
 * `FORCE_COLOR` asks for colours.
 *
 * @param output a file; standard output when not given
 */
export function layoutFor(output: string | undefined): Layout {
  const terminal = output === undefined && process.stdout.isTTY;
  // One that has not been told its size says 0.
  return { color: wantsColor(terminal), width: (terminal && process.stdout.columns) || undefined };
}

/** Whether to write in colour. See https://no-color.org and https://force-color.org. */
function wantsColor(terminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return terminal && process.env.TERM !== "dumb";
}
