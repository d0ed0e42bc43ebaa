import type { S3Location } from "./s3-location";

/** Bytes as they arrive: a Node stream is one. */
export type ByteStream = AsyncIterable<Uint8Array>;

/** What reaches outside the process other than the file system; tests put their own in its place. */
export interface SourceIo {
  /** Standard input. One stream can be read once. */
  readonly stdin: ByteStream;
  /** An object's bytes. Rejects with an InputError when there is none to be had. */
  readonly fetchS3: (location: S3Location) => Promise<ByteStream>;
  /** `terraform show -json` of a saved plan, given its absolute path; `label` is how the user named it. */
  readonly showPlan: (path: string, label: string) => Promise<ByteStream>;
}
