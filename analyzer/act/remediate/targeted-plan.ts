import { relative } from "node:path";
import type { Locator } from "../../mend/locate/locator";
import type { Finding } from "../../model/report";
import type { Workspace } from "../../model/workspace/workspace";

/** Where workspaces' configurations are, and what drifted in them. */
export interface PlanSources {
  readonly locator: Locator;
  readonly workspaces: readonly Pick<Workspace, "label" | "drift">[];
  readonly cwd: string;
}

/**
 * Commands of a shell that plan nothing but what drifted: applying the configuration mends that. Each plan is saved, to
 * be looked at and applied as it is. A workspace whose directory is not known is passed over.
 */
export function targetedPlans(
  findings: readonly Finding[],
  { locator, workspaces, cwd }: PlanSources,
): string {
  const addresses = new Set(
    findings.flatMap(({ kind, primary, dr }) =>
      kind === "drift" ? [primary, dr].flatMap((ref) => ref?.address ?? []) : [],
    ),
  );
  const plans = workspaces.flatMap(({ label, drift }) => {
    const targets = drift.map(({ address }) => address).filter((address) => addresses.has(address));
    const [directory, ...others] = locator.directories(label);
    return targets.length === 0 || directory === undefined || others.length > 0
      ? []
      : [commands(directory, targets, cwd)];
  });
  return plans.join("\n");
}

function commands(directory: string, addresses: readonly string[], cwd: string): string {
  const chdir = `-chdir=${relative(cwd, directory) || "."}`;
  const plan = [
    "terraform",
    chdir,
    "plan",
    ...[...addresses].sort().map((one) => `-target=${one}`),
    "-out=drparity.tfplan",
  ];
  return `${plan.map(shellWord).join(" ")}\n${["terraform", chdir, "show", "drparity.tfplan"].map(shellWord).join(" ")}\n`;
}

/** A word that a shell takes for nothing but itself. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
