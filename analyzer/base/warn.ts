import { printable } from "./printable";
import { tell } from "./stderr";
import { isQuiet } from "./verbosity";

/** Says on standard error what is odd but no error. */
export function warn(message: string): void {
  if (!isQuiet()) tell(`warning: ${printable(message)}`);
}
