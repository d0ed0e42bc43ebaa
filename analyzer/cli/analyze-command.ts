import type { CommandModule } from "yargs";
import { type AnalyzeArguments, analyzeOptions } from "./analyze-options";

/** `drparity analyze`: compares the two sides and reports every divergence. */
export const analyzeCommand: CommandModule<object, AnalyzeArguments> = {
  command: "analyze",
  describe: "compare primary and DR, report every divergence",
  builder: analyzeOptions as never,
  handler: async (args) => {
    // Loaded here so that --help and --version stay fast.
    const { runAnalyze } = await import("./run-analyze");
    process.exitCode = await runAnalyze(args);
  },
};
