import type { Argv } from "yargs";
import { type ArgumentsOf, sourceOptions } from "./sources-options";

const FORMATS = ["text", "patch", "plan"] as const;

const TERRAFORM = "Automatic remediation, of drift alone:";
const text = { type: "string", requiresArg: true, group: TERRAFORM } as const;
const list = { ...text, array: true } as const;

/** What `drparity remediate` can be told. */
export function remediateOptions(argv: Argv) {
  return sourceOptions(argv)
    .option("format", {
      alias: "f",
      requiresArg: true,
      choices: FORMATS,
      default: "text" as const,
      desc: "text; a patch for git apply; or commands that plan what drifted",
    })
    .option("output", {
      alias: "o",
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
    );
}

/** What `drparity remediate` is told. */
export type RemediateArguments = ArgumentsOf<typeof remediateOptions>;
