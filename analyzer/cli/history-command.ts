import type { CommandModule } from "yargs";
import { type HistoryArguments, historyOptions } from "./history-options";

/** `drparity history`: score and findings over time. */
export const historyCommand: CommandModule<object, HistoryArguments> = {
  command: "history [location]",
  describe: "show score and findings over time",
  builder: historyOptions as never,
  handler: async (args) => {
    const { runHistory } = await import("./run-history");
    await runHistory(args);
  },
};
