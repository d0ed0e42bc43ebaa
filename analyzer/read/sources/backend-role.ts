import { TRUST_VARIABLE, isInCheckout, trustsCheckout } from "../../base/process/checkout";
import { InputError } from "../../base/errors";
import { withoutUndefined } from "../../base/without-undefined";
import type { RoleToAssume } from "./s3-access";
import type { Backend } from "./backend";
import type { BackendSettings } from "./backend-settings";
import { trustedEndpoint } from "./trusted-endpoint";

/** STS asks for one; it stands in CloudTrail. */
const SESSION = "drparity";

/** What the arguments of a role are called: in a block of its own, and beside the bucket, as before Terraform 1.10. */
interface Names {
  readonly duration: string;
  readonly policy: string;
  readonly policyArns: string;
  readonly tags: string;
  readonly transitiveTags: string;
}

const IN_BLOCK: Names = {
  duration: "duration",
  policy: "policy",
  policyArns: "policy_arns",
  tags: "tags",
  transitiveTags: "transitive_tag_keys",
};
const BESIDE: Names = {
  duration: "assume_role_duration_seconds",
  policy: "assume_role_policy",
  policyArns: "assume_role_policy_arns",
  tags: "assume_role_tags",
  transitiveTags: "assume_role_transitive_tag_keys",
};

/**
 * The roles that a backend "s3" has Terraform assume, in this order: by a web identity, then `assume_role`.
 *
 * @throws InputError when an argument is an expression or names what only the environment may
 */
export function rolesOf(settings: BackendSettings, backend: Backend, env: NodeJS.ProcessEnv): RoleToAssume[] {
  const sts = {
    region: settings.text("sts_region"),
    endpoint: trustedEndpoint(
      "sts",
      settings.nested("endpoints").text("sts") ?? settings.text("sts_endpoint"),
      backend,
      env,
    ),
    where: backend.where,
  };
  const role = (block: BackendSettings, names: Names, fallback?: string): RoleToAssume =>
    withoutUndefined({ ...sts, request: requestOf(block, names, fallback) });
  const web = settings.nested("assume_role_with_web_identity");
  return [
    ...(settings.has("assume_role_with_web_identity")
      ? [{ ...role(web, IN_BLOCK, env.AWS_ROLE_ARN), webIdentity: identityOf(web, backend, env) }]
      : []),
    ...(settings.has("assume_role")
      ? [role(settings.nested("assume_role"), IN_BLOCK)]
      : settings.has("role_arn")
        ? [role(settings, BESIDE)]
        : []),
  ];
}

function requestOf(block: BackendSettings, names: Names, fallback?: string): RoleToAssume["request"] {
  const tags = Object.entries(block.texts(names.tags) ?? {});
  const policyArns = block.list(names.policyArns);
  return withoutUndefined({
    RoleArn: block.text("role_arn") ?? (fallback || block.required("role_arn")),
    RoleSessionName: block.text("session_name") ?? SESSION,
    ExternalId: block.text("external_id"),
    DurationSeconds: block.seconds(names.duration),
    Policy: block.text(names.policy),
    PolicyArns: policyArns?.map((arn) => ({ arn })),
    Tags: tags.length === 0 ? undefined : tags.map(([Key, Value]) => ({ Key, Value })),
    TransitiveTagKeys: block.list(names.transitiveTags),
    SourceIdentity: block.text("source_identity"),
  });
}

/** Whatever file a checkout names would be sent away: only the one that the environment names as well. */
function identityOf(
  block: BackendSettings,
  { where }: Backend,
  env: NodeJS.ProcessEnv,
): NonNullable<RoleToAssume["webIdentity"]> {
  const token = block.text("web_identity_token");
  if (token !== undefined) return { token };
  const given = env.AWS_WEB_IDENTITY_TOKEN_FILE;
  const tokenFile =
    block.text("web_identity_token_file") ?? (given || block.required("web_identity_token_file"));
  if (tokenFile === given || trustsCheckout(env) || !isInCheckout(where)) return { tokenFile };
  throw new InputError({
    where,
    what: "The backend names a file with a token, and a checkout does not decide which file is sent away.",
    fix: `Set AWS_WEB_IDENTITY_TOKEN_FILE to the same, or ${TRUST_VARIABLE}=1 where the checkout can be trusted.`,
  });
}
