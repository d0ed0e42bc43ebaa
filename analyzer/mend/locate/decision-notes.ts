import { Lines } from "../../base/lines";
import type { HclBlock, HclBody } from "../../read/hcl/scan-hcl";

/** A comment that accepts findings, as it stands beside the code. */
export interface DecisionNote {
  readonly line: number;
  /** What follows `drparity:accept`. */
  readonly text: string;
}

/** A comment that fills its line. At the end of a line it would be told from a text by reading the whole line only. */
const NOTE = /^[ \t]*(?:#|\/\/)[ \t]*drparity:accept\b[ \t]*(.*?)[ \t\r]*$/gm;

/**
 * The decisions of a file's blocks: those within a block, and those right above one, with nothing but comments between.
 *
 * @param blocks as they follow each other in the file
 */
export function notesByBlock(text: string, blocks: readonly HclBlock[]): Map<HclBlock, DecisionNote[]> {
  const found = new Map<HclBlock, DecisionNote[]>();
  if (!text.includes("drparity:accept")) return found;
  const lines = new Lines(text);
  for (const match of text.matchAll(NOTE)) {
    const block = blocks.find(({ end }) => end > match.index);
    if (block === undefined || !belongs(text, match.index + match[0].length, match.index, block)) continue;
    const note = { line: lines.at(match.index), text: match[1] ?? "" };
    found.set(block, [...(found.get(block) ?? []), note]);
  }
  return found;
}

function belongs(text: string, end: number, start: number, block: HclBlock): boolean {
  if (start > block.start) return !isInText(text, start, block.body);
  const between = text.slice(end, block.start);
  return between
    .split("\n")
    .every((line, i, all) => i === all.length - 1 || i === 0 || /^\s*(?:#|\/\/)/.test(line));
}

/** Whether a place lies in a heredoc or a text that goes over several lines. */
function isInText(text: string, at: number, body: HclBody): boolean {
  const within = ({ start, end }: { readonly start: number; readonly end: number }) =>
    start <= at && at < end;
  return (
    body.attributes.some(({ value }) => within(value) && text.slice(value.start, at).includes("<<")) ||
    body.blocks.some((block) => within(block) && isInText(text, at, block.body))
  );
}

const IN_JSON = /^\s*drparity:accept\b\s*(.*?)\s*$/s;

/** The decisions in a block of JSON syntax: in its `//`, Terraform's place for comments, a text or a list of them. */
export function notesInJson(comment: unknown, line: number): DecisionNote[] {
  const texts = Array.isArray(comment) ? (comment as unknown[]) : [comment];
  return texts.flatMap((text) => {
    const found = typeof text === "string" ? IN_JSON.exec(text)?.[1] : undefined;
    return found === undefined ? [] : [{ line, text: found }];
  });
}
