import type { CommandModule } from "yargs";
import { type RemediateArguments, remediateOptions } from "./remediate-options";

/** `drparity remediate`: what to change where, as text, as a patch, or as plans of what drifted. */
export const remediateCommand: CommandModule<object, RemediateArguments> = {
  command: "remediate",
  describe: "write the changes that mend findings, for review",
  builder: remediateOptions as never,
  handler: async (args) => {
    if (args.apply) {
      const { runRemediateApply } = await import("./run-remediate-apply");
      process.exitCode = await runRemediateApply(args);
      return;
    }
    const { runRemediate } = await import("./run-remediate");
    await runRemediate(args);
  },
};
