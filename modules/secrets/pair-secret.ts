import type { Grantable } from "../iam/grantable";
import type { Side } from "../pair/side";

/** A secret of both regions, whether the pair makes it (`new ReplicatedSecret(...)`) or it exists (`Secret.existing(...)`). */
export interface PairSecret {
  /**
   * In a side's region, without the six characters that AWS appends: they are known on the primary side alone, and readers do not need
   * them.
   */
  arn(side: Side): string;
  /** Lets something read the secret in its own region, and decrypt it there. */
  grantRead(grantee: Grantable): void;
}
