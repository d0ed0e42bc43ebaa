import type { Grantable } from "../iam/grantable";
import type { Side } from "../pair/side";

/** A secret of both regions, whether the pair makes it (`new ReplicatedSecret(...)`) or it exists (`Secret.existing(...)`). */
export interface PairSecret {
  /** Without the six characters that AWS appends: readers do not need them, and no other workspace can tell them. */
  partialArn(side: Side): string;
  /** Lets something read the secret in its own region, and decrypt it there. */
  grantRead(grantee: Grantable): void;
}
