import { constants, isUtf8 } from "node:buffer";
import { InputError } from "../../base/errors";

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/**
 * The text of a source. Terraform writes UTF-8; Windows tools put a byte order mark before it, and PowerShell's `>` turns
 * it into UTF-16. Without a mark, UTF-16 shows by the zero byte in its first character, which is ASCII in every document.
 *
 * @throws InputError when the text is too long for a string, or is in another encoding
 */
export function decodeText(bytes: Buffer, where: string): string {
  const encoding = encodingOf(bytes);
  const text = withoutMark(toText(bytes, encoding, where));
  if (encoding === "utf-8" && text.includes("\ufffd")) assertUtf8(bytes, where);
  return text;
}

function encodingOf([first, second]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first !== 0 && second === 0) return "utf-16le";
  return first === 0 && second !== undefined && second !== 0 ? "utf-16be" : "utf-8";
}

function toText(bytes: Buffer, encoding: Encoding, where: string): string {
  try {
    if (encoding === "utf-8") return bytes.toString("utf8");
    // An odd last byte is half a character: the text is cut off, which parsing tells better.
    const even = bytes.subarray(0, bytes.length & ~1);
    return (encoding === "utf-16le" ? even : Buffer.from(even).swap16()).toString("utf16le");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_STRING_TOO_LONG") throw tooLong(bytes, where);
    throw error;
  }
}

function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

/** A character that ends with the file is left to the parser, which says that the text is cut off. */
function assertUtf8(bytes: Buffer, where: string): void {
  const cutCharacter = [0, 1, 2, 3].some((less) => isUtf8(bytes.subarray(0, bytes.length - less)));
  if (cutCharacter || bytes.includes(0)) return;
  throw new InputError({
    where,
    what: "The text is neither UTF-8 nor UTF-16.",
    fix: "Let Terraform's output reach the file unchanged: a tool between them converted it.",
  });
}

function tooLong(bytes: Buffer, where: string): InputError {
  const longest = constants.MAX_STRING_LENGTH.toLocaleString("en");
  return new InputError({
    where,
    what: `This holds ${bytes.length.toLocaleString("en")} bytes; Node.js reads at most ${longest} characters (512 MiB).`,
    fix: "If it is indented, make it compact (jq -c .); otherwise split the workspace.",
  });
}
