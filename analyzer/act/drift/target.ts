/** Whose a workspace is; a shared one serves both sides, a combined one holds both. */
export type TargetSide = "primary" | "dr" | "shared" | "combined";

/** One workspace to be planned. */
export interface PlanTarget {
  readonly side: TargetSide;
  /** Where its configuration lies, as the user named it. */
  readonly directory: string;
  /** How reports and messages name it; no two targets have the same. */
  readonly label: string;
  /** The Terraform workspace (TF_WORKSPACE); undefined: what is selected there. */
  readonly workspace?: string;
  /** Files for `-var-file`, relative to the current directory. */
  readonly varFiles: readonly string[];
}
