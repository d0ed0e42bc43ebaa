import type { GetObjectCommandInput, S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import { tooLarge, type ByteStream } from "./bytes";
import { MAX_CONTENT_BYTES, S3_IDLE_TIMEOUT_MS } from "./limits";
import { s3Error } from "./s3-error";
import type { S3Location } from "./s3-location";

/** Where a bucket's region is asked for when none is configured: S3 answers with a redirect to the right one. */
const ANY_REGION = "us-east-1";

/**
 * An object's bytes, with the credentials, region and endpoint that the AWS SDK finds (AWS_PROFILE, AWS_REGION,
 * AWS_ENDPOINT_URL_S3, ...). The SDK is loaded only here: without `s3://` nobody waits for it.
 *
 * @throws InputError when the object cannot be read, whatever the reason
 */
export async function* fetchS3(location: S3Location, overrides: S3ClientConfig = {}): ByteStream {
  // Otherwise the SDK prints seven lines about its next year's Node.js versions into every pipeline's log.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const sdk = await import("@aws-sdk/client-s3");
  const client = await connect(sdk, { ...clientConfig(process.env), ...overrides });
  try {
    const answer = await client.send(new sdk.GetObjectCommand(request(location)));
    if ((answer.ContentLength ?? 0) > MAX_CONTENT_BYTES) throw tooLarge(location.spec);
    yield* answer.Body as unknown as ByteStream;
  } catch (error) {
    throw s3Error(error, location);
  } finally {
    client.destroy();
  }
}

type Sdk = typeof import("@aws-sdk/client-s3");

function clientConfig(env: NodeJS.ProcessEnv): S3ClientConfig {
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION;
  return {
    ...(region ? { region } : {}),
    followRegionRedirects: true,
    // An emulator or a gateway answers under one host name, not under one per bucket.
    forcePathStyle: Boolean(env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL),
    requestHandler: { connectionTimeout: S3_IDLE_TIMEOUT_MS, socketTimeout: S3_IDLE_TIMEOUT_MS },
  };
}

/** A client in the region that the environment or the profile names, or in any when they name none. */
async function connect(sdk: Sdk, config: S3ClientConfig): Promise<S3Client> {
  const client = new sdk.S3Client(config);
  const configured = await client.config.region().catch(() => undefined);
  return configured === undefined ? new sdk.S3Client({ ...config, region: ANY_REGION }) : client;
}

function request({ bucket, key, versionId }: S3Location): GetObjectCommandInput {
  return { Bucket: bucket, Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
}
