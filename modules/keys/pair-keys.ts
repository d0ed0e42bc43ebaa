import type { ServiceReader } from "../iam/policy";
import type { Side } from "../pair/side";

/** A key for each region, whether the pair makes them (`new Keys(...)`) or they exist (`Keys.existing(...)`). */
export interface PairKeys {
  /** A key's ARN, for resources of the side's own workspace. */
  arn(side: Side): string;
  /** The same for the link workspace. */
  arnInLink(side: Side): string;
  /** An ARN that every workspace can tell, for services that take an alias and use it when they run: the alias's, or the key's. */
  aliasArn(side: Side): string;
  /**
   * Lets a service of AWS decrypt for something, in both regions. @param reader such as `cloudfront.amazonaws.com`, for a distribution
   * @default - existing keys have policies of their owners', which are left as they are
   */
  letServiceDecrypt?(reader: ServiceReader): void;
}
