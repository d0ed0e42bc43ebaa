import type { Argv } from "yargs";
import type { ArgumentsOf } from "./sources-options";

/** What `drparity explain` can be told. */
export function explainOptions(argv: Argv) {
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
      requiresArg: true,
      choices: ["text", "json"] as const,
      default: "text" as const,
      desc: "how to print it",
    });
}

/** What `drparity explain` is told. */
export type ExplainArguments = ArgumentsOf<typeof explainOptions>;
