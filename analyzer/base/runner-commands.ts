import { escapeInvisible } from "./invisible";
import { printable } from "./printable";

/**
 * Pipelines read commands from what a job prints: Azure's agent takes `##vso[task.setvariable ...]` anywhere in a line,
 * GitHub's runner `##[...]` anywhere and `::error::` at a line's start. A resource may be named like that, in a pull
 * request from anybody, so no rendering lets such a text through as it is.
 */
const COMMAND = /#(?=#(?:vso)?\[)/gi;
const LINE_COMMAND = /(^|\s):(?=:)/g;

/** Breaks the commands in a text by writing `#` and `:` as `hash` and `colon`, which the medium shows as the same. */
export function disarm(text: string, hash: string, colon: string): string {
  return text.replace(COMMAND, hash).replace(LINE_COMMAND, (_match, before: string) => before + colon);
}

/** A text from outside for a terminal or a log: one line, all of it visible, and no command. */
export function terminalText(text: string): string {
  return disarm(printable(text), "\\x23", "\\x3a");
}

/**
 * A value as JSON text that is safe to print and to keep: what a terminal or an editor would act on instead of showing
 * it, and a pipeline's commands, stand there as `\uXXXX`. It parses to the same value. (A colon in a string never begins a
 * line: line breaks are escaped.)
 */
export function safeJson(json: string): string {
  return disarm(escapeInvisible(json), "\\u0023", ":");
}
