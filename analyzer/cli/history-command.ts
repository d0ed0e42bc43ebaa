import type { CommandModule } from "yargs";

const FORMATS = ["text", "json", "csv"] as const;

/** What `drparity history` takes. */
export interface HistoryArguments {
  readonly location?: string;
  readonly config?: string;
  readonly pair?: string;
  readonly since?: string;
  readonly format: (typeof FORMATS)[number];
  readonly verify: boolean;
  readonly expect?: string;
}

/** `drparity history`: score and findings over time. */
export const historyCommand: CommandModule<object, HistoryArguments> = {
  command: "history [location]",
  describe: "show score and findings over time",
  builder: (argv) =>
    argv
      .positional("location", {
        type: "string",
        desc: "a file or s3://bucket/prefix (default: the policy file's, else what drift keeps in .drparity/history.jsonl)",
      })
      .option("config", {
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
      .option("format", { choices: FORMATS, default: "text" as const, desc: "csv has a row for each run" })
      .option("verify", {
        type: "boolean",
        default: false,
        desc: "only check that nothing was changed, removed or reordered",
      })
      .option("expect", {
        type: "string",
        requiresArg: true,
        desc: "verify, and that the entry with this hash, which --verify printed earlier, is still there",
      }) as never,
  handler: async (args) => {
    const { runHistory } = await import("./run-history");
    await runHistory(args);
  },
};
