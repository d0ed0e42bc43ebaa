import { allow, allowKey, type PolicyStatement } from "../iam/policy";
import type { Side } from "../pair/side";

/** In a side's region, without the six characters that AWS appends. */
export function secretArn({ region }: Side, account: string, name: string): string {
  return `arn:${region.partition}:secretsmanager:${region}:${account}:secret:${name}`;
}

/** What reading a secret takes. @param keyArn of a key that is not AWS's own, which everybody in the account may use */
export function readStatements(side: Side, arn: string, keyArn?: string): PolicyStatement[] {
  // A policy does need the six characters.
  const read = allow(["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], `${arn}-??????`);
  return keyArn === undefined ? [read] : [read, allowKey(side, "secretsmanager", keyArn)];
}
