import path from "node:path";

/** Whose a workspace is; a shared one serves both sides. */
export type TargetSide = "primary" | "dr" | "shared";

/** One workspace to be planned. */
export interface PlanTarget {
  readonly side: TargetSide;
  /** Where its configuration lies, as the user named it. */
  readonly directory: string;
  /** The Terraform workspace (TF_WORKSPACE); undefined: what is selected there. */
  readonly workspace?: string;
  /** Files for `-var-file`, relative to the current directory. */
  readonly varFiles: readonly string[];
}

/** How reports and messages name it. */
export function labelOf({ directory, workspace }: PlanTarget): string {
  return workspace === undefined ? directory : `${directory} (workspace ${workspace})`;
}

/** Equal for targets that have the same state. */
export function identityOf({ directory, workspace }: PlanTarget): string {
  return JSON.stringify([path.resolve(directory), workspace ?? ""]);
}
