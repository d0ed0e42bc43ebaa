import type { CommandModule } from "yargs";
import { type CheckArguments, checkOptions } from "./check-options";

/** `drparity check`: a report as a check run on GitHub, and fixes as suggested changes. */
export const checkCommand: CommandModule<object, CheckArguments> = {
  command: "check <file>",
  describe:
    "write a JSON report as a check run on GitHub: a verdict, and annotations at the lines of findings",
  builder: checkOptions as never,
  handler: async (args) => {
    const { runCheck } = await import("./run-check");
    await runCheck(args);
  },
};
