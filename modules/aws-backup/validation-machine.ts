import type { TestedKind } from "./restore-test";

/** How a restored resource of a kind is looked at: an AWS API, and when its answer is good, both with `$arn` in JSONata. */
interface Look {
  /** As Step Functions spells it: `rds:describeDBClusters`. */
  readonly api: string;
  /** What IAM calls it, where that is another name. @default - the api's, with a capital */
  readonly action?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly good: string;
}

const LOOKS: Readonly<Record<TestedKind, Look>> = {
  Aurora: {
    api: "rds:describeDBClusters",
    input: { DbClusterIdentifier: "{% $arn %}" },
    good: "$states.result.DbClusters[0].Status = 'available'",
  },
  DynamoDB: {
    api: "dynamodb:describeTable",
    input: { TableName: "{% $arn %}" },
    good: "$states.result.Table.TableStatus = 'ACTIVE'",
  },
  EBS: {
    api: "ec2:describeVolumes",
    input: { VolumeIds: ["{% $split($arn, '/')[1] %}"] },
    good: "$states.result.Volumes[0].State in ['available', 'in-use']",
  },
  RDS: {
    api: "rds:describeDBInstances",
    input: { DbInstanceIdentifier: "{% $arn %}" },
    good: "$states.result.DbInstances[0].DbInstanceStatus = 'available'",
  },
  // An empty bucket is what a restore leaves that could read nothing.
  S3: {
    api: "s3:listObjectsV2",
    action: "s3:ListBucket",
    input: { Bucket: "{% $split($arn, ':::')[1] %}", MaxKeys: 1 },
    good: "$states.result.KeyCount > 0",
  },
};

/** What the looks need. None of these actions can be held to a resource whose name the restore chooses. */
export const LOOK_ACTIONS = Object.values(LOOKS)
  .map(({ api, action = api.replace(/:./, (start) => start.toUpperCase()) }) => action)
  .sort();

/**
 * The state machine that looks at what a restore test has restored and tells AWS Backup whether it is good, in Amazon States Language. It
 * fails when it is not, so that its failures can be reported.
 * @param planArn of the restore test; other restores in the region are not looked at
 */
export function validationMachine(planArn: string) {
  const kinds = Object.entries(LOOKS);
  return {
    QueryLanguage: "JSONata",
    StartAt: "Job",
    States: {
      Job: {
        Type: "Task",
        Resource: sdk("backup:describeRestoreJob"),
        Arguments: { RestoreJobId: "{% $states.input.detail.restoreJobId %}" },
        Assign: {
          job: "{% $states.result.RestoreJobId %}",
          kind: "{% $states.result.ResourceType %}",
          arn: "{% $states.result.CreatedResourceArn %}",
          plan: "{% $exists($states.result.CreatedBy.RestoreTestingPlanArn) ? $states.result.CreatedBy.RestoreTestingPlanArn : '' %}",
        },
        Next: "Kind",
      },
      Kind: {
        Type: "Choice",
        Choices: kinds.map(([kind]) => ({
          Condition: `{% $plan = '${planArn}' and $kind = '${kind}' %}`,
          Next: kind,
        })),
        Default: "NotOfTheTest",
      },
      NotOfTheTest: { Type: "Succeed" },
      ...Object.fromEntries(kinds.map(([kind, look]) => [kind, task(look)])),
      Verdict: {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.good %}", Next: "Good" }],
        Default: "Bad",
      },
      Good: verdict("SUCCESSFUL", "The restored resource is there.", "Done"),
      Done: { Type: "Succeed" },
      Bad: verdict("FAILED", "The restored resource is not there, or is empty.", "NotGood"),
      NotGood: { Type: "Fail", Error: "RestoreNotGood", Cause: "What the backup restored cannot be used." },
    },
  };
}

function task({ api, input, good }: Look) {
  return {
    Type: "Task",
    Resource: sdk(api),
    Arguments: input,
    Output: { good: `{% ${good} %}` },
    Catch: [{ ErrorEquals: ["States.ALL"], Next: "Bad" }],
    Next: "Verdict",
  };
}

function verdict(status: "SUCCESSFUL" | "FAILED", message: string, next: string) {
  return {
    Type: "Task",
    Resource: sdk("backup:putRestoreValidationResult"),
    Arguments: { RestoreJobId: "{% $job %}", ValidationStatus: status, ValidationStatusMessage: message },
    Next: next,
  };
}

/** Step Functions writes the same in every partition. */
function sdk(api: string): string {
  return `arn:aws:states:::aws-sdk:${api}`;
}
