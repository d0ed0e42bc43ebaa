import { HeadObjectCommand, NotFound, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { PackageBucket } from "./publish-package";

/** A package bucket in S3. @param client of the bucket's region */
export function s3Packages(client: S3Client, bucket: string, region: string): PackageBucket {
  return {
    region,
    async put(key, body, sha256) {
      // S3 refuses the upload when what arrived has another checksum, and stores it for the copy to be compared with.
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ChecksumSHA256: sha256 }),
      );
    },
    async sha256(key) {
      try {
        const head = await client.send(
          new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: "ENABLED" }),
        );
        // An object uploaded by other means may have none: it is there, and equal to nothing.
        return head.ChecksumSHA256 ?? "none";
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },
  };
}
