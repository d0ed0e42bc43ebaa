import type { Argv } from "yargs";
import type { ArgumentsOf } from "./sources-options";

const FORMATS = ["text", "json", "html"] as const;

/** For what analyzes a pair. */
export const DRILLS = {
  type: "string",
  requiresArg: true,
  desc: "reports of drills to judge, too: a directory or s3://bucket/prefix (default: the policy file's)",
} as const;

/** What `drparity drills` can be told. */
export function drillsOptions(argv: Argv) {
  return argv
    .positional("location", {
      type: "string",
      desc: "a directory or s3://bucket/prefix (default: the policy file's drills)",
    })
    .option("config", {
      alias: "c",
      type: "string",
      requiresArg: true,
      desc: "policy file (default: .drparity.hcl or .drparity.json, if there is one)",
    })
    .option("pair", { type: "string", requiresArg: true, desc: "one pair alone" })
    .option("format", {
      alias: "f",
      requiresArg: true,
      choices: FORMATS,
      default: "text" as const,
      desc: "text, JSON, or an HTML page that needs nothing else",
    })
    .option("output", {
      alias: "o",
      type: "string",
      requiresArg: true,
      desc: "write to a file instead of standard output",
    });
}

/** What `drparity drills` is told. */
export type DrillsArguments = ArgumentsOf<typeof drillsOptions>;
