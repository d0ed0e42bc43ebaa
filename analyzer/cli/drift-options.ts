import { DRILLS } from "./drills-options";
import type { Argv } from "yargs";
import { FAIL_ON } from "./fail-on";
import { type ArgumentsOf, sourceOptions, unshielded } from "./sources-options";

/** The renderings of what changed, in the order in which the help lists them. */
export const DRIFT_FORMATS = ["text", "json", "markdown"] as const;

/** What `drparity drift` can be told. */
export function driftOptions(argv: Argv) {
  const text = { type: "string", requiresArg: true } as const;
  const list = { ...text, array: true } as const;
  return sourceOptions(argv)
    .option("plan", {
      type: "boolean",
      default: true,
      group: "Terraform:",
      desc: "run terraform plan in directories; --no-plan reads plans and states as analyze does",
    })
    .option("primary-var-file", { ...list, group: "Terraform:", desc: "-var-file for primary's plans" })
    .option("dr-var-file", { ...list, group: "Terraform:", desc: "-var-file for DR's plans" })
    .option("timeout", { ...text, default: "15m", group: "Terraform:", desc: "how long a plan may take" })
    .option("lock-timeout", {
      ...text,
      group: "Terraform:",
      desc: "lock states while planning, waiting so long (default: no lock, so that no deployment waits)",
    })
    .option("baseline", {
      ...text,
      desc: "file of accepted findings, as analyze writes it (default: the policy file's)",
    })
    .option("history", {
      ...text,
      desc: "file or s3://BUCKET/PREFIX (default: the policy file's, else .drparity/history.jsonl)",
    })
    .option("drills", DRILLS)
    .option("notify-sns", { ...list, group: "Notify on change:", desc: "ARN of an SNS topic" })
    .option("notify-webhook-env", {
      ...list,
      group: "Notify on change:",
      desc: "environment variable that holds a Slack-compatible webhook's URL; slack:, teams: or json: before it for that format, pagerduty: for a key",
    })
    .option("notify-github", {
      ...list,
      group: "Notify on change:",
      desc: "OWNER/NAME, for an issue; GITHUB_TOKEN holds the token",
    })
    .option("format", {
      alias: "f",
      requiresArg: true,
      choices: DRIFT_FORMATS,
      default: "text" as const,
      desc: "how to print what changed",
    })
    .option("output", {
      alias: "o",
      ...text,
      coerce: (file: string | undefined) =>
        file === undefined || unshielded(file) === "-" ? undefined : file,
      desc: "write it to a file instead of standard output",
    })
    .option("fail-on", {
      requiresArg: true,
      choices: FAIL_ON,
      desc: "least severity that exits with 2, and that is told (default: the policy file's, else warning)",
    })
    .epilogue(
      "Directories, and DIRECTORY#WORKSPACE for a Terraform workspace, are planned; other sources are read.\n" +
        "Exit status: 0 parity, 2 divergence, new or not (or sources that cannot prove parity), 1 an error or a plan that failed.",
    );
}

/** What `drparity drift` is told. */
export type DriftArguments = ArgumentsOf<typeof driftOptions>;
