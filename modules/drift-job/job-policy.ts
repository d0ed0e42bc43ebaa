import type { Pair } from "../pair/pair";
import type { Statement } from "./source";

/** What the job writes to, all of the DR region. */
export interface JobEnds {
  readonly bucketArn: string;
  readonly keyArn: string;
  readonly topicArn: string;
  readonly logGroupArn: string;
}

/** What a run needs beside the reading of what it plans: the states, the history, the topic and its log. */
export function runStatements(pair: Pair, ends: JobEnds): Statement[] {
  return [
    ...stateStatements(pair),
    allow("AppendHistory", ["s3:GetObject", "s3:PutObject"], `${ends.bucketArn}/history/*`),
    {
      ...allow("FindHistory", ["s3:ListBucket"], ends.bucketArn),
      Condition: { StringLike: { "s3:prefix": ["history", "history/*"] } },
    },
    allow("WriteReports", ["s3:PutObject"], `${ends.bucketArn}/reports/*`),
    allow("UseKey", ["kms:Decrypt", "kms:GenerateDataKey"], ends.keyArn),
    allow("Notify", ["sns:Publish"], ends.topicArn),
    allow("Log", ["logs:CreateLogStream", "logs:PutLogEvents"], `${ends.logGroupArn}:*`),
  ];
}

/** Reading alone: `drparity drift` plans without a lock, so it never keeps a deployment waiting, and a plan writes no state. */
function stateStatements({ state, workspaces, dr }: Pair): Statement[] {
  const objects = workspaces.flatMap(({ name, region }) => state.objectOf?.(name, region) ?? []);
  if (objects.length === 0) return [];
  const arn = (bucket: string) => `arn:${dr.region.partition}:s3:::${bucket}`;
  return [
    allow(
      "ReadStates",
      ["s3:GetObject"],
      objects.map(({ bucket, key }) => `${arn(bucket)}/${key}`),
    ),
    {
      ...allow("FindStates", ["s3:ListBucket"], [...new Set(objects.map(({ bucket }) => arn(bucket)))]),
      // The backend lists Terraform's own workspaces when it is initialized.
      Condition: { StringEquals: { "s3:prefix": ["env:/", ...objects.map(({ key }) => key)] } },
    },
  ];
}

/**
 * What the AWS provider reads of a generated pair and SecurityAudit leaves out. Reads of configuration; the values of parameters
 * are the pair's own.
 */
export function refreshStatements({ name, account, sides, primary, dr }: Pair): Statement[] {
  const everywhere = (service: string, resource: string) =>
    sides.map(({ region }) => `arn:${region.partition}:${service}:${region}:${account}:${resource}`);
  return [
    allow(
      "ReadParameters",
      ["ssm:GetParameter", "ssm:GetParameters"],
      [`parameter/${name}/*`, `parameter/imagebuilder/${name}/*`].flatMap((path) => everywhere("ssm", path)),
    ),
    allow(
      "ReadImages",
      [
        "imagebuilder:GetDistributionConfiguration",
        "imagebuilder:GetImagePipeline",
        "imagebuilder:GetImageRecipe",
        "imagebuilder:GetInfrastructureConfiguration",
      ],
      `arn:${primary.region.partition}:imagebuilder:${primary.region}:${account}:*/${name}-*`,
    ),
    allow(
      "ReadBackups",
      [
        "backup:DescribeBackupVault",
        "backup:GetBackupPlan",
        "backup:GetBackupSelection",
        "backup:GetRestoreTestingPlan",
        "backup:GetRestoreTestingSelection",
      ],
      // Ids of plans are AWS's choice.
      everywhere("backup", "*"),
    ),
    allow(
      "ReadValidation",
      ["states:DescribeStateMachine", "states:ListTagsForResource"],
      `arn:${dr.region.partition}:states:${dr.region}:${account}:stateMachine:${name}-*`,
    ),
    // The provider has definitions checked whenever it plans one. The action has no resource.
    allow("CheckValidation", ["states:ValidateStateMachineDefinition"], "*"),
    allow(
      "ReadSchedules",
      ["scheduler:GetSchedule"],
      `arn:${dr.region.partition}:scheduler:${dr.region}:${account}:schedule/default/${name}-*`,
    ),
  ];
}

/** The provider reads a secret's value to refresh its version, and draws a password whenever it plans one. */
export function secretStatements({ name, account, primary }: Pair): Statement[] {
  const { partition } = primary.region;
  return [
    allow(
      "ReadSecrets",
      ["secretsmanager:GetSecretValue"],
      `arn:${partition}:secretsmanager:${primary.region}:${account}:secret:${name}/*`,
    ),
    // The action has no resource.
    allow("DrawPasswords", ["secretsmanager:GetRandomPassword"], "*"),
    {
      // The primary's key has an id that only AWS knows, so its alias stands for it.
      ...allow("DecryptSecrets", ["kms:Decrypt"], `arn:${partition}:kms:${primary.region}:${account}:key/*`),
      Condition: {
        StringEquals: { "kms:ViaService": `secretsmanager.${primary.region}.amazonaws.com` },
        "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${name}-*` },
      },
    },
  ];
}

function allow(Sid: string, Action: readonly string[], Resource: string | readonly string[]): Statement {
  return { Sid, Effect: "Allow", Action, Resource };
}
