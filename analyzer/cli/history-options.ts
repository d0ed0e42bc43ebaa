import type { Argv } from "yargs";
import type { ArgumentsOf } from "./sources-options";

const FORMATS = ["text", "json", "csv", "openmetrics"] as const;

/** What `drparity history` can be told. */
export function historyOptions(argv: Argv) {
  return argv
    .positional("location", {
      type: "string",
      desc: "a file or s3://bucket/prefix (default: the policy file's, else what drift keeps in .drparity/history.jsonl)",
    })
    .option("config", {
      alias: "c",
      type: "string",
      requiresArg: true,
      desc: "policy file (default: .drparity.hcl or .drparity.json, if there is one)",
    })
    .option("pair", { type: "string", requiresArg: true, desc: "one pair alone" })
    .option("since", {
      type: "string",
      requiresArg: true,
      desc: "30d, 12w or a date: leave out earlier runs",
    })
    .option("format", {
      alias: "f",
      requiresArg: true,
      choices: FORMATS,
      default: "text" as const,
      desc: "csv has a row for each run, openmetrics the present for a monitoring system",
    })
    .option("verify", {
      type: "boolean",
      default: false,
      desc: "only check that nothing was changed, removed or reordered",
    })
    .option("expect", {
      type: "string",
      requiresArg: true,
      desc: "verify, and that the entry with this hash, which --verify printed earlier, is still there",
    });
}

/** What `drparity history` is told. */
export type HistoryArguments = ArgumentsOf<typeof historyOptions>;
