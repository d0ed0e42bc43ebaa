import type { RawFinding } from "../../model/finding";

/** Whether a finding can be by design: a difference can; drift, one-sided changes and unreadiness never are. */
export function isDeclarable({ kind }: Pick<RawFinding, "kind">): boolean {
  return kind === "attribute" || kind.startsWith("missing");
}
