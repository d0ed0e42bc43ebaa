import { addAbortSignal, type Readable } from "node:stream";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { InputError } from "../../base/errors";
import { collect, type ByteStream } from "../../read/sources/bytes";
import { connectS3, type S3Connection } from "../../read/sources/s3-client";
import { s3Error, type S3Explanations } from "../../read/sources/s3-error";
import { MAX_ENTRY_BYTES } from "./limits";
import { keyOf, keyPrefix, sequenceOf, type S3HistoryLocation } from "./s3-location";

/**
 * What became of writing an object. `taken`: there is one of this number already. `unclear`: S3 was busy with another
 * such write, or the answer did not arrive, so it may be written or not.
 */
export type Put =
  { readonly outcome: "written" | "taken" } | { readonly outcome: "unclear"; readonly error: InputError };

const LISTING: S3Explanations = {
  AccessDenied: [
    "S3 denies listing the history.",
    "Allow s3:ListBucket on the bucket (s3:prefix as given), and s3:GetObject on the objects.",
  ],
};
const WRITING: S3Explanations = {
  AccessDenied: [
    "S3 denies writing to the history.",
    "Allow s3:PutObject on the objects (and kms:GenerateDataKey on the bucket's key).",
  ],
  NotImplemented: [
    "This store knows no conditional writes (If-None-Match).",
    "Keep the history in Amazon S3, or in a store that has them.",
  ],
};

/** The few things that a history does with S3. Every failure is an InputError. */
export class S3Objects {
  private connection: Promise<S3Connection> | undefined;

  constructor(
    private readonly location: S3HistoryLocation,
    private readonly config: S3ClientConfig,
    /** Milliseconds that each request may take in all: a store that sends a byte now and then is never idle. */
    private readonly deadlineMs: number,
  ) {}

  /** The numbers of all entries, ascending, as S3 lists them: a page of up to 1,000 at a time. */
  async *list(): AsyncGenerator<number> {
    const { sdk, client } = await this.connected();
    for (let token: string | undefined, more = true; more; more = token !== undefined) {
      const input = {
        Bucket: this.location.bucket,
        Prefix: keyPrefix(this.location),
        ContinuationToken: token,
      };
      const page = await this.explained(
        () => client.send(new sdk.ListObjectsV2Command(input), this.limits()),
        LISTING,
      );
      for (const { Key = "" } of page.Contents ?? []) {
        const sequence = sequenceOf(this.location, Key);
        if (sequence !== undefined) yield sequence;
      }
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    }
  }

  /** An entry's text. */
  async get(sequence: number): Promise<string> {
    const { sdk, client } = await this.connected();
    const where = this.where(sequence);
    return this.explained(async () => {
      const input = { Bucket: this.location.bucket, Key: keyOf(this.location, sequence) };
      const limits = this.limits();
      const { Body } = await client.send(new sdk.GetObjectCommand(input), limits);
      const stream = addAbortSignal(limits.abortSignal, Body as Readable) as ByteStream;
      return (await collect(stream, where, MAX_ENTRY_BYTES)).toString("utf8");
    }, {});
  }

  /** Writes an entry unless there is one of its number. Encryption is the bucket's default, whichever that is. */
  async put(sequence: number, text: string): Promise<Put> {
    const { sdk, client } = await this.connected();
    const input = {
      Bucket: this.location.bucket,
      Key: keyOf(this.location, sequence),
      Body: text,
      ContentType: "application/json",
      IfNoneMatch: "*",
    };
    try {
      await client.send(new sdk.PutObjectCommand(input), this.limits());
      return { outcome: "written" };
    } catch (error) {
      if (statusOf(error) === 412) return { outcome: "taken" };
      const explained = s3Error(error, this.location, WRITING);
      if (isUnclear(error)) return { outcome: "unclear", error: explained };
      throw explained;
    }
  }

  /** Ends the connections, without which the process would wait for them. */
  async close(): Promise<void> {
    const open = this.connection;
    this.connection = undefined;
    (await open)?.client.destroy();
  }

  /** `s3://bucket/prefix/000000000007.json`. */
  where(sequence: number): string {
    return `s3://${this.location.bucket}/${keyOf(this.location, sequence)}`;
  }

  private limits(): { readonly abortSignal: AbortSignal } {
    return { abortSignal: AbortSignal.timeout(this.deadlineMs) };
  }

  private connected(): Promise<S3Connection> {
    this.connection ??= connectS3(this.config);
    return this.connection;
  }

  private async explained<T>(ask: () => Promise<T>, own: S3Explanations): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw s3Error(error, this.location, own);
    }
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

/** 409: another conditional write of the same object was under way. No status: no answer, or none that arrived whole. */
function isUnclear(error: unknown): boolean {
  const status = statusOf(error) ?? 0;
  return status === 0 || status === 409 || (status >= 500 && status !== 501);
}
