import { tell } from "./stderr";

/** How much goes to standard error beside errors. */
export type Verbosity = "quiet" | "usual" | "verbose";

/** Set once, from the command line. */
let verbosity: Verbosity = "usual";

/** `--quiet` and `--verbose`. */
export function setVerbosity(value: Verbosity): void {
  verbosity = value;
}

/** Whether only errors are to be said: no warnings, no progress. */
export function isQuiet(): boolean {
  return verbosity === "quiet";
}

/** Says on standard error what is being done, where `--verbose` asks for it. */
export function tellDetail(text: string): void {
  if (verbosity === "verbose") tell(text);
}
