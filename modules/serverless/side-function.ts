import { assumedBy } from "../iam/policy";
import type { PairNetwork } from "../network/pair-network";
import {
  CloudwatchLogGroup,
  IamRole,
  IamRolePolicyAttachment,
  LambdaAlias,
  LambdaFunction,
  SecurityGroup,
} from "../pair/aws";
import type { Construct } from "../pair/cdk";
import { Duration } from "../pair/duration";
import type { Side } from "../pair/side";
import { codeIn, type FunctionCode } from "./function-code";

export interface LambdaFunctionProps {
  readonly code: FunctionCode;
  /** MiB, 128 to 10240. @default 256 */
  readonly memorySize?: number;
  /** Up to 15 min. @default 30 s */
  readonly timeout?: Duration;
  /** @default "arm64" */
  readonly architecture?: "arm64" | "x86_64";
  /**
   * Executions at a time that are kept for this function, and may not be exceeded; 1 at least. The same in both regions: reserving costs
   * nothing, and a function that has 0 in the DR region refuses every call when the failover comes. @default - none are
   */
  readonly reservedConcurrency?: number;
  /** The same in both regions; what a region has for itself the function reads from its parameters. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Network whose private subnets it reaches into. @default - none */
  readonly network?: PairNetwork;
  /** @default 30 */
  readonly logRetentionDays?: 1 | 7 | 14 | 30 | 60 | 90 | 180 | 365;
}

export interface SideFunctionProps extends LambdaFunctionProps {
  readonly name: string;
  readonly logGroupName: string;
}

/** One side's function, and what it acts as. */
export interface SideFunction {
  readonly scope: Construct;
  readonly lambda: LambdaFunction;
  readonly alias: LambdaAlias;
  readonly role: IamRole;
  /** Of a function in a network. */
  readonly group?: SecurityGroup;
}

export function createFunction(scope: Construct, side: Side, props: SideFunctionProps): SideFunction {
  const { name, environment, reservedConcurrency } = props;
  const logs = new CloudwatchLogGroup(scope, "logs", {
    name: props.logGroupName,
    retentionInDays: props.logRetentionDays ?? 30,
  });
  const role = new IamRole(scope, "role", {
    // IAM is global: each side has a role of its own.
    name: `${name}-${side.name}`,
    assumeRolePolicy: assumedBy("lambda.amazonaws.com"),
  });
  const { group, placed, access } = placeIn(scope, side, role, props);
  const lambda = new LambdaFunction(scope, "function", {
    functionName: name,
    role: role.arn,
    architectures: [props.architecture ?? "arm64"],
    memorySize: props.memorySize ?? 256,
    timeout: (props.timeout ?? Duration.seconds(30)).seconds,
    publish: true,
    ...codeIn(scope, side, props.code),
    ...placed,
    ...(environment === undefined ? {} : { environment: { variables: { ...environment } } }),
    ...(reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: reservedConcurrency }),
    // Made by the first call, the log group would keep everything for ever.
    dependsOn: [logs, ...access],
  });
  const alias = new LambdaAlias(scope, "alias", {
    name: "live",
    functionName: lambda.functionName,
    functionVersion: lambda.version,
  });
  return { scope, lambda, alias, role, group };
}

function placeIn(
  scope: Construct,
  side: Side,
  role: IamRole,
  { name, network: networks }: SideFunctionProps,
) {
  const network = networks?.of(side);
  if (network === undefined) return { placed: {}, access: [] };
  const group = new SecurityGroup(scope, "access", {
    name: `${name}-function`,
    description: "The function's way into the network",
    vpcId: network.vpcId,
    tags: { Name: `${name}-function` },
  });
  const access = new IamRolePolicyAttachment(scope, "network-access", {
    role: role.name,
    policyArn: `arn:${side.region.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole`,
  });
  const placed = { vpcConfig: { subnetIds: [...network.privateSubnetIds], securityGroupIds: [group.id] } };
  return { group, placed, access: [access] };
}
