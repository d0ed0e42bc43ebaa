/** How much goes to standard error beside errors. */
export type Verbosity = "quiet" | "usual" | "verbose";

/** Set once, from the command line. */
let verbosity: Verbosity = "usual";

/** `--quiet` and `--verbose`. */
export function setVerbosity(value: Verbosity): void {
  verbosity = value;
}

/** Whether what is being done is to be said as well. */
export function isVerbose(): boolean {
  return verbosity === "verbose";
}

/** Whether only errors are to be said: no warnings, no progress. */
export function isQuiet(): boolean {
  return verbosity === "quiet";
}
