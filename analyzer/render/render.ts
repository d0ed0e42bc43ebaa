import type { Report } from "../model/report";
import type { RenderOptions } from "./format";
import type { Format } from "./formats";
import { RENDERERS } from "./renderers";

/** Renders a report, safely for the format's medium. */
export function render(report: Report, format: Format, options: RenderOptions): string {
  return RENDERERS[format].render(report, options);
}
