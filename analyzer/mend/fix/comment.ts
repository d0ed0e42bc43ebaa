import { printable } from "../../base/printable";

/** A text as a part of a comment on one line, whichever language the comment is in. */
export function quoteForComment(text: string): string {
  return printable(text).replace(/\s+/g, " ");
}
