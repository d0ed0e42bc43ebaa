import { InputError } from "../../base/errors";
import { table } from "../../base/json";
import { printable } from "../../base/printable";
import type { S3Location } from "./s3-location";

/** What the SDK's errors have in common, as far as they have it. */
interface ServiceError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What is wrong, and what to do about it. */
export type Explanation = readonly [what: string, fix: string];

const NO_CREDENTIALS: Explanation = [
  "There are no AWS credentials to read this with.",
  "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws sso login`.",
];
const BAD_CREDENTIALS: Explanation = [
  "AWS does not accept these credentials.",
  "Check that they are not expired or revoked (`aws sts get-caller-identity`).",
];
const DENIED: Explanation = [
  "S3 denies access.",
  "Allow s3:GetObject on it (and kms:Decrypt on its key), and check the key: S3 also denies what is missing.",
];
const UNREACHABLE: Explanation = [
  "S3 cannot be reached, or the connection was lost.",
  "Check the network, the proxy, and AWS_ENDPOINT_URL if it is set.",
];
const TIMED_OUT: Explanation = [
  "S3 did not answer in time.",
  "Check the network and the proxy, and try again.",
];
const NOT_BY_PROXY: Explanation = [
  "The proxy does not let S3 be reached.",
  "Check HTTPS_PROXY, with the user and the password in it if it asks for them, and NO_PROXY.",
];
const NO_KEY: Explanation = ["There is no such object in the bucket.", "Check the key with `aws s3 ls`."];
const NO_BUCKET: Explanation = [
  "There is no such bucket.",
  "Check its name, and the account of the credentials.",
];
const NO_VERSION: Explanation = [
  "There is no such version of the object, or it marks a deletion.",
  "Check it with `aws s3api list-object-versions`.",
];
const ARCHIVED: Explanation = [
  "The object is archived (Glacier).",
  "Restore it with `aws s3api restore-object`.",
];
const NOT_THIS_KEY: Explanation = [
  "S3 needs the key that the object was encrypted with (SSE-C), or was given one that it was not encrypted with.",
  "Set AWS_SSE_CUSTOMER_KEY to that key in base64; unset it for an object without one.",
];
const NO_KMS_KEY: Explanation = [
  "The KMS key that the object is encrypted with is disabled, deleted or unusable.",
  "Check the key (`aws kms describe-key`), or give an older version: s3://BUCKET/KEY?versionId=ID.",
];
const TOO_SLOW: Explanation = [
  "Reading this took too long in all.",
  "Check the network, or copy the object with `aws s3 cp` and give the copy.",
];
const OTHER_REGION: Explanation = [
  "The bucket is in another region.",
  "Set AWS_REGION to the bucket's region.",
];

const BY_NAME = table<Explanation>({
  NoSuchKey: NO_KEY,
  NoSuchBucket: NO_BUCKET,
  InvalidBucketName: NO_BUCKET,
  NoSuchVersion: NO_VERSION,
  MethodNotAllowed: NO_VERSION,
  AccessDenied: DENIED,
  AllAccessDisabled: DENIED,
  InvalidObjectState: ARCHIVED,
  PermanentRedirect: OTHER_REGION,
  AuthorizationHeaderMalformed: OTHER_REGION,
  CredentialsProviderError: NO_CREDENTIALS,
  ExpiredToken: BAD_CREDENTIALS,
  InvalidAccessKeyId: BAD_CREDENTIALS,
  InvalidToken: BAD_CREDENTIALS,
  SignatureDoesNotMatch: BAD_CREDENTIALS,
  TokenRefreshRequired: BAD_CREDENTIALS,
  TokenProviderError: BAD_CREDENTIALS,
  EndpointError: ["The endpoint that is set for S3 is not a URL.", "Check AWS_ENDPOINT_URL."],
  RequestTimeTooSkewed: ["S3 refuses the request: the clock of this machine is wrong.", "Set the clock."],
  InvalidRequest: NOT_THIS_KEY,
  ProxyError: NOT_BY_PROXY,
  AbortError: TOO_SLOW,
  TimeoutError: TIMED_OUT,
  RequestTimeout: TIMED_OUT,
  ETIMEDOUT: TIMED_OUT,
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  "socket hang up": UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  EPIPE: UNREACHABLE,
  ERR_STREAM_PREMATURE_CLOSE: UNREACHABLE,
});

const BY_STATUS: Readonly<Record<number, Explanation>> = {
  301: OTHER_REGION,
  403: DENIED,
  404: NO_KEY,
};

/** Explanations of one's own, by the error's name, in place of those for reading an object. */
export type S3Explanations = Readonly<Record<string, Explanation>>;

/** Says what went wrong between here and S3. The SDK's own message is left out: it may quote a request. */
export function s3Error(
  error: unknown,
  location: Pick<S3Location, "spec" | "versionId">,
  own: S3Explanations = {},
): InputError {
  if (error instanceof InputError) return error;
  const known = isServiceError(error) ? error : {};
  const [what, fix] = own[known.name ?? ""] ?? explain(known, location);
  return new InputError({ where: location.spec, what, fix }, { cause: error });
}

/** Whether an error of {@link s3Error} says that there is no such object, as opposed to no such bucket. */
export function isMissingObject(error: unknown): boolean {
  const cause = error instanceof InputError ? error.cause : undefined;
  return isServiceError(cause) && cause.name === "NoSuchKey";
}

function isServiceError(error: unknown): error is ServiceError {
  return typeof error === "object" && error !== null;
}

function explain(error: ServiceError, location: Pick<S3Location, "versionId">): Explanation {
  const status = error.$metadata?.httpStatusCode;
  // What is no version id at all is an "invalid argument".
  if (location.versionId !== undefined && error.name === "InvalidArgument") return NO_VERSION;
  if (error.name?.startsWith("KMS.")) return NO_KMS_KEY;
  return (
    BY_NAME[error.name ?? ""] ??
    BY_NAME[error.code ?? codeIn(error.message)] ??
    BY_STATUS[status ?? 0] ??
    unknown(error, status)
  );
}

/** The system's error code, or Node's words for a lost connection: the SDK wraps what it does not know, and keeps the code in the message alone. */
function codeIn(message = ""): string {
  return /\bE[A-Z_]{4,}\b|socket hang up/.exec(message)?.[0] ?? "";
}

function unknown({ name, code }: ServiceError, status?: number): Explanation {
  const reason = [printable(code ?? name ?? "no reason given"), ...(status ? [`HTTP ${status}`] : [])].join(
    ", ",
  );
  return [`S3 failed (${reason}).`, "Try again; `aws s3 ls` tells whether S3 can be used from here."];
}
