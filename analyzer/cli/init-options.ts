import type { Argv } from "yargs";
import { PIPELINES } from "../act/init/answers";
import { STRATEGIES } from "../model/report";
import type { ArgumentsOf } from "./sources-options";

/** What `drparity init` can be told. */
export function initOptions(argv: Argv) {
  const text = { type: "string", requiresArg: true } as const;
  const layout = { ...text, group: "Layout (default: detected, or asked):" } as const;
  const pipeline = { ...text, group: "Pipelines:" } as const;
  return argv
    .positional("directory", { type: "string", desc: "the project's directory (default: this one)" })
    .option("style", {
      requiresArg: true,
      choices: ["terraform", "cdktf"] as const,
      desc: "for Terraform that exists, or a new CDKTF project (default: what is there)",
    })
    .option("name", { ...text, desc: "the pair's name (default: the directory's)" })
    .option("primary", { ...layout, desc: "primary's Terraform directory, or one that holds all of them" })
    .option("dr", { ...layout, desc: "the same of DR" })
    .option("combined", { ...layout, desc: "a Terraform directory that holds both regions" })
    .option("primary-workspace", { ...layout, desc: "primary's Terraform workspace" })
    .option("dr-workspace", { ...layout, desc: "DR's Terraform workspace" })
    .option("primary-var-file", {
      ...layout,
      desc: "primary's file of variables, relative to its directory",
    })
    .option("dr-var-file", { ...layout, desc: "the same of DR" })
    .option("primary-region", { ...layout, desc: "AWS region of primary" })
    .option("dr-region", { ...layout, desc: "AWS region of DR" })
    .option("tool", {
      requiresArg: true,
      choices: ["terraform", "tofu", "terragrunt"] as const,
      group: layout.group,
      desc: "what plans it",
    })
    .option("strategy", {
      requiresArg: true,
      choices: STRATEGIES,
      default: "warm-standby" as const,
      desc: "what runs in DR before a failover",
    })
    .option("pipeline", {
      requiresArg: true,
      choices: PIPELINES,
      group: pipeline.group,
      desc: "whose pipelines to write (default: what is there, else github)",
    })
    .option("tool-source", {
      ...pipeline,
      desc: "whence they take drparity: OWNER/REPOSITORY[@REF] on GitHub, npm, or ./FILE (default: whence this one is)",
    })
    .option("role", {
      ...pipeline,
      desc: "ARN of the IAM role to assume (default: a variable of the repository)",
    })
    .option("history", {
      ...pipeline,
      desc: "s3://BUCKET/PREFIX for the drift job (default: a variable, else the cache)",
    })
    .epilogue(
      "A file that is there already is kept. Exit status: 0 done, 1 an error, or something has to be told first.",
    );
}

/** What `drparity init` is told; what is left out is detected, or has a default. */
export type InitArguments = ArgumentsOf<typeof initOptions>;
