import type { Argv, ArgumentsCamelCase } from "yargs";
import { STRATEGIES } from "../model/report";

/** Stands for `-` while yargs parses, which takes a lone dash for the next option; no argument can hold a NUL. */
const DASH = "\0-";

/** The arguments with every lone dash made safe from yargs. */
export function shieldDashes(args: readonly string[]): string[] {
  return args.map((arg) => (arg === "-" ? DASH : arg));
}

/** The argument as the user wrote it. */
export function unshielded(arg: string): string {
  return arg === DASH ? "-" : arg;
}

/** The options by which the user names a pair; `analyze` and `pairs` share them. */
export function sourceOptions<T>(argv: Argv<T>) {
  const source = {
    type: "string",
    array: true,
    requiresArg: true,
    group: "Sources:",
    coerce: (specs: string[] | undefined) => specs?.map(unshielded),
  } as const;
  return argv
    .option("primary", {
      ...source,
      alias: "p",
      desc: "plan or state of the primary side; several for several workspaces",
    })
    .option("dr", { ...source, alias: "d", desc: "plan or state of the DR side" })
    .option("primary-state", { ...source, desc: "state beside the primary plan: what the plan leaves out" })
    .option("dr-state", { ...source, desc: "state beside the DR plan" })
    .option("combined", { ...source, desc: "one plan that holds both regions (provider aliases or region)" })
    .option("shared", {
      ...source,
      desc: "workspace of global resources (Route 53, IAM) that serves both sides",
    })
    .option("manifest", {
      type: "string",
      requiresArg: true,
      group: "Sources:",
      desc: "drparity.json of a generated pair",
    })
    .option("primary-dir", {
      ...source,
      desc: "Terraform directory of a primary source, to tell file and line (default: where the source lies)",
    })
    .option("dr-dir", { ...source, desc: "Terraform directory of a DR source" })
    .option("config", {
      alias: "c",
      type: "string",
      requiresArg: true,
      group: "Sources:",
      desc: "policy file (default: .drparity.hcl or .drparity.json, if there is one)",
    })
    .option("inline-decisions", {
      type: "boolean",
      default: true,
      group: "Sources:",
      desc: "heed drparity:accept in the code; --no-inline-decisions where its author may accept nothing",
    })
    .option("rules", {
      type: "string",
      array: true,
      requiresArg: true,
      group: "Sources:",
      desc: "files of a team's own rules, beside the policy file's",
    })
    .option("pair", {
      type: "string",
      requiresArg: true,
      group: "Sources:",
      desc: "which pair of the policy file, when it has several",
    })
    .option("primary-region", {
      type: "string",
      requiresArg: true,
      desc: "AWS region of primary (default: detected)",
    })
    .option("dr-region", { type: "string", requiresArg: true, desc: "AWS region of DR (default: detected)" })
    .option("strategy", {
      requiresArg: true,
      choices: STRATEGIES,
      desc: "what runs in DR before a failover (default: the policy file's or the manifest's, else warm-standby)",
    });
}

/** What options parse to: a command's arguments. */
export type ArgumentsOf<Options extends (argv: Argv) => unknown> =
  ReturnType<Options> extends Argv<infer Parsed> ? ArgumentsCamelCase<Parsed> : never;

/** What `sourceOptions` parses to. */
export type SourceArguments = ArgumentsOf<typeof sourceOptions<object>>;
