import type { CognitoUserPool } from "../pair/aws";
import type { PerSide, Side } from "../pair/side";

/** What is said of the pools themselves. */
export interface UserPoolSettings {
  /** What users sign in with. It can never be changed. @default "email" */
  readonly signIn?: "email" | "username";
  /**
   * Custom attributes of users, texts that are set once: an id of your own, since a user's `sub` is another one in each pool. They can be
   * added and never be taken away. @default - none
   */
  readonly attributes?: readonly string[];
  /** A code of an authenticator app beside the password. @default "optional" */
  readonly mfa?: "off" | "optional" | "required";
  /** Whether anybody may make himself a user. @default false */
  readonly selfSignUp?: boolean;
  /** Characters of a password at least, 8 to 99. @default 12 */
  readonly passwordLength?: number;
  /**
   * SES identities of both regions, which write to users. After a failover everybody resets a password, and Cognito's own address
   * writes 50 messages a day. @default - Cognito's own
   */
  readonly email?: { readonly from: string; readonly identityArns: PerSide<string> };
  /** Keep the pools from being deleted. @default true */
  readonly deletionProtection?: boolean;
}

type PoolConfig = ConstructorParameters<typeof CognitoUserPool>[2];

/** One side's pool, which is the other's but for who writes to users. */
export function configOf(side: Side, name: string, props: UserPoolSettings): PoolConfig {
  const { signIn = "email", mfa = "optional", email } = props;
  return {
    name,
    ...(signIn === "email" ? { usernameAttributes: ["email"] } : {}),
    autoVerifiedAttributes: ["email"],
    usernameConfiguration: { caseSensitive: false },
    deletionProtection: props.deletionProtection === false ? "INACTIVE" : "ACTIVE",
    mfaConfiguration: { off: "OFF", optional: "OPTIONAL", required: "ON" }[mfa],
    ...(mfa === "off" ? {} : { softwareTokenMfaConfiguration: { enabled: true } }),
    passwordPolicy: {
      minimumLength: props.passwordLength ?? 12,
      requireLowercase: true,
      requireNumbers: true,
      requireSymbols: false,
      requireUppercase: true,
      temporaryPasswordValidityDays: 7,
    },
    adminCreateUserConfig: { allowAdminCreateUserOnly: props.selfSignUp !== true },
    accountRecoverySetting: { recoveryMechanism: [{ name: "verified_email", priority: 1 }] },
    ...schemaOf(props),
    ...(email === undefined
      ? {}
      : {
          emailConfiguration: {
            emailSendingAccount: "DEVELOPER",
            fromEmailAddress: email.from,
            sourceArn: email.identityArns[side.name],
          },
        }),
  };
}

function schemaOf({ attributes = [] }: UserPoolSettings) {
  if (attributes.length === 0) return {};
  return {
    schema: attributes.map((name) => ({
      name,
      attributeDataType: "String",
      mutable: false,
      required: false,
      developerOnlyAttribute: false,
      // Spelled out: Cognito's defaults would make the provider replace the pool.
      stringAttributeConstraints: { minLength: "0", maxLength: "2048" },
    })),
  };
}
