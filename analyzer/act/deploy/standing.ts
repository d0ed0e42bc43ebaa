import type { DeployEntry, Journal } from "./journal";

/** The two ways on. */
export const WAYS_ON =
  "Mend the cause and go on with drparity deploy --resume, or go back with drparity deploy --rollback.";

/** Where each workspace stands, in one line. */
export function standing({ workspaces }: Journal): string {
  return workspaces.map((entry) => `${entry.name} ${stateText(entry)}`).join(", ");
}

function stateText({ state, begun, planned = 0, changed = 0 }: DeployEntry): string {
  const made = `${String(changed)} of ${String(planned)} changes made`;
  return {
    pending: "is not planned yet",
    planned: begun === true ? "is changed in part" : "is as it was",
    unchanged: "is as configured",
    applying: "was being applied, and its end is not known",
    applied: "is applied",
    failed: `failed with ${made}`,
  }[state];
}
