import { InputError } from "../errors";

/** An object in S3, as `s3://bucket/key` or `s3://bucket/key?versionId=...` names it. */
export interface S3Location {
  /** As the user named it. */
  readonly spec: string;
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

const SCHEME = /^s3:\/\//i;
const VERSION = /\?versionId=([^&?]*)$/;

/** Whether a source names an object in S3. */
export function isS3Spec(spec: string): boolean {
  return SCHEME.test(spec);
}

/**
 * Parses `s3://bucket/key[?versionId=ID]`. The key is taken as it is, without percent-decoding, as the AWS CLI does.
 *
 * @throws InputError when the bucket or the key is missing
 */
export function parseS3Location(spec: string): S3Location {
  const path = spec.replace(SCHEME, "");
  const slash = path.indexOf("/");
  const bucket = slash < 0 ? path : path.slice(0, slash);
  const rest = slash < 0 ? "" : path.slice(slash + 1);
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
