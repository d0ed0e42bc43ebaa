import { join } from "node:path";
import type { Deployment } from "./deployment";
import { Cli } from "../support/cli";
import { run } from "./run";

/** What the tests look at in the analyzer's report. */
export interface Report {
  readonly summary: { readonly verdict: string };
  readonly findings: readonly Finding[];
}

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly primary: { readonly address: string } | null;
  readonly dr: { readonly address: string } | null;
  readonly differences: readonly { readonly path: string }[];
}

/** `drparity analyze --manifest` on a deployment's last plans. */
export async function analyze(deployment: Deployment): Promise<{ status: number; report: Report }> {
  const plan = (side: "primary" | "dr" | "link") => deployment.runOf(side).planFile;
  const sources = ["--primary", plan("primary"), "--dr", plan("dr"), "--shared", plan("link")];
  const options = ["--manifest", join(deployment.out, "drparity.json"), ...sources, "--format", "json"];
  const args = [Cli.compile().main, "analyze", ...options];
  const { status, stdout, output } = await run(process.execPath, args, deployment.out, process.env);
  try {
    return { status, report: JSON.parse(stdout) as Report };
  } catch {
    throw new Error(
      `drparity analyze of ${deployment.example} gave no report (status ${status}):\n${output}`,
    );
  }
}

/** A finding in one line, for a failing test. */
export function summaryOf({ rule, severity, primary, dr, message, differences }: Finding): string {
  const paths = differences.map(({ path }) => path).join(", ");
  return `${severity} ${rule} ${primary?.address ?? "-"} / ${dr?.address ?? "-"} [${paths}]: ${message}`;
}
