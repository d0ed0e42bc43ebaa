/**
 * The most bytes that one entry may hold: 16 MiB, some thirty thousand findings. What is larger comes from no report, and
 * would have to be held in memory whole.
 */
export const MAX_ENTRY_BYTES = 16 * 1024 ** 2;

/** The deepest nesting of an entry. Ours has four levels; later versions may add, hostile files may not overflow the stack. */
export const MAX_ENTRY_DEPTH = 50;

/** How long an append waits for other writers before it gives up. A write takes milliseconds. */
export const APPEND_TIMEOUT_MS = 90_000;

/**
 * How long a writer of another machine or container may hold its claim before it counts as dead. Whether it lives cannot
 * be asked from here; a write takes milliseconds, or a few seconds where a network file system is slow.
 */
export const FOREIGN_CLAIM_MS = 30_000;
