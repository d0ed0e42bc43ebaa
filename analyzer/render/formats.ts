/**
 * The report's renderings, in the order in which the help lists them. The renderers themselves are loaded when one is used.
 * Written by `npm run indexes`.
 */
export const FORMATS = [
  "annotations",
  "evidence",
  "html",
  "json",
  "junit",
  "markdown",
  "sarif",
  "summary",
  "text",
] as const;

/** One of the report's renderings. */
export type Format = (typeof FORMATS)[number];
