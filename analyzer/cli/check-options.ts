import type { Argv } from "yargs";
import { FAIL_ON } from "./fail-on";
import type { ArgumentsOf } from "./sources-options";

/** What `drparity check` can be told. */
export function checkOptions(argv: Argv) {
  return argv
    .positional("file", { type: "string", demandOption: true, desc: "what --format json wrote" })
    .option("key", {
      type: "string",
      default: "pair",
      requiresArg: true,
      desc: "tells several pairs' checks of one commit apart",
    })
    .option("fail-on", {
      requiresArg: true,
      choices: FAIL_ON,
      default: "warning" as const,
      desc: "the least severity that fails the check",
    })
    .option("suggest", {
      type: "string",
      requiresArg: true,
      desc: "what remediate --format patch wrote: suggest its changes where the pull request shows the lines",
    })
    .option("failed", {
      type: "boolean",
      default: false,
      desc: "FILE holds what analyze said on standard error: fail the check, and say that there is no report",
    })
    .epilogue(
      "In GitHub Actions alone; GITHUB_TOKEN needs checks: write, on a pull request pull-requests: read, and\n" +
        "for --suggest pull-requests: write. Exit status: 0 written, 1 an error.",
    );
}

/** What `drparity check` is told. */
export type CheckArguments = ArgumentsOf<typeof checkOptions>;
