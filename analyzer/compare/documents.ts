import { gunzipSync } from "node:zlib";
import type { Json } from "../base/json";
import { parseJson } from "../base/parse-json";

/** Attributes whose text is base64: user data and the like. */
const BASE64_NAME = /(?:^|\.)(?:user_data|user_data_base64|content_base64|zip_file|custom_data)$/;
const BASE64_TEXT = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const LARGEST_INFLATED = 1 << 20; // user data is 16 KiB at most; anything above is an attack

/** Lines beyond this are not compared every two: the texts differ in any case, and only the first lines are told. */
const MOST_LINES = 100;

/** The document that a string holds, or undefined: only objects and lists count. */
export function parseDocument(text: string): Json | undefined {
  const first = text.trimStart()[0];
  if (first !== "{" && first !== "[") return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The text behind base64 user data, inflated where it is gzip; undefined when the string is none. */
export function decodeText(text: string, path: string): string | undefined {
  if (!BASE64_NAME.test(path) || text.length < 8 || !BASE64_TEXT.test(text)) return undefined;
  let bytes = Buffer.from(text, "base64");
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b)
      bytes = gunzipSync(bytes, { maxOutputLength: LARGEST_INFLATED });
  } catch {
    return undefined;
  }
  const decoded = bytes.toString("utf8");
  // A replacement character says that the bytes are no text.
  return decoded.includes("\uFFFD") ? undefined : decoded;
}

/** The first lines of two texts that differ, for a reader: whole scripts would drown the difference. */
export function differingLines(
  primary: string,
  dr: string,
  equal: (primary: string, dr: string) => boolean,
): { primary: string[]; dr: string[] } {
  const left = primary.split("\n");
  const right = dr.split("\n");
  const lines = { primary: [] as string[], dr: [] as string[] };
  if (left.length !== right.length) {
    const common = new Set(right);
    const same = new Set(left.filter((line) => common.has(line) && equal(line, line)));
    const rest = (list: string[]) => list.filter((line) => !same.has(line)).slice(0, MOST_LINES);
    const [first, second] = [rest(left), rest(right)];
    lines.primary.push(...first.filter((line) => !second.some((other) => equal(line, other))));
    lines.dr.push(...second.filter((line) => !first.some((other) => equal(other, line))));
  } else {
    left.forEach((line, i) => {
      const other = right[i] as string;
      if (equal(line, other)) return;
      lines.primary.push(line);
      lines.dr.push(other);
    });
  }
  return { primary: lines.primary.slice(0, 5), dr: lines.dr.slice(0, 5) };
}
