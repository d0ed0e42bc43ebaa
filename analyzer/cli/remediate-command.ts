import type { CommandModule } from "yargs";
import { sourceOptions, type SourceArguments } from "./sources-options";

const FORMATS = ["text", "patch", "plan"] as const;

/** What `drparity remediate` takes. */
export type RemediateArguments = SourceArguments & { format: (typeof FORMATS)[number]; output?: string };

/** `drparity remediate`: what to change where, as text, as a patch, or as plans of what drifted. */
export const remediateCommand: CommandModule<object, RemediateArguments> = {
  command: "remediate",
  describe: "write the changes that mend findings, for review",
  builder: (argv) =>
    sourceOptions(argv)
      .option("format", {
        choices: FORMATS,
        default: "text" as const,
        desc: "text; a patch for git apply; or commands that plan what drifted",
      })
      .option("output", {
        type: "string",
        requiresArg: true,
        desc: "write to a file instead of standard output",
      })
      .epilogue("Changes no file and applies nothing. Exit status: 0, or 1 for an error.") as never,
  handler: async (args) => {
    const { runRemediate } = await import("./run-remediate");
    await runRemediate(args);
  },
};
