import { printable } from "./printable";

/** What an {@link InputError} tells: never content of a file, which may hold secrets. */
export interface InputErrorDetails {
  /** What is wrong, in one sentence. */
  readonly what: string;
  /** The source as the user named it. */
  readonly where: string;
  /** What to do about it. */
  readonly fix: string;
}

/**
 * Input that cannot be used: the user's to mend, so it is told in two lines and without a stack trace.
 *
 * `message` is `WHERE: WHAT`, a line break, and the fix. Control characters in any part are made visible.
 */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly what: string;
  readonly where: string;
  readonly fix: string;

  /** `options.cause` is the error underneath, for DRPARITY_DEBUG; it is never part of the message. */
  constructor(details: InputErrorDetails, options?: ErrorOptions) {
    const [where, what, fix] = [details.where, details.what, details.fix].map(printable) as [
      string,
      string,
      string,
    ];
    super(`${where}: ${what}\n${fix}`, options);
    this.where = where;
    this.what = what;
    this.fix = fix;
  }
}
