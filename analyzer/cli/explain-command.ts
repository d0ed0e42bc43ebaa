import type { CommandModule } from "yargs";
import { type ExplainArguments, explainOptions } from "./explain-options";

/** `drparity explain`: what a rule checks, why it matters, how to fix it; a finding in full. */
export const explainCommand: CommandModule<object, ExplainArguments> = {
  command: "explain [what]",
  describe:
    "what a rule checks, why it matters, how to fix it, which ARC rule it replaces; or a finding in full",
  builder: explainOptions as never,
  handler: async (args) => {
    const { runExplain } = await import("./run-explain");
    await runExplain(args);
  },
};
