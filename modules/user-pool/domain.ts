import { type CognitoUserPool, CognitoUserPoolDomain } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { PerSide, Side } from "../pair/side";

/** Where Cognito's own pages are. */
export type UserPoolDomain =
  /** `PREFIX.auth.REGION.amazoncognito.com`, the same prefix in both regions. */
  | { readonly prefix: string }
  /**
   * A name of your own for each side: Cognito puts a distribution before it, and CloudFront takes a name once. The ARN is of a certificate in
   * us-east-1 for both names, such as one that exists.
   */
  | { readonly names: PerSide<string>; readonly certificateArn: string };

export function addDomain(
  scope: Construct,
  side: Side,
  pool: CognitoUserPool,
  domain: UserPoolDomain,
): CognitoUserPoolDomain {
  return new CognitoUserPoolDomain(scope, "domain", {
    userPoolId: pool.id,
    ...("prefix" in domain
      ? { domain: domain.prefix }
      : { domain: domain.names[side.name], certificateArn: domain.certificateArn }),
  });
}
