import { JsonText, type Value, type ValueMap } from "../model/expression";
import type { Resource } from "../model/resource";
import type { Side } from "../model/application";
import { change, forgotten, gone, reworded, scaled, switchedOff } from "./change";
import { differs, type Mistake, type Site } from "./mistake";

/** Types whose `policy` is an IAM policy. */
const POLICIES = [
  "aws_iam_role_policy",
  "aws_iam_policy",
  "aws_kms_key",
  "aws_sqs_queue_policy",
  "aws_sns_topic_policy",
  "aws_s3_bucket_policy",
];

/** Mistakes with keys, secrets, identities and policies. */
const mistakes: Mistake[] = [
  switchedOff("key-not-rotated", ["aws_kms_key"], "enable_key_rotation", "the key is never rotated"),
  scaled("key-window", ["aws_kms_key"], "deletion_window_in_days", 0.25, "a deleted key is gone in a week"),
  reworded("alias-name", ["aws_kms_alias"], "name", ["alias/old-key"], "code does not find the key"),
  scaled("secret-window", ["aws_secretsmanager_secret"], "recovery_window_in_days", 0.25, "a deleted secret is gone in a week"),
  scaled("password-shorter", ["aws_cognito_user_pool"], "password_policy.minimum_length", 0.6, "weaker passwords are accepted"),
  reworded("mfa-off", ["aws_cognito_user_pool"], "mfa_configuration", ["OFF"], "one factor is enough"),
  change({
    id: "client-flow-weak",
    what: "A client accepts plain passwords on one side.",
    types: ["aws_cognito_user_pool_client"],
    path: "explicit_auth_flows",
    to: () => ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH"],
    why: "passwords are sent in the clear to the service",
  }),
  scaled("session-longer", ["aws_iam_role"], "max_session_duration", 3, "sessions last longer"),
  forgotten("detector-slow", ["aws_guardduty_detector"], "finding_publishing_frequency", "findings come six hours late"),
  reworded("detector-feature-off", ["aws_guardduty_detector_feature"], "status", ["DISABLED"], "reads of buckets are not watched"),
  switchedOff("detector-off", ["aws_guardduty_detector"], "enable", "nobody watches this region"),
  switchedOff("default-encryption-off", ["aws_ebs_encryption_by_default"], "enabled", "new disks are not encrypted"),
  reworded("attached-policy-wider", ["aws_iam_role_policy_attachment"], "policy_arn", ["arn:aws:iam::aws:policy/AdministratorAccess"], "the role may do anything"),
  onPolicy("policy-resource-wider", "A statement's resource was widened to everything.", (statement) =>
    statement.Effect === "Allow" && statement.Resource !== "*" && statement.Resource !== undefined && statement.Principal === undefined
      ? { ...statement, Resource: "*" }
      : undefined,
  ),
  onPolicy("policy-action-wider", "A statement's actions were widened.", (statement) => {
    const [first] = [statement.Action].flat() as string[];
    const service = first?.split(":")[0];
    if (statement.Effect !== "Allow" || service === undefined || first === `${service}:*`) return undefined;
    return { ...statement, Action: `${service}:*` };
  }),
  onPolicy("policy-condition-missing", "A statement's condition is missing on one side.", (statement) => {
    const { Condition, ...rest } = statement;
    return Condition === undefined || statement.Effect !== "Allow" ? undefined : rest;
  }),
  onPolicy("policy-deny-missing", "A deny is missing on one side.", (statement) =>
    statement.Effect === "Deny" ? gone : undefined,
  ),
  onPolicy("policy-principal-wider", "Anybody is let in on one side.", (statement) =>
    statement.Principal !== undefined && statement.Principal !== "*" && statement.Effect === "Allow"
      ? { ...statement, Principal: "*" }
      : undefined,
  ),
  {
    id: "trust-wrong-service",
    what: "A role trusts another service.",
    sides: ["dr", "primary"],
    sites: (side) =>
      side.ofType("aws_iam_role").flatMap((resource) =>
        statements(side, resource, "assume_role_policy", (statement) => ({
          ...statement,
          Principal: { Service: "datapipeline.amazonaws.com" },
        })),
      ),
  },
];

/** A mistake in one statement of a policy; `gone` drops it where others stay. */
function onPolicy(
  id: string,
  what: string,
  alter: (statement: ValueMap) => ValueMap | typeof gone | undefined,
): Mistake {
  return {
    id,
    what,
    sides: ["dr", "primary"],
    sites: (side) => side.ofType(...POLICIES).flatMap((resource) => statements(side, resource, "policy", alter)),
  };
}

function statements(
  side: Side,
  resource: Resource,
  path: string,
  alter: (statement: ValueMap) => ValueMap | typeof gone | undefined,
): Site[] {
  const document = resource.args[path];
  const twin = side.application.twin(resource);
  if (!(document instanceof JsonText) || twin === undefined || !(twin.args[path] instanceof JsonText)) return [];
  const { Statement, ...rest } = document.value as ValueMap;
  const all = Statement as readonly ValueMap[];
  return all.flatMap((statement, i) => {
    const after = alter(statement);
    if (after === undefined || (after === gone && all.length === 1)) return [];
    const changed: Value = all.flatMap((one, j) => (i !== j ? [one] : after === gone ? [] : [after]));
    const make = () => {
      resource.args[path] = new JsonText({ ...rest, Statement: changed }, document.isPolicy, document.spelling);
      return differs(side, resource, [path], "warning", "more or less is allowed on one side than on the other");
    };
    return [{ resource, make }];
  });
}

export default mistakes;
