import { InputError } from "../../base/errors";

/** Where a history lies in S3: objects `PREFIX/000000000001.json`, one for each entry. */
export interface S3HistoryLocation {
  /** As the user named it. */
  readonly spec: string;
  readonly bucket: string;
  /** Without a slash at its end; empty for the bucket's root. */
  readonly prefix: string;
}

const DIGITS = 12;

/** Parses `s3://BUCKET/PREFIX`. @throws InputError when there is no bucket */
export function parseS3History(spec: string): S3HistoryLocation {
  const [, bucket, prefix = ""] = /^s3:\/\/([^/?]+)(?:\/([^?]*))?$/i.exec(spec) ?? [];
  if (bucket === undefined) {
    throw new InputError({
      where: spec,
      what: "This names no place in S3 for a history.",
      fix: "Write s3://BUCKET/PREFIX, such as s3://acme-drparity/storefront.",
    });
  }
  return { spec, bucket, prefix: prefix.replace(/\/+$/, "") };
}

/** What the keys of all entries begin with. */
export function keyPrefix({ prefix }: S3HistoryLocation): string {
  return prefix === "" ? "" : `${prefix}/`;
}

/** An entry's key. Fixed width: S3 lists keys by their bytes. */
export function keyOf(location: S3HistoryLocation, sequence: number): string {
  return `${keyPrefix(location)}${String(sequence).padStart(DIGITS, "0")}.json`;
}

/** The sequence number that a key names; undefined for anything else that lies there. */
export function sequenceOf(location: S3HistoryLocation, key: string): number | undefined {
  const name = key.slice(keyPrefix(location).length);
  const sequence = new RegExp(`^(\\d{${String(DIGITS)}})\\.json$`).exec(name)?.[1];
  return sequence === undefined ? undefined : Number(sequence);
}
