import type { CommandModule } from "yargs";
import { sourceOptions, type SourceArguments } from "./sources-options";

const FORMATS = ["text", "patch", "plan"] as const;

/** What `drparity remediate` takes. */
export type RemediateArguments = SourceArguments & {
  format: (typeof FORMATS)[number];
  output?: string;
  apply: boolean;
  primaryVarFile?: string[];
  drVarFile?: string[];
  timeout: string;
  lockTimeout: string;
  baseline?: string;
  history?: string;
};

const TERRAFORM = "Automatic remediation, of drift alone:";
const text = { type: "string", requiresArg: true, group: TERRAFORM } as const;
const list = { ...text, array: true } as const;

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
      .option("apply", {
        type: "boolean",
        default: false,
        group: TERRAFORM,
        desc: "apply what the policy file's remediate blocks allow, now, and verify it",
      })
      .option("history", { ...text, desc: "where each step is recorded (default: the policy file's)" })
      .option("baseline", { ...text, desc: "file of accepted findings (default: the policy file's)" })
      .option("primary-var-file", { ...list, desc: "-var-file for primary" })
      .option("dr-var-file", { ...list, desc: "-var-file for DR" })
      .option("timeout", { ...text, default: "15m", desc: "how long a plan or an apply may take" })
      .option("lock-timeout", { ...text, default: "5m", desc: "how long to wait for a state's lock" })
      .epilogue(
        "Without --apply it changes no file and applies nothing. Exit status: 0; 1 an error; with --apply 2 when\n" +
          "something that the policy allows was refused, recurred or failed.",
      ) as never,
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
