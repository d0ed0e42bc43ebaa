import { safeJson } from "./runner-commands";

/**
 * A value as indented JSON text that is also safe to print: what a terminal or an editor would act on instead of
 * showing it (C1 controls, bidirectional overrides, a pipeline's commands) stands there as `\uXXXX`. It parses to the
 * same value.
 */
export function toJsonText(value: unknown): string {
  return `${safeJson(JSON.stringify(value, null, 2))}\n`;
}
