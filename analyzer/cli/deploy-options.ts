import type { Argv } from "yargs";
import { FAIL_ON } from "./fail-on";
import type { ArgumentsOf } from "./sources-options";

const text = { type: "string", requiresArg: true } as const;
// Without a default: yargs takes one for an option that was given, which then conflicts.
const flag = { type: "boolean" } as const;

/** What `drparity deploy` can be told. */
export function deployOptions(argv: Argv) {
  return argv
    .option("out", {
      ...text,
      default: "cdktf.out",
      desc: "directory of the synthesis, which has the manifest",
    })
    .option("plan-only", { ...flag, desc: "save plans, show and analyze them, and apply nothing" })
    .option("resume", { ...flag, desc: "apply the plans that were saved, or go on after a failure" })
    .option("rollback", { ...flag, desc: "after a failure, deploy again what was there before" })
    .option("force", { ...flag, desc: "with --rollback: also where that destroys what holds data" })
    .option("auto-approve", {
      ...flag,
      desc: "ask nobody; with --resume, apply the plans that were shown and nothing beyond them",
    })
    .option("first", {
      requiresArg: true,
      choices: ["primary", "dr"] as const,
      desc: "which side is applied first (default: the DR side, where it can be)",
    })
    .option("journal", { ...text, desc: "directory of journal and plans (default: .drparity/deploy/PAIR)" })
    .option("timeout", { ...text, default: "2h", desc: "how long a plan or an apply may take" })
    .option("lock-timeout", { ...text, default: "5m", desc: "how long to wait for a state's lock" })
    .option("config", {
      alias: "c",
      ...text,
      desc: "policy file for the gate (default: .drparity.hcl or .drparity.json, if there is one)",
    })
    .option("pair", { ...text, desc: "which pair of the policy file, when it has several" })
    .option("baseline", { ...text, desc: "file of accepted findings (default: the policy file's)" })
    .option("fail-on", {
      requiresArg: true,
      choices: FAIL_ON,
      desc: "least severity that stops a deployment (default: the policy file's, else warning)",
    })
    .conflicts("plan-only", ["resume", "rollback"])
    .conflicts("resume", "rollback")
    .implies("force", "rollback")
    .epilogue(
      "Exit status: 0 deployed as configured, or planned with --plan-only; 1 an error, and this run changed nothing;\n" +
        "2 not begun: the pair would diverge, or nobody approved; 3 deployed in part: --resume or --rollback.",
    );
}

/** What `drparity deploy` is told. */
export type DeployArguments = ArgumentsOf<typeof deployOptions>;
