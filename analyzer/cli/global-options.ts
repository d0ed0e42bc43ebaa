import type { Argv } from "yargs";
import { setVerbosity } from "../base/verbosity";

/** What every command takes. */
export function globalOptions<T>(argv: Argv<T>): Argv<T> {
  const output = { type: "boolean", group: "Output:", global: true } as const;
  return argv
    .option("quiet", {
      ...output,
      alias: "q",
      desc: "no warnings and no progress: errors and the result alone",
    })
    .option("verbose", {
      ...output,
      alias: "v",
      desc: "say on standard error what is read, and how long it took",
    })
    .option("color", {
      ...output,
      desc: "colour, or with --no-color none (default: on a terminal, see NO_COLOR)",
    })
    .conflicts("quiet", "verbose")
    .middleware(apply, true) as never;
}

interface Applied {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
}

/** Before the command runs, and before anything is said. */
function apply(args: object): void {
  const { quiet, verbose, color } = args as Applied;
  setVerbosity(quiet ? "quiet" : verbose ? "verbose" : "usual");
  if (color === undefined) return;
  process.env.NO_COLOR = color ? "" : "1";
  process.env.FORCE_COLOR = color ? "1" : "";
}
