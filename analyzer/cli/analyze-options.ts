import type { Argv } from "yargs";
import { FORMATS } from "../render/formats";
import { alsoOutput } from "./also";
import { DRILLS } from "./drills-options";
import { FAIL_ON } from "./fail-on";
import { type ArgumentsOf, sourceOptions, unshielded } from "./sources-options";

const RULES = { type: "string", array: true, requiresArg: true } as const;

/** What `drparity analyze` can be told. */
export function analyzeOptions(argv: Argv) {
  return sourceOptions(argv)
    .option("rule", { ...RULES, desc: "ask about these rules alone (a name, or a pattern with *)" })
    .option("skip-rule", { ...RULES, desc: "leave these rules out" })
    .option("format", {
      alias: "f",
      requiresArg: true,
      choices: FORMATS,
      default: "text" as const,
      desc: "how to print the report",
    })
    .option("output", {
      alias: "o",
      type: "string",
      requiresArg: true,
      coerce: (file: string | undefined) =>
        file === undefined || unshielded(file) === "-" ? undefined : file,
      desc: "write the report to a file instead of standard output",
    })
    .option("also", {
      type: "string",
      array: true,
      requiresArg: true,
      coerce: (outputs: string[] | undefined) => outputs?.map(alsoOutput),
      desc: "FORMAT=FILE: write the same report in another format, too",
    })
    .option("fail-on", {
      requiresArg: true,
      choices: FAIL_ON,
      desc: "least severity that exits with 2 (default: the policy file's, else warning)",
    })
    .option("baseline", {
      type: "string",
      requiresArg: true,
      desc: "file of findings that were there before and are accepted",
    })
    .option("write-baseline", {
      type: "string",
      requiresArg: true,
      desc: "accept all current findings: write them to this file",
    })
    .option("history", {
      type: "string",
      requiresArg: true,
      desc: "append this run to a history: a file or s3://bucket/prefix",
    })
    .option("drills", DRILLS)
    .epilogue(
      "SOURCE is a plan or state (JSON, gzip, or a saved plan), a Terraform directory, s3://bucket/key, or - for standard input.\n" +
        "Exit status: 0 parity, 2 divergence (or sources that cannot prove parity), 1 an error.",
    );
}

/** What `drparity analyze` is told. */
export type AnalyzeArguments = ArgumentsOf<typeof analyzeOptions>;
