import { InputError } from "../../base/errors";
import type { S3Access } from "./s3-access";

/** An object in S3, as `s3://bucket/key` or `s3://bucket/key?versionId=...` names it, or a Terraform backend. */
export interface S3Location {
  /** As the user named it. */
  readonly spec: string;
  /** A bucket's name, or the ARN or alias of an access point. */
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  /** Undefined: as the environment says. */
  readonly access?: S3Access;
}

const SCHEME = /^s3:\/\//i;
/** An access point's ARN has a slash of its own: `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME`. */
const BUCKET = /^(arn:[^/]*:accesspoint\/[^/]*|[^/]*)(?:\/(.*))?$/s;
const VERSION = /\?versionId=([^&?]*)$/;

/** Whether a source names an object in S3. */
export function isS3Spec(spec: string): boolean {
  return SCHEME.test(spec);
}

/**
 * Parses `s3://bucket/key[?versionId=ID]`; an access point's ARN or alias stands for a bucket. The key is taken as it is, without percent-decoding, as the AWS CLI does.
 *
 * @throws InputError when the bucket or the key is missing
 */
export function parseS3Location(spec: string): S3Location {
  const [, bucket = "", rest = ""] = BUCKET.exec(spec.replace(SCHEME, "")) ?? [];
  const versionId = VERSION.exec(rest)?.[1];
  const key = rest.replace(VERSION, "");
  if (!bucket || !key || key.endsWith("/") || versionId === "") throw malformed(spec);
  return { spec, bucket, key, ...(versionId === undefined ? {} : { versionId }) };
}

function malformed(where: string): InputError {
  return new InputError({
    where,
    what: "This does not name one object in S3.",
    fix: "Write s3://BUCKET/KEY, or s3://BUCKET/KEY?versionId=ID for an older version of it.",
  });
}
