import { imageUri, type RepositoryImage } from "../ecr-replication/repository-image";
import { assumedBy } from "../iam/policy";
import type { Parameters } from "../parameters/parameters";
import { CloudwatchLogGroup, EcsTaskDefinition, IamRole } from "../pair/aws";
import { Construct, Fn } from "../pair/cdk";
import type { Side } from "../pair/side";
import type { PairSecret } from "../secrets/pair-secret";
import type { TaskSize } from "./task-size";

/** An image of a replicated repository, or one that lies elsewhere. */
export type ContainerImage =
  | RepositoryImage
  | {
      /** Of a registry that both regions reach: `public.ecr.aws/nginx/nginx:1.27`. */
      readonly uri: string;
    };

/** A variable of the container's environment that is read where the task starts. */
export type Variable = PairSecret | { readonly parameters: Parameters; readonly name: string };

export interface TaskProps extends TaskSize {
  readonly name: string;
  readonly image: ContainerImage;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, Variable>>;
  readonly logRetentionDays: number;
}

export interface Task {
  readonly definition: EcsTaskDefinition;
  readonly logGroup: CloudwatchLogGroup;
  /** What the application acts as. */
  readonly role: IamRole;
  /** What ECS acts as, to start it. */
  readonly executionRole: IamRole;
  readonly executionScope: Construct;
}

/** What one side runs, and the roles that it runs in. */
export function createTask(scope: Construct, side: Side, props: TaskProps): Task {
  const { name } = props;
  const executionScope = new Construct(scope, "execution");
  // IAM is global: each side has roles of its own.
  const role = new IamRole(scope, "role", {
    name: `${name}-${side.name}`,
    assumeRolePolicy: assumedBy("ecs-tasks.amazonaws.com"),
  });
  const executionRole = new IamRole(executionScope, "role", {
    name: `${name}-execution-${side.name}`,
    assumeRolePolicy: assumedBy("ecs-tasks.amazonaws.com"),
  });
  const logGroup = new CloudwatchLogGroup(scope, "logs", {
    name: `/ecs/${name}`,
    retentionInDays: props.logRetentionDays,
  });
  const definition = new EcsTaskDefinition(scope, "task", {
    family: name,
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: String(props.cpu),
    memory: String(props.memory),
    taskRoleArn: role.arn,
    executionRoleArn: executionRole.arn,
    // An old revision is what a failed deployment goes back to.
    skipDestroy: true,
    containerDefinitions: Fn.jsonencode([container(side, logGroup, props)]),
  });
  return { definition, logGroup, role, executionRole, executionScope };
}

/** The container that the load balancer speaks to. */
export const CONTAINER = "application";

function container(side: Side, logGroup: CloudwatchLogGroup, props: TaskProps): Record<string, unknown> {
  return {
    name: CONTAINER,
    image: "uri" in props.image ? props.image.uri : imageUri(side, props.image),
    essential: true,
    portMappings: [{ containerPort: props.port, hostPort: props.port, protocol: "tcp" }],
    environment: Object.entries(props.environment).map(([name, value]) => ({ name, value })),
    secrets: Object.entries(props.variables).map(([name, variable]) => ({
      name,
      valueFrom: "parameters" in variable ? variable.parameters.arn(side, variable.name) : variable.arn(side),
    })),
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": logGroup.name,
        "awslogs-region": side.region.name,
        "awslogs-stream-prefix": CONTAINER,
      },
    },
  };
}
