/** The command line itself is wrong; the message says what to do. */
export class UsageError extends Error {}
