import type { CommandModule } from "yargs";
import { type DriftArguments, driftOptions } from "./drift-options";

/** `drparity drift`: plans every workspace, analyzes, remembers, and tells what changed. */
export const driftCommand: CommandModule<object, DriftArguments> = {
  command: "drift",
  describe: "plan both sides, analyze, and tell what changed since the last run",
  builder: driftOptions as never,
  handler: async (args) => {
    const { runDrift } = await import("./run-drift");
    process.exitCode = await runDrift(args);
  },
};
