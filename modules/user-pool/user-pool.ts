import type { Grantable } from "../iam/grantable";
import { allow, readParameters } from "../iam/policy";
import { CognitoUserGroup, CognitoUserPool, type CognitoUserPoolClient, SsmParameter } from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import { Annotations, type Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import type { LambdaFunction } from "../serverless/lambda-function";
import { createClient, type UserPoolClientProps } from "./client";
import { addDomain, type UserPoolDomain } from "./domain";
import { configOf, type UserPoolSettings } from "./pool-config";

export type { UserPoolClientProps } from "./client";
export type { UserPoolDomain } from "./domain";
export type { UserPoolSettings } from "./pool-config";

/** What Cognito calls a function for, as the provider names it. */
export type UserPoolTrigger =
  | "createAuthChallenge"
  | "customMessage"
  | "defineAuthChallenge"
  | "postAuthentication"
  | "postConfirmation"
  | "preAuthentication"
  | "preSignUp"
  | "preTokenGeneration"
  | "userMigration"
  | "verifyAuthChallengeResponse";

export interface UserPoolProps extends UserPoolSettings {
  /** Applications that sign users in, by name. */
  readonly clients: Readonly<Record<string, UserPoolClientProps>>;
  /** Groups by name, with what is said of each. @default - none */
  readonly groups?: Readonly<Record<string, string>>;
  /** Where users sign in by Cognito's own pages. @default - nowhere */
  readonly domain?: UserPoolDomain;
  /** Functions that Cognito calls, each in its own region. @default - none */
  readonly triggers?: Readonly<Partial<Record<UserPoolTrigger, LambdaFunction>>>;
  /**
   * How users get into the DR region's pool, such as `imported from an export each night`: Cognito copies none.
   * @default - not said, so synthesis warns
   */
  readonly usersComeBy?: string;
}

interface SidePool {
  readonly pool: CognitoUserPool;
  readonly clients: Readonly<Record<string, CognitoUserPoolClient>>;
}

/**
 * A Cognito user pool in each region, of one configuration. Users are not copied, and their passwords, authenticator apps and passkeys cannot
 * be; each pool has an id and an issuer of its own, so tokens of one are none to the other.
 *
 * Primary and DR: pool, clients, groups, domain, and SSM parameters `/PAIR/ID/...` that tell an application its own region's pool, issuer
 * and clients. Link: nothing.
 */
export class UserPool {
  private readonly made: PerSide<SidePool>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: UserPoolProps,
  ) {
    this.check();
    this.made = forSides(pair, (side) => this.createIn(side));
    this.warn();
  }

  pool(side: Side): CognitoUserPool {
    return this.made[side.name].pool;
  }

  poolId(side: Side): string {
    return this.pool(side).id;
  }

  poolArn(side: Side): string {
    return this.pool(side).arn;
  }

  /** What tokens of this side's pool say that they are from, for whoever verifies them. */
  issuer(side: Side): string {
    return `https://${this.pool(side).endpoint}`;
  }

  /** @throws ConfigurationError when there is no such client */
  clientId(side: Side, name: string): string {
    const client = this.made[side.name].clients[name];
    if (client !== undefined) return client.id;
    throw new ConfigurationError(`${this.id}.clients`, `there is no "${name}"`, "Add it");
  }

  /** Lets something read which pool, issuer and clients its own region has. */
  grantReadSettings(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) => [readParameters(side, this.pair.account, this.settings)]);
  }

  /**
   * Lets something make users, change them, switch them off and on and put them into groups in its own region: what imports them. Such an
   * import sets a random permanent password, so that users can reset it: Cognito resets none of a user who has yet to change a temporary one.
   * Users that are gone it switches off; it may delete none.
   */
  grantManageUsers(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) => [
      allow(
        [
          "cognito-idp:AdminAddUserToGroup",
          "cognito-idp:AdminCreateUser",
          "cognito-idp:AdminDisableUser",
          "cognito-idp:AdminEnableUser",
          "cognito-idp:AdminGetUser",
          "cognito-idp:AdminRemoveUserFromGroup",
          "cognito-idp:AdminSetUserPassword",
          "cognito-idp:AdminUpdateUserAttributes",
        ],
        this.poolArn(side),
      ),
    ]);
  }

  /** Lets something list users and their groups in its own region: what exports them. */
  grantListUsers(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) => [
      allow(
        [
          "cognito-idp:AdminListGroupsForUser",
          "cognito-idp:DescribeUserPool",
          "cognito-idp:ListGroups",
          "cognito-idp:ListUsers",
          "cognito-idp:ListUsersInGroup",
        ],
        this.poolArn(side),
      ),
    ]);
  }

  private get settings(): string {
    return `/${this.pair.name}/${this.id}`;
  }

  private check(): void {
    const { id, props } = this;
    const { passwordLength = 12, attributes = [] } = props;
    if (Object.keys(props.clients).length === 0)
      throw new ConfigurationError(`${id}.clients`, "is empty, so nobody can sign in", "Name one");
    if (!(Number.isInteger(passwordLength) && passwordLength >= 8 && passwordLength <= 99))
      throw new ConfigurationError(`${id}.passwordLength`, `is ${passwordLength}`, "Give 8 to 99");
    const wrong = attributes.find((name) => !/^[\w-]{1,20}$/.test(name));
    if (wrong !== undefined)
      throw new ConfigurationError(
        `${id}.attributes`,
        `"${wrong}" is no name of an attribute`,
        "Use 1 to 20 letters, digits, _ and -, without the custom: that Cognito puts before it",
      );
  }

  private createIn(side: Side): SidePool {
    const { pair, id, props } = this;
    const scope = scopeIn(side, id);
    const { triggers = {}, domain } = props;
    const pool = new CognitoUserPool(scope, "pool", {
      ...configOf(side, `${pair.name}-${id}`, props),
      ...this.triggersIn(side),
    });
    for (const trigger of Object.values(triggers))
      trigger.allowService(side, "cognito-idp.amazonaws.com", pool.arn);
    for (const [name, description] of Object.entries(props.groups ?? {}))
      new CognitoUserGroup(scope, `group-${name}`, { userPoolId: pool.id, name, description });
    const signIn = {
      migrates: triggers.userMigration !== undefined,
      challenges: triggers.defineAuthChallenge !== undefined,
    };
    const clients = Object.fromEntries(
      Object.entries(props.clients).map(([name, client]) => [
        name,
        createClient(scope, pool, name, signIn, client),
      ]),
    );
    if (domain !== undefined) addDomain(scope, side, pool, domain);
    this.publish(scope, pool, clients);
    return { pool, clients };
  }

  private triggersIn(side: Side) {
    const triggers = Object.entries(this.props.triggers ?? {});
    if (triggers.length === 0) return {};
    return { lambdaConfig: Object.fromEntries(triggers.map(([name, one]) => [name, one.arn(side)])) };
  }

  /** An application finds its region's pool as it starts: one that was told beforehand would ask the region that is away. */
  private publish(scope: Construct, pool: CognitoUserPool, clients: SidePool["clients"]): void {
    const put = (name: string, value: string) =>
      new SsmParameter(scope, `setting-${name.replaceAll("/", "-")}`, {
        name: `${this.settings}/${name}`,
        type: "String",
        value,
      });
    put("pool-id", pool.id);
    put("issuer", `https://${pool.endpoint}`);
    for (const [name, client] of Object.entries(clients)) put(`clients/${name}`, client.id);
  }

  /** Nothing in a plan says it: the two pools are equal, and one of them is empty. */
  private warn(): void {
    const { pair, id, props } = this;
    const at = Annotations.of(pair.dr.workspace);
    if (props.usersComeBy === undefined)
      at.addWarning(
        `Cognito copies no users: "${id}" is empty in ${pair.dr.region} until you import them, and passwords, authenticator apps and ` +
          "passkeys cannot be imported. Its tokens have another issuer. Say in usersComeBy how users get there. " +
          'See "Users in Cognito" in docs/services.md.',
      );
    if (props.email === undefined)
      at.addWarning(
        `"${id}" writes to users from Cognito's own address, 50 messages a day. After a failover everybody resets a password: give it email.`,
      );
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "user-pool",
  build: (pair, id) =>
    new UserPool(pair, id, {
      clients: { web: { callbackUrls: ["https://callback-url"], logoutUrls: ["https://logout-url"] } },
      domain: { prefix: "domain-prefix" },
      usersComeBy: "the team that instantiates the module decides",
      email: { from: "from-address", identityArns: { primary: "identity-arn", dr: "identity-arn" } },
    }),
  parameters: [
    text("callback_url", /https:\/\/callback-url/g, "Where users come back to when they have signed in."),
    text("logout_url", /https:\/\/logout-url/g, "Where users go when they have signed out."),
    text("domain_prefix", /domain-prefix/g, "Beginning of the name of Cognito's pages."),
    text("from_address", /from-address/g, "Address that writes to users."),
    text("ses_identity_arn", /identity-arn/g, "ARN of the region's SES identity for that address."),
  ],
};
