import { InputError } from "../../base/errors";
import { isObject, type JsonObject } from "../../base/json";
import { parseJson } from "../../base/parse-json";
import { scanJson } from "./json-scan";
import { MAX_JSON_DEPTH } from "./limits";
import { MAKE_A_PLAN, NOT_A_LOG } from "./advice";
import { describeText } from "./other-text";
import { withoutPrefix } from "./wrapped";

/** A line on which a JSON object may start. Blanks are matched within the line: `\s*` over many lines is quadratic. */
const OBJECT_LINE = /^[^\S\n]*\{/m;

/** A line that can be part of JSON. `[command]/usr/bin/terraform` and `::debug::` are not, and may be left out. */
const JSON_LINE = /^[^\S\n]*(?:[{}\]",]|\[[^\S\n]*$)/m;

/** The text of one source, with what errors tell about it. */
export interface SourceText {
  readonly text: string;
  /** The size of the decompressed content, in bytes. */
  readonly bytes: number;
  readonly where: string;
}

/**
 * The one JSON object that a text holds. Whole lines before and after it that are not JSON are left out: the wrapper of
 * GitHub's setup-terraform action prints `[command]...` before Terraform's output and `::debug::...` after it. So is what a log
 * puts before it in its line.
 *
 * @throws InputError when there is no such object, or more than one; the message quotes nothing of the text
 */
export function parseObject(given: SourceText): JsonObject {
  const { where } = given;
  if (given.text.trim() === "") throw emptyError(where);
  const source = OBJECT_LINE.test(given.text) ? given : { ...given, text: withoutPrefix(given.text) };
  const { text } = source;
  const start = OBJECT_LINE.exec(text)?.index;
  if (start === undefined || JSON_LINE.test(text.slice(0, start))) throw notAnObject(source);
  const end = endOfObject(source, start);
  const rest = text.slice(end);
  if (!/^[^\S\n]*(?:\n|$)/.test(rest)) throw notJson(source);
  const document = parse(source, start, end);
  if (OBJECT_LINE.test(rest)) throw severalDocuments(document, where);
  if (JSON_LINE.test(rest)) throw notJson(source);
  return document;
}

/** The error for a source without content. */
export function emptyError(where: string): InputError {
  return new InputError({
    where,
    what: "This is empty.",
    fix: `The command that wrote it failed. ${MAKE_A_PLAN}`,
  });
}

function endOfObject(source: SourceText, start: number): number {
  const extent = scanJson(source.text, start, MAX_JSON_DEPTH);
  if (extent.outcome === "complete") return extent.end;
  if (extent.outcome === "too-deep") throw tooDeep(source.where);
  throw describedText(source) ?? cutOff(source);
}

function parse(source: SourceText, start: number, end: number): JsonObject {
  try {
    const value = parseJson(source.text.slice(start, end));
    if (isObject(value)) return value;
  } catch (error) {
    // The parser's own message quotes the text, so only the position is taken from it.
    const position = /in JSON at position (\d+)/.exec(String(error))?.[1];
    throw notJson(source, position === undefined ? undefined : start + Number(position));
  }
  throw notJson(source);
}

function notAnObject(source: SourceText): InputError {
  const { text, where } = source;
  const start = text.search(/\S/);
  if (text[start] !== "[") return notJson(source);
  const extent = scanJson(text, start, MAX_JSON_DEPTH);
  if (extent.outcome === "too-deep") return tooDeep(where);
  if (extent.outcome === "cut-off") return describedText(source) ?? cutOff(source);
  if (text.slice(extent.end).trim() !== "") return notJson(source);
  return new InputError({ where, what: "This is a JSON array, not a plan or a state.", fix: MAKE_A_PLAN });
}

function tooDeep(where: string): InputError {
  const levels = MAX_JSON_DEPTH.toLocaleString("en");
  return new InputError({
    where,
    what: `This JSON nests deeper than ${levels} levels, which no plan or state does.`,
    fix: MAKE_A_PLAN,
  });
}

function cutOff({ where, bytes }: SourceText): InputError {
  return new InputError({
    where,
    what: `The JSON is cut off: it ends in the middle, after byte ${bytes.toLocaleString("en")}.`,
    fix: "Write or copy it again: the command failed half-way, or the disk or a size limit was reached.",
  });
}

function notJson(source: SourceText, position?: number): InputError {
  const at =
    position === undefined ? "" : ` (it stops being so at character ${position.toLocaleString("en")})`;
  const error = new InputError({ where: source.where, what: `This is not JSON${at}.`, fix: MAKE_A_PLAN });
  return describedText(source) ?? error;
}

function describedText({ text, where }: SourceText): InputError | undefined {
  const described = describeText(text);
  return described && new InputError({ where, ...described });
}

function severalDocuments(first: JsonObject, where: string): InputError {
  if ("@level" in first) return new InputError({ where, ...NOT_A_LOG });
  return new InputError({
    where,
    what: "This holds several JSON documents.",
    fix: "Give each plan or state as a source of its own.",
  });
}
