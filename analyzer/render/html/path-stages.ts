import { serviceName } from "../../base/aws/service-names";
import type { FailoverStep } from "../../model/report";

/** The stages of a request, in the order in which it passes them. */
const STAGES = [
  "Entry",
  "Listener",
  "Targets",
  "Compute",
  "Image, role, secrets, keys",
  "Data",
  "Network",
  "Other",
] as const;

/** What a step is to a request. */
type Stage = (typeof STAGES)[number];

const BY_TYPE: readonly (readonly [RegExp, Stage])[] = [
  [/_target_group/, "Targets"],
  [/_listener|^aws_(?:acm|waf|iam_server_certificate)/, "Listener"],
  [/^aws_(?:a?lb|elb|cloudfront|globalaccelerator|api_?gateway)/, "Entry"],
  [
    /^aws_(?:launch_|ami|ecs_task_definition|ecr|iam|ssm|secretsmanager|kms|key_pair)/,
    "Image, role, secrets, keys",
  ],
  [/^aws_(?:autoscaling|appautoscaling|ecs|eks|instance|spot_|lambda|batch|apprunner)/, "Compute"],
  [
    /^aws_(?:db|rds|docdb|neptune|dynamodb|elasticache|memorydb|redshift|opensearch|s3|efs|fsx|ebs|sqs|sns|mq|msk|kinesis|cloudwatch_event)/,
    "Data",
  ],
];

/** What a resource type is to a request that reaches it. */
function stageOf(type: string): Stage {
  const stage = BY_TYPE.find(([pattern]) => pattern.test(type))?.[1];
  return stage ?? (serviceName(type) === "VPC" ? "Network" : "Other");
}

/** What a path has of one stage. */
export interface PathStage {
  readonly name: Stage;
  /** With their indices in the path. */
  readonly steps: readonly (readonly [number, FailoverStep])[];
}

/** A path's stages in order, without those that it does not have. */
export function stagesOf(steps: readonly FailoverStep[]): readonly PathStage[] {
  const numbered = steps.map((step, i) => [i, step] as const);
  return STAGES.map((name) => ({
    name,
    steps: numbered.filter(([, { resource }]) => stageOf(resource.type) === name),
  })).filter((stage) => stage.steps.length > 0);
}

/** The steps that lead to the obstacle, the blocked one among them; none when nothing stands in the way. */
export function routeToObstacle(steps: readonly FailoverStep[]): ReadonlySet<number> {
  const route = new Set<number>();
  let at: number | null = steps.findIndex(({ obstacle }) => obstacle !== null);
  while (at !== null && at >= 0 && !route.has(at)) {
    route.add(at);
    at = steps[at]?.from ?? null;
  }
  return route;
}
