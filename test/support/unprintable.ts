/**
 * What no rendering may hold: whatever a terminal, a log viewer or an editor acts on instead of showing it. The line feed
 * is left out, since renderings have lines.
 */
export const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Cs}]/u;

/** What a pipeline's runner takes for a command: Azure's and GitHub's, anywhere in a line or at its beginning. */
export const RUNNER_COMMAND = /##(?:vso)?\[|^\s*::/im;
