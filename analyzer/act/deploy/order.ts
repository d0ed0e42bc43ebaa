import type { JsonObject } from "../../base/json";
import type { Strategy } from "../../model/report";
import { changesOf } from "./changes";

/** What decides which side is applied first. */
export interface Precedence {
  readonly strategy: Strategy;
  /** Addresses in the primary workspace from which something on the DR side is made. */
  readonly primaryFirst: readonly string[];
  /** What the user decided. */
  readonly asked: "primary" | "dr" | undefined;
}

/** Which side goes first, and why. */
export interface First {
  readonly side: "primary" | "dr";
  readonly reason: string;
}

/**
 * The DR side, which carries no traffic, so that what fails there has not reached the primary side: unless this deployment
 * creates in the primary region what the DR side is made from, or both sides serve.
 *
 * @param primaryPlans the plans of the primary side's workspaces
 */
export function firstSide(
  { strategy, primaryFirst, asked }: Precedence,
  primaryPlans: readonly JsonObject[],
): First {
  if (asked !== undefined) return { side: asked, reason: "as --first says" };
  const created = primaryPlans
    .flatMap(changesOf)
    .find(
      ({ address, action }) =>
        (action === "create" || action === "replace") && primaryFirst.includes(address.replace(/\[.*$/, "")),
    );
  if (created !== undefined)
    return { side: "primary", reason: `the DR side is made from ${created.address}, which it creates` };
  if (strategy === "active-active") return { side: "primary", reason: "both sides serve" };
  return { side: "dr", reason: "it carries no traffic" };
}
