import { constants, gunzipSync, inflateSync } from "node:zlib";

/** What may be base64 or hex, over several lines where all but the last are as long as encoders write them. */
const ENCODED =
  /(?:[A-Za-z0-9+/]{64}(?:[A-Za-z0-9+/]{12})?(?:\r?\n|\\r?\\n|\\n))+[A-Za-z0-9+/]{2,76}={0,2}|[A-Za-z0-9+/_-]{7,}={0,2}/g;
/** A character as URLs, shells, JSON and HTML write it: `%71`, `\x71`, `\161`, `\u0071`, `&#113;`, `&#x71;`. */
const ESCAPE = /%[0-9a-f]{2}|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\[0-3][0-7]{2}|&#x?[0-9a-f]{2,4};/gi;
/** Such characters, and what may stand between them. */
const ESCAPED =
  /(?:%[0-9a-f]{2}|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\[0-3][0-7]{2}|&#x?[0-9a-f]{2,4};|[\w.~!*+/=@:-]){5,}/gi;
const BASE32 = /^(?:[A-Z2-7]{16,}|[a-z2-7]{16,})=*$/;
const BASE32_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const HEX = /^(?:[0-9a-f]{2}){6,}$|^(?:[0-9A-F]{2}){6,}$/;
/** User data is 16 KiB at most; what inflates to more is an attack. */
const LARGEST_INFLATED = 1 << 20;
/** base64 of gzip of MIME of base64 of gzip: nobody goes further. */
const DEEPEST = 5;

/**
 * Replaces what is encoded and hides a secret, as a whole.
 *
 * @param hides whether a decoded text has a secret in it
 */
export function replaceEncoded(text: string, hides: (decoded: string) => boolean, marker: string): string {
  return replaceWithin(text, hides, marker, 0);
}

function replaceWithin(
  text: string,
  hides: (decoded: string) => boolean,
  marker: string,
  depth: number,
): string {
  if (text.length < 7) return text;
  const plain = /[%\\&]/.test(text)
    ? text.replace(ESCAPED, (token) => (isEscaping(token, hides) ? marker : token))
    : text;
  return plain.replace(ENCODED, (token) => (isHiding(token, hides, depth) ? marker : token));
}

/** What shows its secret as it is, is left to whoever blots that alone. */
function isEscaping(token: string, hides: (decoded: string) => boolean): boolean {
  if (!/[%\\&]/.test(token) || hides(token)) return false;
  const decoded = token.replace(ESCAPE, characterOf);
  return decoded !== token && hides(decoded);
}

function characterOf(escape: string): string {
  const [, base, digits = ""] = /^(%|\\x|\\u|&#x?|\\)([0-9a-f]+);?$/i.exec(escape) ?? [];
  const code = parseInt(digits, base === "\\" ? 8 : base === "&#" ? 10 : 16);
  return String.fromCodePoint(Math.min(code, 0xffff));
}

function isHiding(token: string, hides: (decoded: string) => boolean, depth: number): boolean {
  const oneLine = token.replace(/\r?\n|\\r?\\n|\\n/g, "");
  return decodings(oneLine).some((decoded) => {
    if (hides(decoded)) return true;
    return depth < DEEPEST && replaceWithin(decoded, hides, "\0", depth + 1) !== decoded;
  });
}

/** The texts that a token may stand for: none for words, names and numbers, whose bytes are no text. */
export function decodings(token: string): string[] {
  const found: string[] = [];
  if (HEX.test(token)) keep(Buffer.from(token, "hex"), found);
  if (BASE32.test(token)) keep(fromBase32(token.toUpperCase()), found);
  keep(Buffer.from(token, "base64"), found);
  return found;
}

function fromBase32(token: string): Buffer {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const digit of token.replace(/=+$/, "")) {
    held = ((held << 5) | BASE32_DIGITS.indexOf(digit)) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 0xff);
  }
  return Buffer.from(bytes);
}

function keep(bytes: Buffer, found: string[]): void {
  const plain = inflated(bytes) ?? bytes;
  // PowerShell's -EncodedCommand is UTF-16.
  const text = plain.toString(isWide(plain) ? "utf16le" : "utf8");
  if (isText(text)) found.push(text);
}

/** Whether every second byte is none, as in UTF-16 of a text in English. */
function isWide(bytes: Buffer): boolean {
  if (bytes.length < 8) return false;
  let zeros = 0;
  for (let at = 1; at < bytes.length; at += 2) if (bytes[at] === 0) zeros++;
  return zeros * 2 > bytes.length * 0.9;
}

function inflated(bytes: Buffer): Buffer | undefined {
  // A text that was cut off for being long inflates as far as it goes.
  const options = { maxOutputLength: LARGEST_INFLATED, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes, options);
    if (bytes[0] === 0x78 && bytes.readUInt16BE(0) % 31 === 0) return inflateSync(bytes, options);
  } catch {
    return undefined;
  }
  return undefined;
}

/** Bytes that are no UTF-8, or hold controls, are none that anybody wrote. The end may be cut off in a character. */
function isText(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- controls tell text from other bytes
  return text.length >= 4 && !/[\u0000-\u0008\u000e-\u001a\u007f]|\uFFFD[^]{4}/.test(text);
}
