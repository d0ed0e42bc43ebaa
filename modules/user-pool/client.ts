import { type CognitoUserPool, CognitoUserPoolClient } from "../pair/aws";
import type { Construct } from "../pair/cdk";

/** An application that signs users in. */
export interface UserPoolClientProps {
  /** Where users come back to from Cognito's pages. @default - it does not use them */
  readonly callbackUrls?: readonly string[];
  /** @default - none */
  readonly logoutUrls?: readonly string[];
  /** @default ["openid", "email", "profile"] */
  readonly scopes?: readonly string[];
  /** Whether it has a secret, which only a server can keep. The regions' secrets differ, and lie in the states. @default false */
  readonly generateSecret?: boolean;
}

/** What triggers do as users sign in, which clients must allow. */
export interface SignIn {
  /** Whether one takes users over, which needs the password in the clear. */
  readonly migrates: boolean;
  /** Whether some ask users for something of their own: Cognito calls them for this flow alone. */
  readonly challenges: boolean;
}

export function createClient(
  scope: Construct,
  pool: CognitoUserPool,
  name: string,
  { migrates, challenges }: SignIn,
  {
    callbackUrls,
    logoutUrls,
    scopes = ["openid", "email", "profile"],
    generateSecret = false,
  }: UserPoolClientProps,
): CognitoUserPoolClient {
  const pages =
    callbackUrls === undefined
      ? {}
      : {
          allowedOauthFlowsUserPoolClient: true,
          // The implicit flow shows tokens in URLs.
          allowedOauthFlows: ["code"],
          allowedOauthScopes: [...scopes],
          callbackUrls: [...callbackUrls],
          ...(logoutUrls === undefined ? {} : { logoutUrls: [...logoutUrls] }),
          supportedIdentityProviders: ["COGNITO"],
        };
  return new CognitoUserPoolClient(scope, `client-${name}`, {
    name,
    userPoolId: pool.id,
    generateSecret,
    explicitAuthFlows: [
      ...(challenges ? ["ALLOW_CUSTOM_AUTH"] : []),
      "ALLOW_REFRESH_TOKEN_AUTH",
      ...(migrates ? ["ALLOW_USER_PASSWORD_AUTH"] : []),
      "ALLOW_USER_SRP_AUTH",
    ],
    // Whether there is such a user is nobody's business.
    preventUserExistenceErrors: "ENABLED",
    enableTokenRevocation: true,
    ...pages,
  });
}
