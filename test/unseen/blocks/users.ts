import { block } from "../model/block";
import { nested } from "../model/resource";

/** A user pool of each region's own. */
export default block({
  id: "users",
  service: "Cognito",
  applies: true,
  choose: (rng) => ({ length: rng.pick([10, 12, 14]), mfa: rng.pick(["OPTIONAL", "ON"]), hours: rng.pick([1, 8]) }),
  build(region, { length, mfa, hours }) {
    const pool = region.resource("aws_cognito_user_pool", "customers", {
      name: region.name("customers"),
      mfa_configuration: mfa,
      deletion_protection: "ACTIVE",
      auto_verified_attributes: ["email"],
      software_token_mfa_configuration: nested({ enabled: true }),
      password_policy: nested({
        minimum_length: length,
        require_lowercase: true,
        require_numbers: true,
        require_symbols: true,
        require_uppercase: true,
        temporary_password_validity_days: 3,
      }),
      account_recovery_setting: nested({ recovery_mechanism: nested({ name: "verified_email", priority: 1 }) }),
    });
    region.resource("aws_cognito_user_pool_client", "web", {
      name: region.name("web"),
      user_pool_id: pool.id,
      explicit_auth_flows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
      prevent_user_existence_errors: "ENABLED",
      access_token_validity: hours,
      token_validity_units: nested({ access_token: "hours" }),
      callback_urls: [`https://www.${region.app}.example.com/callback`],
      allowed_oauth_flows: ["code"],
      allowed_oauth_scopes: ["openid", "email"],
      allowed_oauth_flows_user_pool_client: true,
      supported_identity_providers: ["COGNITO"],
    });
    region.resource("aws_cognito_user_pool_domain", "customers", { domain: region.globalName("login"), user_pool_id: pool.id });
  },
});
