import type { SourceDocument } from "../../read/sources/document";
import type { PlanTarget } from "../drift/target";
import type { TerraformOptions } from "../drift/terraform";
import type { PlannedChange } from "./changes";
import type { Precedence } from "./order";

/** One workspace of the pair. */
export interface DeployWorkspace {
  readonly name: string;
  readonly side: "primary" | "dr" | "link";
  readonly target: PlanTarget;
}

/** What is deployed. */
export interface DeployPair extends Precedence {
  readonly name: string;
  readonly commit: string | null;
  readonly workspaces: readonly DeployWorkspace[];
}

/** What is asked before anything is applied. */
export interface Question {
  readonly workspaces: readonly string[];
  /** What goes beyond the plan that was reviewed, by workspace; empty at a first look. */
  readonly news: readonly { readonly workspace: string; readonly changes: readonly PlannedChange[] }[];
}

/** What a deployment asks and tells. */
export interface DeployWorld {
  readonly terraform: TerraformOptions;
  /** Whether the pair is at parity as it is planned. @param plans by the workspaces' names */
  gate(plans: ReadonlyMap<string, SourceDocument>): Promise<boolean>;
  approve(question: Question): Promise<boolean>;
  /** A plan, before it is asked about. */
  show(workspace: string, plan: SourceDocument, file: string): void;
  tell(message: string): void;
}

/** How a run of `deploy` ended: all is as configured; plans wait; the gate, or whoever was asked, refused; or Terraform failed. */
export type DeployEnd = "done" | "planned" | "diverges" | "not approved" | "failed";
