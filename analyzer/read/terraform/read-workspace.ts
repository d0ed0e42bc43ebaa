import type { SourceDocument } from "../sources/document";
import { readPlan } from "./plan";
import { readRawState, readState } from "./state";
import type { Workspace } from "../../model/workspace/workspace";

/** Reads a source's document into the workspace model, whichever of Terraform's formats it is. */
export function readWorkspace({ kind, document, label }: SourceDocument): Workspace {
  if (kind === "plan") return readPlan(document, label);
  return kind === "state" ? readState(document, label) : readRawState(document, label);
}
