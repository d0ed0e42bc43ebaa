import { LambdaFunction } from "../../modules/serverless/lambda-function";
import { UserPool, type UserPoolProps } from "../../modules/user-pool/user-pool";
import type { RegionPair } from "../../stacks/region-pair";
import { type Synthesized, synthesized } from "../stacks/synthesized";
import { statementsOf } from "./statements";

const POOL = "aws_cognito_user_pool.users_pool";
const EMAIL = {
  from: "hello@example.com",
  identityArns: {
    primary: "arn:aws:ses:eu-west-1:111122223333:identity/example.com",
    dr: "arn:aws:ses:eu-central-1:111122223333:identity/example.com",
  },
};

const handlerIn = (pair: RegionPair, id: string) =>
  new LambdaFunction(pair, id, {
    code: { bucket: { bucketName: () => "code" }, key: "1", runtime: "nodejs22.x", handler: "index.handler" },
  });

/** What synthesis warns of beside the pair. */
function users(
  props: Partial<UserPoolProps> | ((pair: RegionPair) => Partial<UserPoolProps>) = {},
  use: (pool: UserPool, pair: RegionPair) => void = () => undefined,
) {
  const warnings: string[] = [];
  const made = synthesized((pair) => {
    const pool = new UserPool(pair, "users", {
      clients: { web: { callbackUrls: ["https://www.example.com/"] } },
      ...(typeof props === "function" ? props(pair) : props),
    });
    use(pool, pair);
    warnings.push(...pair.dr.workspace.node.metadata.map(({ data }) => String(data)));
  });
  return { ...made, warnings };
}

/** All but what is each region's own. */
const withoutEmail = (side: Synthesized) => ({
  ...side.resource(POOL),
  email_configuration: undefined,
  "//": undefined,
});

/** By which its client lets users sign in. */
const flows = (side: Synthesized) =>
  side.resource("aws_cognito_user_pool_client.users_client-web").explicit_auth_flows;

