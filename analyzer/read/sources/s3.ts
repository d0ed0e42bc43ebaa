import { addAbortSignal, type Readable } from "node:stream";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { tooLarge, type ByteStream } from "./bytes";
import { MAX_CONTENT_BYTES, S3_DEADLINE_MS } from "./limits";
import { connectS3, type S3Connection } from "./s3-client";
import { s3Error } from "./s3-error";
import type { S3Location } from "./s3-location";

/** For tests, and for what follows a first answer. */
export interface S3Options {
  /** The key after which a list begins. */
  readonly startAfter?: string;
  readonly client?: S3ClientConfig;
  readonly deadlineMs?: number;
}

/**
 * An object's bytes.
 *
 * @throws InputError when the object cannot be read, whatever the reason
 */
export async function* fetchS3(location: S3Location, options: S3Options = {}): ByteStream {
  const abortSignal = AbortSignal.timeout(options.deadlineMs ?? S3_DEADLINE_MS);
  let client: S3Connection["client"] | undefined;
  try {
    const got = await ask(location, options.client, ({ sdk, client }) =>
      client.send(new sdk.GetObjectCommand(request(location)), { abortSignal }),
    );
    ({ client } = got);
    if ((got.answer.ContentLength ?? 0) > MAX_CONTENT_BYTES) throw tooLarge(location.spec);
    yield* addAbortSignal(abortSignal, got.answer.Body as Readable) as ByteStream;
  } catch (error) {
    throw s3Error(error, location);
  } finally {
    client?.destroy();
  }
}

/**
 * The keys in the location's bucket that start with a prefix: the first thousand.
 *
 * @throws InputError when they cannot be listed
 */
export async function listS3(
  location: S3Location,
  prefix: string,
  options: S3Options = {},
): Promise<string[]> {
  const abortSignal = AbortSignal.timeout(options.deadlineMs ?? S3_DEADLINE_MS);
  try {
    const { answer, client } = await ask(location, options.client, ({ sdk, client }) =>
      client.send(
        new sdk.ListObjectsV2Command({
          Bucket: location.bucket,
          Prefix: prefix,
          StartAfter: options.startAfter,
        }),
        { abortSignal },
      ),
    );
    client.destroy();
    return (answer.Contents ?? []).flatMap(({ Key }) => Key ?? []);
  } catch (error) {
    throw s3Error(error, location);
  }
}

/**
 * All keys in the location's bucket that start with a prefix.
 *
 * @throws InputError when they cannot be listed
 */
export async function listAllS3(location: S3Location, prefix: string): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    const page = await listS3(location, prefix, { startAfter: all.at(-1) });
    // A store that does not know where to begin gives the first page for ever.
    if (page.length === 0 || page.at(-1) === all.at(-1)) return all;
    all.push(...page);
  }
}

/** An answer, and the client that is to be destroyed once it is read. */
async function ask<T>(
  location: S3Location,
  overrides: S3ClientConfig = {},
  send: (connection: S3Connection) => Promise<T>,
): Promise<{ readonly answer: T; readonly client: S3Connection["client"] }> {
  // An access point's ARN cannot be part of a path.
  const style = location.bucket.startsWith("arn:") ? { forcePathStyle: false } : {};
  const connection = await connectS3({ ...style, ...overrides }, location.access);
  try {
    return { answer: await send(connection), client: connection.client };
  } catch (error) {
    connection.client.destroy();
    const region = regionIn(error);
    if (region === undefined || region === overrides.region) throw error;
    return ask(location, { ...overrides, region }, send);
  }
}

/** The region that S3 expects a request to be signed for: the one redirect that the SDK does not follow. */
function regionIn(error: unknown): string | undefined {
  const { name, Region: region } = error as { readonly name?: string; readonly Region?: unknown };
  return name === "AuthorizationHeaderMalformed" && typeof region === "string" ? region : undefined;
}

function request({ bucket, key, versionId, access }: S3Location) {
  // The name that Terraform's S3 backend has for it.
  const customerKey = access?.customerKey ?? process.env.AWS_SSE_CUSTOMER_KEY;
  return {
    Bucket: bucket,
    Key: key,
    ...(versionId === undefined ? {} : { VersionId: versionId }),
    ...(customerKey ? { SSECustomerAlgorithm: "AES256", SSECustomerKey: customerKey } : {}),
  };
}
