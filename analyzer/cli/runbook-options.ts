import type { Argv } from "yargs";
import { type ArgumentsOf, sourceOptions } from "./sources-options";

const FORMATS = ["markdown", "html"] as const;

/** What `drparity runbook` can be told. */
export function runbookOptions(argv: Argv) {
  return sourceOptions(argv)
    .option("format", {
      alias: "f",
      choices: FORMATS,
      default: "markdown" as const,
      desc: "markdown, or an HTML page that needs nothing else",
    })
    .option("output", {
      alias: "o",
      type: "string",
      requiresArg: true,
      desc: "write to a file instead of standard output",
    })
    .epilogue(
      "Exit status: 0 written; 2 written, but a source is errored, partial or targeted, so that steps may be missing;\n" +
        "1 an error.",
    );
}

/** What `drparity runbook` is told. */
export type RunbookArguments = ArgumentsOf<typeof runbookOptions>;
