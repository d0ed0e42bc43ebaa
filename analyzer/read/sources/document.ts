import type { JsonObject } from "../../base/json";

/**
 * What a source turned out to be, told from its content:
 * - `plan`: `terraform show -json` of a saved plan;
 * - `state`: `terraform show -json` of a state;
 * - `raw-state`: a state file as Terraform stores it (version 4).
 */
export type SourceKind = "plan" | "state" | "raw-state";

/** One parsed source. */
export interface SourceDocument {
  /** The source as the user named it, to be shown in the report. */
  readonly label: string;
  readonly kind: SourceKind;
  readonly document: JsonObject;
}
