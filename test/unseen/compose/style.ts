import type { JsonSpelling } from "../model/expression";
import type { Rng } from "../random";

/** How a team writes its Terraform, where there are several ways. Both sides are written in the same style. */
export interface Style {
  readonly policies: JsonSpelling;
  /** Texts that are JSON but no policy. */
  readonly documents: Exclude<JsonSpelling, "document">;
  /** Marks in names: written out, or a variable. */
  readonly names: "literal" | "variable";
  readonly region: "literal" | "variable" | "data";
  readonly account: "literal" | "variable" | "data";
  /** Several resources of a kind. */
  readonly families: "count" | "for_each" | "written";
  /** A security group's rules. */
  readonly rules: "inline" | "separate";
  readonly defaultTags: boolean;
}

export function chooseStyle(rng: Rng): Style {
  return {
    policies: rng.pick(["jsonencode", "jsonencode", "document", "heredoc"] as const),
    documents: rng.pick(["jsonencode", "jsonencode", "heredoc"] as const),
    names: rng.pick(["literal", "variable"] as const),
    region: rng.pick(["literal", "variable", "data"] as const),
    account: rng.pick(["literal", "variable", "data"] as const),
    families: rng.pick(["count", "for_each", "written"] as const),
    rules: rng.pick(["inline", "separate"] as const),
    defaultTags: rng.chance(0.6),
  };
}
