import { Construct } from "./cdk";
import { ConfigurationError } from "./configuration-error";
import type { Region } from "./region";
import type { Workspace } from "./workspace";

/** One half of a pair. */
export interface Side {
  readonly name: "primary" | "dr";
  readonly region: Region;
  readonly workspace: Workspace;
}

/** A value for each half. */
export interface PerSide<T> {
  readonly primary: T;
  readonly dr: T;
}

/**
 * The part of a capability that lies in one workspace: the same id in both, so that addresses are equal.
 * @throws ConfigurationError when another capability has the id
 */
export function scopeIn(side: Side, id: string): Construct {
  if (side.workspace.node.tryFindChild(id) !== undefined) {
    throw new ConfigurationError(
      "id",
      `two capabilities of ${side.workspace.name} are called "${id}"`,
      "Rename one",
    );
  }
  return new Construct(side.workspace, id);
}
