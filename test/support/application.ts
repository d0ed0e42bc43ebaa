import type { JsonObject } from "../../analyzer/base/json";
import { plan, type PlanBuilder } from "./plan-builder";

/** What makes one side of the application its own: its region, account, network, and the ids that AWS gave it. */
export interface SideOptions {
  readonly region: string;
  /** The second octet of the VPC's network; default 0. */
  readonly network?: number;
  /** Distinguishes generated ids; default: the region's name. */
  readonly seed?: string;
  readonly account?: string;
  readonly partition?: string;
  /** What people append to global names (roles, buckets); default: the region. */
  readonly suffix?: string;
}

/** The values of one side's resources by address: a test may change them before they become a plan. */
export type Application = Record<string, JsonObject>;

/** 17 hex digits that look like AWS's, the same for the same words. */
export function hexId(...words: string[]): string {
  let hash = 14695981039346656037n;
  for (const character of words.join("/")) {
    hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * 1099511628211n) & 0xffffffffffffffffn;
  }
  return `0${hash.toString(16).padStart(16, "0")}`;
}

/** A small web application as the AWS provider prints it once applied: network, queue, function, role, database, alarm. */
export function application(options: SideOptions): Application {
  const { region, network = 0, seed = region, account = "111122223333", partition = "aws" } = options;
  const suffix = options.suffix ?? region;
  const id = (prefix: string, name: string) => `${prefix}-${hexId(seed, prefix, name)}`;
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
  const global = (service: string, rest: string) => `arn:${partition}:${service}::${account}:${rest}`;
  const vpc = id("vpc", "main");
  const [web, data] = [id("sg", "web"), id("sg", "data")];
  const key = `${hexId(seed, "key").slice(0, 8)}-1111-4222-8333-${hexId(seed, "k").slice(0, 12)}`;
  const keyArn = arn("kms", `key/${key}`);
  const queueArn = arn("sqs", "orders");
  const role = `orders-worker-${suffix}`;
  const subnet = (letter: string, third: number): JsonObject => ({
    id: id("subnet", letter),
    arn: arn("ec2", `subnet/${id("subnet", letter)}`),
    availability_zone: `${region}${letter}`,
    cidr_block: `10.${network}.${third}.0/24`,
    map_public_ip_on_launch: false,
    vpc_id: vpc,
    tags: { Name: `orders-${region}${letter}` },
  });
  const rule = (port: number, more: JsonObject): JsonObject => ({
    cidr_blocks: [],
    description: "",
    from_port: port,
    ipv6_cidr_blocks: [],
    prefix_list_ids: [],
    protocol: "tcp",
    security_groups: [],
    self: false,
    to_port: port,
    ...more,
  });
  return {
    "aws_vpc.main": {
      id: vpc,
      arn: arn("ec2", `vpc/${vpc}`),
      cidr_block: `10.${network}.0.0/16`,
      enable_dns_hostnames: true,
      tags: { Name: "orders" },
    },
    [`aws_subnet.private["${region}a"]`]: subnet("a", 1),
    [`aws_subnet.private["${region}b"]`]: subnet("b", 2),
    "aws_security_group.web": {
      id: web,
      arn: arn("ec2", `security-group/${web}`),
      name: "orders-web",
      description: "web tier",
      ingress: [
        rule(443, { cidr_blocks: ["0.0.0.0/0", "198.51.100.0/24"] }),
        rule(8080, { cidr_blocks: [`10.${network}.1.0/24`, `10.${network}.2.0/24`] }),
      ],
      egress: [rule(5432, { security_groups: [data] })],
      vpc_id: vpc,
      tags: {},
    },
    "aws_security_group.data": {
      id: data,
      arn: arn("ec2", `security-group/${data}`),
      name: "orders-data",
      description: "data tier",
      ingress: [rule(5432, { security_groups: [web] })],
      egress: [],
      vpc_id: vpc,
      tags: null,
    },
    "aws_kms_key.main": {
      id: key,
      arn: keyArn,
      key_id: key,
      description: "orders",
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    },
    "aws_sqs_queue.orders": {
      id: `https://sqs.${region}.amazonaws.com/${account}/orders`,
      arn: queueArn,
      name: "orders",
      kms_master_key_id: keyArn,
      visibility_timeout_seconds: 30,
      message_retention_seconds: 345600,
      redrive_policy: JSON.stringify({ deadLetterTargetArn: `${queueArn}-dlq`, maxReceiveCount: 5 }),
      tags: { service: "orders" },
    },
    "aws_sqs_queue.orders_dlq": {
      id: `https://sqs.${region}.amazonaws.com/${account}/orders-dlq`,
      arn: `${queueArn}-dlq`,
      name: "orders-dlq",
      visibility_timeout_seconds: 30,
      message_retention_seconds: 1209600,
      tags: { service: "orders" },
    },
    "aws_iam_role.worker": {
      id: role,
      arn: global("iam", `role/${role}`),
      name: role,
      assume_role_policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } },
        ],
      }),
      max_session_duration: 3600,
    },
    "aws_iam_role_policy.worker": {
      id: `${role}:queue`,
      name: "queue",
      role,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Consume",
            Effect: "Allow",
            Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage"],
            Resource: queueArn,
          },
          { Effect: "Allow", Action: ["kms:Decrypt"], Resource: [keyArn] },
        ],
      }),
    },
    "aws_lambda_function.worker": {
      id: "orders-worker",
      arn: arn("lambda", "function:orders-worker"),
      function_name: "orders-worker",
      role: global("iam", `role/${role}`),
      handler: "index.handler",
      runtime: "nodejs20.x",
      memory_size: 512,
      timeout: 20,
      reserved_concurrent_executions: 50,
      source_code_hash: "q0Pp0p1VXN6vAfTYk0gMMm2e8Hc9Oo0m5oSxkB4mW7Y=",
      environment: [
        {
          variables: {
            QUEUE_URL: `https://sqs.${region}.amazonaws.com/${account}/orders`,
            REGION: region,
            LOG_LEVEL: "info",
          },
        },
      ],
      vpc_config: [{ subnet_ids: [id("subnet", "a"), id("subnet", "b")], security_group_ids: [web] }],
      tags: {},
    },
    "aws_cloudwatch_metric_alarm.backlog": {
      id: "orders-backlog",
      arn: arn("cloudwatch", "alarm:orders-backlog"),
      alarm_name: "orders-backlog",
      comparison_operator: "GreaterThanThreshold",
      dimensions: { QueueName: "orders" },
      evaluation_periods: 5,
      metric_name: "ApproximateNumberOfMessagesVisible",
      namespace: "AWS/SQS",
      period: 60,
      statistic: "Maximum",
      threshold: 1000,
    },
  };
}

/** The application as a plan in which nothing changes. */
export function planOf(values: Application, region: string): PlanBuilder {
  const builder = plan(region);
  for (const [address, resource] of Object.entries(values)) builder.resource(address, resource);
  return builder;
}

/** Both sides of the application, in us-east-1 and us-west-2 unless told otherwise. */
export function bothSides(
  primary: Partial<SideOptions> = {},
  dr: Partial<SideOptions> = {},
): { readonly primary: Application; readonly dr: Application } {
  return {
    primary: application({ region: "us-east-1", ...primary }),
    dr: application({ region: "us-west-2", network: 1, ...dr }),
  };
}
