import type { CiRun } from "../../base/ci-run";
import { TOOL_VERSION } from "../../base/version";
import { code, link, MOST_BYTES, preformatted, whatFits } from "../markdown-text";
import { oneLine } from "../value";

/** How a pipeline finds the comment that it wrote before, to update it in place. */
export const COMMENT_MARKER = "<!-- drparity -->";

const MOST_LINES = 40;
const LONGEST_LINE = 2000;
/** Bytes that a character of markup may become: `&#124;`. */
const LONGEST_ENTITY = 6;

/** The last line of a comment: by what it was made and when, for which commit, and where the full report is kept. */
export function footer(made: readonly string[], run?: CiRun): string {
  const parts = [
    ...made,
    ...(run?.commit === undefined ? [] : [`commit ${code(run.commit.slice(0, 12), 12)}`]),
    ...(run?.url === undefined ? [] : [link("this run and its artifacts", run.url)]),
  ];
  return `<sub>${parts.join(", ")}</sub>`;
}

/**
 * The comment in the place of a report, where there is none: what an earlier one said must not stand as if it held.
 * @param said what drparity said on standard error
 */
export function renderFailure(said: string, run?: CiRun): string {
  const lines = said
    .trim()
    .split(/\r?\n/)
    .slice(0, MOST_LINES)
    .map((line) => oneLine(line, LONGEST_LINE));
  return [
    COMMENT_MARKER,
    "### ⚠️ drparity: parity could not be checked",
    "Nothing is known of this commit; what an earlier report said here was of another one.",
    preformatted(whatFits(lines, MOST_BYTES / LONGEST_ENTITY), "text"),
    footer([`drparity ${TOOL_VERSION}`], run),
  ].join("\n\n");
}
