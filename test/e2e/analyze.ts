import { join, resolve } from "node:path";
import type { Deployment } from "./deployment";
import { run } from "./run";

const PROJECT = resolve(__dirname, "../..");

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
  const tsx = join(PROJECT, "node_modules/tsx/dist/cli.mjs");
  const drparity = [tsx, join(PROJECT, "analyzer/cli/main.ts")];
  const sources = ["--primary", plan("primary"), "--dr", plan("dr"), "--shared", plan("link")];
  const options = ["--manifest", join(deployment.out, "drparity.json"), ...sources, "--format", "json"];
  const { status, stdout, output } = await run(
    process.execPath,
    [...drparity, "analyze", ...options],
    PROJECT,
    process.env,
  );
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
