import { printable } from "./printable";
import { tell } from "./stderr";

/** Says on standard error what is odd but no error. */
export function warn(message: string): void {
  tell(`warning: ${printable(message)}`);
}
