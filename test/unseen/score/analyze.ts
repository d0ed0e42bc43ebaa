import { existsSync } from "node:fs";
import path from "node:path";
import { run } from "../../e2e/run";
import { type Case, planFile } from "./case";

const PROJECT = path.resolve(__dirname, "../../..");
const DRPARITY = path.join(PROJECT, "dist/analyzer/cli/main.js");

/** What scoring reads of the analyzer's report. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly unresolved: readonly Undecided[];
}

interface Place {
  readonly address: string;
}

export interface Finding {
  readonly rule: string;
  readonly kind: string;
  readonly severity: "info" | "warning" | "critical";
  readonly primary: Place | null;
  readonly dr: Place | null;
  readonly differences?: readonly { readonly path: string }[];
  readonly message: string;
}

export interface Undecided {
  readonly primary: Place | string | null;
  readonly dr: Place | string | null;
  readonly path?: string;
}

/** Runs the program, with all that it said. */
export type Program = (args: readonly string[]) => Promise<Ran> | Ran;

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly output: string;
}

const built: Program = (args) => run(process.execPath, [DRPARITY, ...args], PROJECT, process.env);

/**
 * `drparity analyze` on a case, as its user would run it.
 *
 * @param program default: what was built
 */
export async function analyze(directory: string, label: Case, program = built): Promise<Report> {
  const plan = (role: "primary" | "dr" | "shared" | "combined") => path.join(directory, planFile(role));
  const sources = existsSync(plan("combined"))
    ? ["--combined", plan("combined")]
    : ["--primary", plan("primary"), "--dr", plan("dr")];
  const shared = existsSync(plan("shared")) ? ["--shared", plan("shared")] : [];
  const regions = ["--primary-region", label.regions.primary, "--dr-region", label.regions.dr];
  const options = ["--strategy", label.strategy, "--format", "json"];
  const args = ["analyze", ...sources, ...shared, ...regions, ...options];
  const { status, stdout, output } = await program(args);
  if (status !== 0 && status !== 2)
    throw new Error(`drparity gave no report of ${directory}: ${output.slice(0, 500)}`);
  return JSON.parse(stdout) as Report;
}
