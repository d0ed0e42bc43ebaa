import { isObject, type Json, type JsonObject } from "../../base/json";

/** What hcl2-parser gives: the body as in HCL's JSON form, or null and an error without any text. */
interface Hcl2Parser {
  parseToObject(text: string): readonly [Json, unknown];
}

/** The body of an HCL text in HCL's JSON form; undefined when it is not HCL, or nests too deeply for the parser. */
export type HclParser = (text: string) => JsonObject | undefined;

/** hcl2-parser, loaded when it is first needed: it weighs four megabytes, and most runs need none of it. */
export async function loadHclParser(): Promise<HclParser> {
  const { default: parser } = (await import("hcl2-parser")) as unknown as { default: Hcl2Parser };
  return (text) => {
    const body = parsed(parser, text);
    return isObject(body) ? body : undefined;
  };
}

function parsed(parser: Hcl2Parser, text: string): Json {
  try {
    return parser.parseToObject(text)[0];
  } catch (error) {
    if (error instanceof RangeError) return null; // it recurses, and the stack is full
    throw error;
  }
}
