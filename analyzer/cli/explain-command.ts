import type { CommandModule } from "yargs";

/** What `drparity explain` is told. */
export interface ExplainArguments {
  readonly what?: string;
  readonly report?: string;
  readonly config?: string;
  readonly pair?: string;
  readonly format: "text" | "json";
}

/** `drparity explain`: what a rule checks, why it matters, how to fix it; a finding in full. */
export const explainCommand: CommandModule<object, ExplainArguments> = {
  command: "explain [what]",
  describe:
    "what a rule checks, why it matters, how to fix it, which ARC rule it replaces; or a finding in full",
  builder: (argv) => {
    const text = { type: "string", requiresArg: true } as const;
    return argv
      .positional("what", {
        type: "string",
        desc: "a rule, or a finding's id, of which a beginning will do; without, all rules are listed",
      })
      .option("report", {
        ...text,
        desc: "JSON report that has the finding (default: the policy file's pairs, analyzed)",
      })
      .option("config", {
        ...text,
        alias: "c",
        desc: "policy file (default: .drparity.hcl or .drparity.json, if there is one)",
      })
      .option("pair", { ...text, desc: "which pair of the policy file, when it has several" })
      .option("format", {
        alias: "f",
        choices: ["text", "json"] as const,
        default: "text" as const,
        desc: "how to print it",
      });
  },
  handler: async (args) => {
    const { runExplain } = await import("./run-explain");
    await runExplain(args);
  },
};
