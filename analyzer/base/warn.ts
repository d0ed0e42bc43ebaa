import { printable } from "./printable";

/** Says on standard error what is odd but no error. */
export function warn(message: string): void {
  process.stderr.write(`drparity: warning: ${printable(message)}\n`);
}
