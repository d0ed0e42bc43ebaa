import { relative } from "node:path";
import type { Locator } from "../../mend/locate/locator";
import type { Finding, SideName } from "../../model/report";
import type { Workspace } from "../../model/workspace/workspace";

/** A workspace by the side that it holds; one that holds both, or serves both, has none. */
export interface SidedWorkspace {
  readonly side?: SideName;
  readonly workspace: Pick<Workspace, "label" | "drift">;
}

/** Where workspaces' configurations are, and what drifted in them. */
export interface PlanSources {
  readonly locator: Locator;
  readonly workspaces: readonly SidedWorkspace[];
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
  const drifted = { primary: driftedIn("primary", findings), dr: driftedIn("dr", findings) };
  const plans = workspaces.flatMap(({ side, workspace: { label, drift } }) => {
    const sides = side === undefined ? (["primary", "dr"] as const) : [side];
    const targets = drift
      .map(({ address }) => address)
      .filter((address) => sides.some((one) => drifted[one].has(address)));
    const [directory, ...others] = locator.directories(label);
    return targets.length === 0 || directory === undefined || others.length > 0
      ? []
      : [commands(directory, targets, cwd)];
  });
  return plans.join("\n");
}

/** The twin of what drifted often has the same address; it is as it should be, or has a finding of its own. */
function driftedIn(side: SideName, findings: readonly Finding[]): ReadonlySet<string> {
  const own = findings.filter(({ kind, driftedSide }) => kind === "drift" && driftedSide === side);
  return new Set(own.flatMap((finding) => finding[side]?.address ?? []));
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
