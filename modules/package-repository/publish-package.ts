import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Duration } from "../pair/duration";

/** What publishing needs of one region's bucket. `s3Packages` makes one from an S3 client. */
export interface PackageBucket {
  /** Such as `eu-west-1`, for messages. */
  readonly region: string;
  put(key: string, body: Buffer, sha256: string): Promise<void>;
  /** The checksum that S3 has computed and stored, or undefined while there is no such object. */
  sha256(key: string): Promise<string | undefined>;
}

export interface PublishProps {
  /** Of the package in the bucket, with its version. */
  readonly key: string;
  readonly body: Buffer;
  /** The bucket to upload to: the region that is active. */
  readonly from: PackageBucket;
  /** The bucket that replication fills. */
  readonly to: PackageBucket;
  /** How long replication may take. @default 15 min, S3's own promise */
  readonly patience?: Duration;
  /** @default 5 s */
  readonly pollEvery?: Duration;
}

/**
 * Uploads a package, and returns when both regions have the same bytes.
 * @throws Error when the key is taken by other bytes, or the other region does not get them in time
 */
export async function publishPackage(props: PublishProps): Promise<void> {
  const { key, body, from, to, patience = Duration.minutes(15), pollEvery = Duration.seconds(5) } = props;
  const expected = createHash("sha256").update(body).digest("base64");
  const present = await from.sha256(key);
  if (present !== undefined && present !== expected) {
    // Instances of one fleet would run two programs under one version.
    throw new Error(`${key} exists in ${from.region} with other contents: publish it under a new version`);
  }
  if (present === undefined) await from.put(key, body, expected);
  const deadline = Date.now() + patience.seconds * 1000;
  for (;;) {
    const copied = await to.sha256(key);
    if (copied === expected) return;
    if (copied !== undefined)
      throw new Error(`${key} has other contents in ${to.region} than in ${from.region}`);
    if (Date.now() >= deadline)
      throw new Error(`${key} has not reached ${to.region} within ${patience}: do not release it`);
    await sleep(pollEvery.seconds * 1000);
  }
}
