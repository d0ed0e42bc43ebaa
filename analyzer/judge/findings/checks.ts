import type { PairContext } from "../../compare/context";
import type { RawFinding } from "../../model/finding";
import type { SideName } from "../../model/report";
import type { Check, Workspace } from "../../model/workspace/workspace";
import { addressKey } from "../../compare/context";

/** What Terraform itself found wrong: `check` blocks, conditions and validations that do not hold. */
export function findFailedChecks(context: PairContext): RawFinding[] {
  return context.workspaces.flatMap((workspace) =>
    workspace.checks
      .filter(({ status }) => status === "fail" || status === "error")
      .map((check) => checkFinding(context, workspace, check)),
  );
}

function checkFinding(
  context: PairContext,
  workspace: Workspace,
  { name, status, problems }: Check,
): RawFinding {
  const resource = context.byAddress.get(addressKey(workspace.label, name)) ?? null;
  const side = sideOf(context, workspace);
  const said = problems.find((problem) => problem !== "");
  return {
    rule: "checks-hold",
    kind: "readiness",
    severity: side === "primary" ? "info" : "warning",
    origin: "existing",
    primary: side === "primary" ? resource : null,
    dr: side === "primary" ? null : resource,
    differences: [],
    message: `Terraform's ${name.startsWith("check.") ? "" : "check of "}${name} ${OUTCOME[status] ?? "fails"} in ${WHERE[side]}${said === undefined ? "" : `: ${said}`}`,
    impact: "What the configuration's authors hold to be necessary is not so.",
    remediation: "Mend what the check is about, or the check.",
    about: JSON.stringify([side, name]),
  };
}

const OUTCOME: Readonly<Record<string, string>> = { fail: "fails", error: "cannot be evaluated" };
const WHERE = { primary: "primary", dr: "DR", both: "the workspace of both sides" } as const;

function sideOf({ sides }: PairContext, workspace: Workspace): SideName | "both" {
  const [primary, dr] = [sides.primary, sides.dr].map(({ workspaces }) => workspaces.includes(workspace));
  return primary === dr ? "both" : primary ? "primary" : "dr";
}
