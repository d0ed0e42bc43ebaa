import type { CiRun } from "../base/ci-run";
import { renderAnnotations } from "./annotations/annotations";
import type { Format } from "./formats";
import { renderHtml } from "./html/html";
import { renderJson } from "./json/json";
import { renderJunit } from "./junit/junit";
import { renderMarkdown } from "./markdown/markdown";
import type { Report } from "../model/report";
import { renderSarif } from "./sarif/sarif";
import { renderText } from "./text/text";
import type { TrendPoint } from "./trend";

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

type Renderer = (report: Report, options: RenderOptions) => string;

/** Every format's renderer. A new format is a new file beside this one and a line here. */
const RENDERERS: Readonly<Record<Format, Renderer>> = {
  text: renderText,
  json: renderJson,
  markdown: renderMarkdown,
  sarif: renderSarif,
  junit: renderJunit,
  html: renderHtml,
  annotations: renderAnnotations,
};

/**
 * Renders a report. Strings in the report may be hostile; what is returned is safe for its medium (no escape codes but
 * our own in text, no live markup in Markdown and HTML, well-formed XML and JSON). It ends with a newline.
 */
export function render(report: Report, format: Format, options: RenderOptions): string {
  return RENDERERS[format](report, options);
}
