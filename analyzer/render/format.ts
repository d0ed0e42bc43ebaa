import type { CiRun } from "../base/ci-run";
import type { Report } from "../model/report";
import type { TrendPoint } from "./trend";

/** What a rendering may need to know besides the report. */
export interface RenderOptions {
  /** Whether the text may hold colours. The caller decides it from the terminal, NO_COLOR and FORCE_COLOR. */
  readonly color: boolean;
  /** Columns that the text may take; 100 when not given. */
  readonly width?: number;
  /** The pipeline's run: Markdown names it and links to its commit's files. */
  readonly run?: CiRun;
  /** The pair's earlier runs, oldest first, for the renderings that show a trend. */
  readonly trend?: readonly TrendPoint[];
}

/**
 * A rendering of the report. A file below `render/` that exports one as `format` is a format of its name: nothing else has to
 * name it.
 */
export interface RenderFormat {
  /**
   * Strings in the report may be hostile; what is returned is safe for its medium (no escape codes but our own in text, no live
   * markup in Markdown and HTML, well-formed XML and JSON). It ends with a newline.
   */
  readonly render: (report: Report, options: RenderOptions) => string;
  /** Several pairs' renderings as one. @default - one document holds one report */
  readonly join?: (renderings: readonly string[]) => string;
}
