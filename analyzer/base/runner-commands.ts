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
