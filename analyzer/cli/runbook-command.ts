import type { CommandModule } from "yargs";
import { type RunbookArguments, runbookOptions } from "./runbook-options";

/** `drparity runbook`: what to do when the primary region is away, for this pair. */
export const runbookCommand: CommandModule<object, RunbookArguments> = {
  command: "runbook",
  describe: "write the pair's own runbook: who decides, commands in order, how to check each, how to go back",
  builder: runbookOptions as never,
  handler: async (args) => {
    const { runRunbook } = await import("./run-runbook");
    process.exitCode = await runRunbook(args);
  },
};
