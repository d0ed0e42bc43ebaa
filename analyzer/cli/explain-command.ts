import type { CommandModule } from "yargs";

/** `drparity explain`: what a rule checks, why it matters, how to fix it. */
export const explainCommand: CommandModule<object, { rule?: string }> = {
  command: "explain [rule]",
  describe: "what a rule checks, why it matters, how to fix it, which ARC rule it replaces",
  builder: (argv) =>
    argv.positional("rule", { type: "string", desc: "the rule's id; without one, all are listed" }),
  handler: async ({ rule }) => {
    const { runExplain } = await import("./run-explain");
    await runExplain(rule);
  },
};
