import { Construct, type TerraformStack } from "./cdk";
import { ConfigurationError } from "./configuration-error";
import type { Region } from "./region";

/** One half of a pair. */
export interface Side {
  readonly name: "primary" | "dr";
  readonly region: Region;
  readonly workspace: PairWorkspace;
}

/** One Terraform state of a pair: `link` holds what can exist only when both sides do. */
export interface PairWorkspace extends TerraformStack {
  /** Such as `storefront-dr`. */
  readonly name: string;
  readonly side: Side["name"] | "link";
  /** Of the state and of the default provider. */
  readonly region: Region;
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

/** What `make` gives for each half. */
export function forSides<T>(
  { primary, dr }: { readonly primary: Side; readonly dr: Side },
  make: (side: Side) => T,
): PerSide<T> {
  return { primary: make(primary), dr: make(dr) };
}
