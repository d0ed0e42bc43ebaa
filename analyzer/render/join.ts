import type { Format } from "./formats";
import { RENDERERS } from "./renderers";

/** Several pairs' renderings as one; undefined for a format in which one document holds one report. */
export function joinRenderings(format: Format, renderings: readonly string[]): string | undefined {
  return RENDERERS[format].join?.(renderings);
}
