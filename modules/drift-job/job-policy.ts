import type { Pair } from "../pair/pair";
import type { Region } from "../pair/region";
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
    // GetFunction names the address of the code as well; nothing less tells what the provider compares.
    allow(
      "ReadFunctions",
      ["lambda:GetAlias", "lambda:GetFunction"],
      everywhere("lambda", `function:${name}-*`),
    ),
    allow(
      "ReadApis",
      ["apigateway:GET"],
      // Ids of APIs are AWS's choice, and their ARNs name no account.
      ["apis/*", "domainnames/*"].flatMap((path) =>
        sides.map(({ region }) => `arn:${region.partition}:apigateway:${region}::/${path}`),
      ),
    ),
    allow("ReadSubscriptions", ["sns:GetSubscriptionAttributes"], everywhere("sns", `${name}-*`)),
    allow(
      "ReadSettings",
      [
        "appconfig:GetApplication",
        "appconfig:GetConfigurationProfile",
        "appconfig:GetDeployment",
        "appconfig:GetEnvironment",
        "appconfig:GetHostedConfigurationVersion",
        "appconfig:ListTagsForResource",
      ],
      // Ids of applications are AWS's choice.
      everywhere("appconfig", "application/*"),
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
export function secretStatements({ name, account, primary, sides }: Pair): Statement[] {
  const { partition } = primary.region;
  const decrypt = (sid: string, service: string, regions: readonly Region[]) => ({
    // The keys have ids that only AWS knows, so their aliases stand for them.
    ...allow(
      sid,
      ["kms:Decrypt"],
      regions.map((region) => `arn:${partition}:kms:${region}:${account}:key/*`),
    ),
    Condition: {
      StringEquals: { "kms:ViaService": regions.map((region) => `${service}.${region}.amazonaws.com`) },
      "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${name}-*` },
    },
  });
  return [
    allow(
      "ReadSecrets",
      ["secretsmanager:GetSecretValue"],
      `arn:${partition}:secretsmanager:${primary.region}:${account}:secret:${name}/*`,
    ),
    // The action has no resource.
    allow("DrawPasswords", ["secretsmanager:GetRandomPassword"], "*"),
    decrypt("DecryptSecrets", "secretsmanager", [primary.region]),
    // The provider decrypts a secret parameter whenever it reads it, be its value in a state or not.
    decrypt(
      "DecryptParameters",
      "ssm",
      sides.map(({ region }) => region),
    ),
  ];
}

function allow(Sid: string, Action: readonly string[], Resource: string | readonly string[]): Statement {
  return { Sid, Effect: "Allow", Action, Resource };
}
