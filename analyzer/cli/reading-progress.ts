import { clipColumns } from "../base/columns";
import { durationText } from "../base/duration";
import { oneLine } from "../render/value";
import { tell } from "../base/stderr";
import { isQuiet, isVerbose } from "../base/verbosity";

/** As much of a terminal as this needs. */
export interface ReadingTerminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** What takes less is over before anybody wonders. */
const PATIENCE_MS = 1000;
const REDRAW_MS = 200;
/** Clears the line that the cursor is in. */
const CLEAR = "\r\u001b[2K";

/**
 * Says on a terminal what is being read, once that takes more than a second, and takes it away at the end.
 *
 * @param read what reads it
 * @returns what it reads
 */
export async function tellReading<T>(
  spec: string,
  read: () => Promise<T>,
  terminal: ReadingTerminal = process.stderr,
  now: () => number = Date.now,
): Promise<T> {
  const start = now();
  if (terminal.isTTY !== true || isQuiet()) return detailed(spec, read, () => now() - start);
  let shown = false;
  const draw = () => {
    const seconds = (now() - start) / 1000;
    if (seconds * 1000 < PATIENCE_MS) return;
    const line = `reading ${oneLine(spec, 60)} (${durationText(seconds)})`;
    terminal.write(CLEAR + clipColumns(line, Math.max(20, (terminal.columns || 80) - 1)));
    shown = true;
  };
  const timer = setInterval(draw, REDRAW_MS);
  try {
    return await detailed(spec, read, () => now() - start);
  } finally {
    clearInterval(timer);
    if (shown) terminal.write(CLEAR);
  }
}

async function detailed<T>(spec: string, read: () => Promise<T>, took: () => number): Promise<T> {
  const value = await read();
  if (isVerbose()) tell(`read ${oneLine(spec, 200)} in ${(took() / 1000).toFixed(2)} s`);
  return value;
}
