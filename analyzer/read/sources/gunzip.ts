import { promisify } from "node:util";
import { gunzip as zlibGunzip } from "node:zlib";
import { InputError } from "../../base/errors";
import { tooLarge } from "./bytes";
import { MAX_CONTENT_BYTES, MAX_GZIP_RATIO, SMALL_CONTENT_BYTES } from "./limits";

const inflate = promisify(zlibGunzip);

/** A pipeline that compresses an artifact which is compressed already wraps it twice; nobody means more than that. */
const MAX_LAYERS = 2;

/**
 * The content without its gzip layers; what is not gzip stays as it is.
 *
 * @throws InputError when the gzip data is cut off or damaged, inflates beyond `limit`, or has more than two layers
 */
export async function gunzip(bytes: Buffer, where: string, limit = MAX_CONTENT_BYTES): Promise<Buffer> {
  let content = bytes;
  for (let layer = 0; isGzip(content); layer++) {
    if (layer === MAX_LAYERS) throw tooManyLayers(where);
    content = await inflateLayer(content, where, limit);
  }
  return content;
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function inflateLayer(bytes: Buffer, where: string, limit: number): Promise<Buffer> {
  const maxOutputLength = Math.min(limit, Math.max(SMALL_CONTENT_BYTES, bytes.length * MAX_GZIP_RATIO));
  try {
    // zlib stops as soon as its output passes maxOutputLength: a bomb costs no more than the limit.
    return await inflate(bytes, { maxOutputLength, chunkSize: 256 * 1024 });
  } catch (error) {
    const isBomb =
      (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" && maxOutputLength < limit;
    if (isBomb) throw tooDense(where);
    throw inflateError(error, bytes.length, where, limit);
  }
}

function inflateError(error: unknown, size: number, where: string, limit: number): InputError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ERR_BUFFER_TOO_LARGE") return tooLarge(where, limit);
  const what =
    code === "Z_BUF_ERROR"
      ? `The gzip data is cut off: it ends too early, after ${size.toLocaleString("en")} compressed bytes.`
      : "The gzip data is damaged.";
  return new InputError({ where, what, fix: "Compress or download it again." }, { cause: error });
}

function tooDense(where: string): InputError {
  return new InputError({
    where,
    what: `This unpacks to more than ${String(MAX_GZIP_RATIO)} times its size, which no plan or state does.`,
    fix: "Check where it comes from. If it is a plan, unpack it first.",
  });
}

function tooManyLayers(where: string): InputError {
  return new InputError({
    where,
    what: `This is compressed with gzip more than ${MAX_LAYERS} times over.`,
    fix: "Unpack it first.",
  });
}
