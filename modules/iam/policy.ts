import { Fn } from "../pair/cdk";
import type { Side } from "../pair/side";

/** A statement of an IAM policy that allows. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export function allow(
  actions: readonly string[],
  resource: string | readonly string[],
  condition?: PolicyStatement["Condition"],
): PolicyStatement {
  return {
    Effect: "Allow",
    Action: actions,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

/** Lets a key be used through one service of the side's region and not by itself. @param service such as `sqs` */
export function allowKey(
  { region }: Side,
  service: string,
  keyArn: string,
  actions: readonly string[] = ["kms:Decrypt"],
): PolicyStatement {
  return allow(actions, keyArn, { StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` } });
}

/**
 * Lets the SSM parameters below a path be read in the side's region, one by one and all at once: GetParametersByPath is authorised on the
 * path itself, and the others on what is below it.
 * @param path such as `/shop/config`, without a slash at its end
 */
export function readParameters({ region }: Side, account: string, path: string): PolicyStatement {
  const arn = `arn:${region.partition}:ssm:${region}:${account}:parameter${path}`;
  return allow(["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"], [`${arn}/*`, arn]);
}

/** By Terraform, since statements hold references. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return Fn.jsonencode({ Version: "2012-10-17", Statement: statements });
}

/**
 * The trust policy of a role that one AWS service acts in.
 * @param service such as `ec2.amazonaws.com`
 * @param account for which alone, where the service names it
 */
export function assumedBy(service: string, account?: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: service },
        Action: "sts:AssumeRole",
        ...(account === undefined ? {} : { Condition: { StringEquals: { "aws:SourceAccount": account } } }),
      },
    ],
  });
}

/** A service of AWS that reads objects for something. */
export interface ServiceReader {
  /** Such as `cloudfront.amazonaws.com`. */
  readonly service: string;
  /** What it must come for, in IAM's pattern. */
  readonly sourceArn: string;
}

/** A statement of a resource's own policy, for a service of AWS that comes for something. */
export function serviceMay({ service, sourceArn }: ServiceReader, action: string, resource: string) {
  return {
    Effect: "Allow",
    Principal: { Service: service },
    Action: action,
    Resource: resource,
    Condition: { ArnLike: { "aws:SourceArn": sourceArn } },
  };
}
