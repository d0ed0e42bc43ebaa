import type { ByteStream } from "./bytes";
import type { HcpLocation } from "./hcp/hcp-location";
import { fetchS3, listS3 } from "./s3";
import type { S3Location } from "./s3-location";
import { showPlan } from "./show-plan";

/** What a source may need outside the file system; tests put their own in its place. */
export interface SourceIo {
  /** Standard input: one stream can be read once. `isTTY` as Node sets it on a terminal. */
  readonly stdin: ByteStream & { readonly isTTY?: boolean };
  /** An object's bytes; throws an InputError when there are none to be had. */
  readonly fetchS3: (location: S3Location) => ByteStream;
  /** The keys that start with a prefix in the location's bucket; throws an InputError when they cannot be listed. */
  readonly listS3: (location: S3Location, prefix: string) => Promise<string[]>;
  /** What HCP Terraform keeps; throws an InputError when it cannot be had. */
  readonly fetchHcp?: (location: HcpLocation) => Promise<Buffer>;
  /** The output of `terraform show -json` for a saved plan; throws an InputError when that fails. */
  readonly showPlan: (path: string, where: string) => Promise<Buffer>;
  /** Asked of every file before it is read as a source; throws an InputError when it must not be. All may be where it is absent. */
  readonly assertMayRead?: (path: string) => void;
}

/** This process's own standard input, AWS credentials and Terraform. */
export function processIo(): SourceIo {
  return { stdin: process.stdin, fetchS3, listS3, fetchHcp: lazyHcp, showPlan };
}

/** Loaded for those who ask it. */
async function lazyHcp(location: HcpLocation): Promise<Buffer> {
  const { fetchHcp } = await import("./hcp/fetch-hcp");
  return fetchHcp(location);
}
