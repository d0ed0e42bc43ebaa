import { readdir } from "node:fs/promises";
import path from "node:path";
import { InputError } from "../../base/errors";
import { readSmallFile } from "../../base/files/small-file";
import { inBatches } from "../../base/in-batches";
import { assertStaysInCheckout } from "../../base/process/checkout";
import type { DrillReport } from "../../model/drill";
import { collect } from "../sources/bytes";
import { fileError } from "../sources/file-error";
import { fetchS3, listAllS3 } from "../sources/s3";
import { isS3Spec, parseS3Location } from "../sources/s3-location";
import { parseDrill } from "./parse";

/** What is larger is no report of a machine whose variables hold 256 KiB. */
const MOST_BYTES = 1024 ** 2;
/** The newest ones that are read: a drill a month for forty years. */
const MOST_REPORTS = 500;
const AT_ONCE = 8;

/** A report that may be there: where it lies, and how it is read. Undefined is what is too large. */
interface Found {
  readonly where: string;
  readonly read: () => Promise<string | undefined>;
}

/**
 * The reports of drills in a directory or below `s3://BUCKET/PREFIX`, the oldest first. What does not end in `.json` is passed over.
 * @throws InputError when there is no such place, or something in it is no report
 */
export async function readDrills(location: string): Promise<DrillReport[]> {
  const found = isS3Spec(location) ? await inS3(location) : await inDirectory(location);
  return inBatches(found.slice(-MOST_REPORTS), AT_ONCE, async ({ where, read }) => {
    const text = await read();
    const report = text === undefined ? undefined : parseDrill(text);
    if (report !== undefined) return report;
    throw new InputError({
      where,
      what: "This is no report of a drill.",
      fix: "Name the place that a Drill writes to, s3://BUCKET/drills, or take the file away.",
    });
  });
}

async function inS3(location: string): Promise<Found[]> {
  const spec = location.replace(/\/+$/, "");
  // A prefix is no key: it is only asked for what is below it.
  const place = parseS3Location(`${spec}/.json`);
  const keys = await listAllS3({ ...place, spec }, place.key.replace(/\.json$/, ""));
  return keys
    .filter((key) => key.endsWith(".json"))
    .map((key) => {
      const where = `s3://${place.bucket}/${key}`;
      const read = async () =>
        (await collect(fetchS3({ ...place, spec: where, key }), where, MOST_BYTES)).toString("utf8");
      return { where, read };
    });
}

async function inDirectory(location: string): Promise<Found[]> {
  assertStaysInCheckout(location);
  const names = await readdir(location).catch((error: unknown) => {
    throw fileError(error, location);
  });
  return names
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => {
      const where = path.join(location, name);
      const read = async () => {
        assertStaysInCheckout(where);
        return readSmallFile(where, MOST_BYTES).catch((error: unknown) => {
          throw fileError(error, where);
        });
      };
      return { where, read };
    });
}