describe("UserPool", () => {
  it.each<[Partial<UserPoolProps>, string]>([
    [{ clients: {} }, "users.clients: is empty, so nobody can sign in"],
    [{ passwordLength: 6 }, "users.passwordLength: is 6. Give 8 to 99"],
    [{ attributes: ["custom:id"] }, 'users.attributes: "custom:id" is no name of an attribute'],
  ])("refuses what Cognito would refuse: %j", (props, message) => {
    expect(() => users(props)).toThrow(message);
  });

  it("is one configuration in both regions, each with its region's identity for mail", () => {
    const { primary, dr, link } = users({
      email: EMAIL,
      attributes: ["id"],
      groups: { staff: "Who works here" },
    });
    expect(withoutEmail(primary)).toEqual(withoutEmail(dr));
    expect(dr.resource(POOL)).toMatchObject({
      name: "shop-users",
      username_attributes: ["email"],
      deletion_protection: "ACTIVE",
      mfa_configuration: "OPTIONAL",
      password_policy: { minimum_length: 12 },
      admin_create_user_config: { allow_admin_create_user_only: true },
      email_configuration: { source_arn: EMAIL.identityArns.dr, email_sending_account: "DEVELOPER" },
      schema: [{ name: "id", mutable: false, string_attribute_constraints: { max_length: "2048" } }],
    });
    expect(dr.resource("aws_cognito_user_group.users_group-staff")).toMatchObject({ name: "staff" });
    expect(link.resources).toEqual([]);
  });

  it("says at synthesis what is not copied, until it is said how users get there", () => {
    const warned = users().warnings.join("\n");
    expect(warned).toContain(
      'Cognito copies no users: "users" is empty in eu-central-1 until you import them',
    );
    expect(warned).toContain("passwords, authenticator apps and passkeys cannot be imported");
    expect(warned).toContain("Its tokens have another issuer");
    expect(users({ usersComeBy: "an import each night", email: EMAIL }).warnings).toEqual([]);
  });

  it("says that Cognito's own address cannot write to everybody at once", () => {
    expect(users({ usersComeBy: "federation" }).warnings).toEqual([
      expect.stringContaining(
        "50 messages a day. After a failover everybody resets a password: give it email.",
      ),
    ]);
  });

  it("tells an application its own region's pool, issuer and clients, and lets it read no other's", () => {
    const { primary, dr } = users({}, (pool, pair) => {
      pool.grantReadSettings(handlerIn(pair, "api"));
    });
    for (const side of [primary, dr]) {
      expect(side.resource("aws_ssm_parameter.users_setting-issuer")).toMatchObject({
        name: "/shop/users/issuer",
        value: "https://${aws_cognito_user_pool.users_pool.endpoint}",
      });
      expect(side.resource("aws_ssm_parameter.users_setting-clients-web")).toMatchObject({
        name: "/shop/users/clients/web",
        value: "${aws_cognito_user_pool_client.users_client-web.id}",
      });
    }
    expect(statementsOf(dr.resource("aws_iam_role_policy.api_grants"))).toContainEqual(
      // All of a path are read by the path itself.
      expect.objectContaining({
        Resource: [
          "arn:aws:ssm:eu-central-1:111122223333:parameter/shop/users/*",
          "arn:aws:ssm:eu-central-1:111122223333:parameter/shop/users",
        ],
      }),
    );
  });

  it("lets an export list and an import write users, each in its own region and nothing else", () => {
    const { dr } = users({}, (pool, pair) => {
      pool.grantListUsers(handlerIn(pair, "export"));
      pool.grantManageUsers(handlerIn(pair, "import"));
    });
    const actions = (id: string) =>
      statementsOf(dr.resource(`aws_iam_role_policy.${id}_grants`))
        .filter(
          ({ Resource }) =>
            Resource === "${aws_cognito_user_pool.users_pool.arn}" ||
            Resource === "aws_cognito_user_pool.users_pool.arn",
        )
        .flatMap(({ Action }) => Action);
    expect(actions("export")).toContain("cognito-idp:ListUsers");
    expect(actions("import")).toContain("cognito-idp:AdminCreateUser");
    // With a temporary password alone nobody could reset it, and who was deleted would go on signing in.
    expect(actions("import")).toContain("cognito-idp:AdminSetUserPassword");
    expect(actions("import")).toContain("cognito-idp:AdminDisableUser");
    expect(actions("import").filter((one) => one.includes("Delete"))).toEqual([]);
    for (const id of ["export", "import"]) expect(actions(id).filter((one) => one.includes("*"))).toEqual([]);
    expect(actions("export").filter((one) => /Create|Update|Delete|AdminAdd/.test(one))).toEqual([]);
  });

  it("calls its region's functions, and has them called by its own pool alone", () => {
    const { dr } = users((pair) => ({ triggers: { userMigration: handlerIn(pair, "migrate") } }));
    expect(dr.resource(POOL)).toMatchObject({
      lambda_config: { user_migration: "${aws_lambda_alias.migrate_alias.arn}" },
    });
    expect(dr.resource("aws_lambda_permission.migrate_called-by-1")).toMatchObject({
      principal: "cognito-idp.amazonaws.com",
      source_arn: "${aws_cognito_user_pool.users_pool.arn}",
    });
    // The trigger gets the password, which SRP never shows.
    expect(flows(dr)).toContain("ALLOW_USER_PASSWORD_AUTH");
    expect(flows(users().dr)).not.toContain("ALLOW_USER_PASSWORD_AUTH");
  });

  it("lets clients sign in by challenges of the team's own, where triggers define them", () => {
    const { primary, dr } = users((pair) => ({ triggers: { defineAuthChallenge: handlerIn(pair, "ask") } }));
    for (const side of [primary, dr]) expect(flows(side)).toContain("ALLOW_CUSTOM_AUTH");
    expect(flows(users().dr)).not.toContain("ALLOW_CUSTOM_AUTH");
  });

  it("has Cognito's pages under one prefix, or under a name for each side, since CloudFront takes a name once", () => {
    const prefixed = users({ domain: { prefix: "acme-login" } });
    for (const side of [prefixed.primary, prefixed.dr])
      expect(side.resource("aws_cognito_user_pool_domain.users_domain")).toMatchObject({
        domain: "acme-login",
      });
    const named = users({
      domain: {
        names: { primary: "login-1.example.com", dr: "login-2.example.com" },
        certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1",
      },
    });
    expect(named.dr.resource("aws_cognito_user_pool_domain.users_domain")).toMatchObject({
      domain: "login-2.example.com",
      certificate_arn: "arn:aws:acm:us-east-1:111122223333:certificate/1",
    });
  });

  it("shows no token in a URL, and tells nobody who is a user", () => {
    expect(users().dr.resource("aws_cognito_user_pool_client.users_client-web")).toMatchObject({
      allowed_oauth_flows: ["code"],
      prevent_user_existence_errors: "ENABLED",
      generate_secret: false,
    });
  });

  it("refuses a client that is not there", () => {
    users({}, (pool, pair) => {
      expect(() => pool.clientId(pair.dr, "mobile")).toThrow('users.clients: there is no "mobile". Add it.');
    });
  });
});
