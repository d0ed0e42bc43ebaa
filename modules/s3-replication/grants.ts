import { allow, type PolicyStatement } from "../iam/policy";

/** A bucket that something is let into, and the key of its objects. */
export interface GrantedBucket {
  readonly arn: string;
  readonly keyArn: string;
}

export function readStatements({ arn, keyArn }: GrantedBucket): PolicyStatement[] {
  return [
    allow(["s3:GetObject", "s3:GetObjectVersion"], `${arn}/*`),
    allow(["s3:ListBucket"], arn),
    allow(["kms:Decrypt"], keyArn),
  ];
}

/** With Decrypt, which S3 asks for when it completes an upload in parts. */
export function writeStatements({ arn, keyArn }: GrantedBucket): PolicyStatement[] {
  return [
    allow(["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"], `${arn}/*`),
    allow(["kms:Decrypt", "kms:GenerateDataKey"], keyArn),
  ];
}

/** To add objects below a prefix and to take none away. Reading what one wrote is another grant. */
export function appendStatements({ arn, keyArn }: GrantedBucket, prefix: string): PolicyStatement[] {
  return [
    allow(["s3:AbortMultipartUpload", "s3:PutObject"], `${arn}/${prefix}*`),
    allow(["kms:Decrypt", "kms:GenerateDataKey"], keyArn),
  ];
}
