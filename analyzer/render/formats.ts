/** The report's renderings, in the order in which the help lists them. */
export const FORMATS = ["text", "json", "markdown", "sarif", "junit", "html", "annotations"] as const;

/** One of the report's renderings. */
export type Format = (typeof FORMATS)[number];
