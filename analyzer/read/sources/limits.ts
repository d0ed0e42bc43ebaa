/**
 * The most bytes that one source may hold after decompression: 1 GiB.
 *
 * JavaScript holds at most 512 Mi characters in a string, and the widest encoding that is read here (UTF-16, from
 * PowerShell's `>`) spends two bytes on each: what is larger can never be parsed, so a gzip bomb is refused at this point
 * instead of filling the memory.
 */
export const MAX_CONTENT_BYTES = 1024 ** 3;

/**
 * How many times its size gzip data may unpack to, beyond {@link SMALL_CONTENT_BYTES}. Real plans reach 40, one of
 * thousands of equal resources 150; gzip itself 1,032, of which a bomb is made.
 */
export const MAX_GZIP_RATIO = 300;

/** What unpacks to no more than this harms nobody, whatever its ratio: 64 MiB. */
export const SMALL_CONTENT_BYTES = 64 * 1024 ** 2;

/**
 * The deepest JSON nesting that is read. Real plans stay under a hundred levels; what walks the document later recurses,
 * and would overflow the stack on a hostile one.
 */
export const MAX_JSON_DEPTH = 1000;

/** How long `terraform show -json` may take. Seconds are usual; minutes mean that it waits for a lock or a network. */
export const SHOW_TIMEOUT_MS = 120_000;

/** How long S3 may keep a connection idle, both before it is made and while bytes flow. */
export const S3_IDLE_TIMEOUT_MS = 20_000;

/** How long reading one object may take in all: a server that sends a byte now and then is never idle. */
export const S3_DEADLINE_MS = 300_000;
