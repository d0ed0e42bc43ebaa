import type { GetObjectCommandInput, S3ClientConfig } from "@aws-sdk/client-s3";
import { tooLarge, type ByteStream } from "./bytes";
import { MAX_CONTENT_BYTES } from "./limits";
import { connectS3 } from "./s3-client";
import { s3Error } from "./s3-error";
import type { S3Location } from "./s3-location";

/**
 * An object's bytes.
 *
 * @throws InputError when the object cannot be read, whatever the reason
 */
export async function* fetchS3(location: S3Location, overrides: S3ClientConfig = {}): ByteStream {
  const { sdk, client } = await connectS3(overrides);
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

function request({ bucket, key, versionId }: S3Location): GetObjectCommandInput {
  return { Bucket: bucket, Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
}
