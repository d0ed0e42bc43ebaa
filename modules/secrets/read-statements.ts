import { allow, type PolicyStatement } from "../iam/policy";
import type { Region } from "../pair/region";

/** What reading a secret takes. @param keyArn of a key that is not AWS's own, which everybody in the account may use */
export function readStatements(region: Region, partialArn: string, keyArn?: string): PolicyStatement[] {
  // Secrets Manager ends every ARN with six characters of its own.
  const read = allow(
    ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    `${partialArn}-??????`,
  );
  if (keyArn === undefined) return [read];
  const viaSecrets = { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } };
  return [read, allow(["kms:Decrypt"], keyArn, viaSecrets)];
}

export function partialArn(region: Region, account: string, secretName: string): string {
  return `arn:${region.partition}:secretsmanager:${region}:${account}:secret:${secretName}`;
}
