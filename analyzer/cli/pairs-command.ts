import type { CommandModule } from "yargs";
import { sourceOptions, type SourceArguments } from "./sources-options";

/** `drparity pairs`: the twins and why each was matched. */
export const pairsCommand: CommandModule<object, SourceArguments & { json: boolean }> = {
  command: "pairs",
  describe: "show the twins and why each was matched, and what is left over",
  builder: (argv) =>
    sourceOptions(argv).option("json", { type: "boolean", default: false, desc: "print JSON" }) as never,
  handler: async (args) => {
    const { runPairs } = await import("./run-pairs");
    await runPairs(args);
  },
};
