import { toJsonText } from "../base/json-text";
import type { Format } from "./formats";

/**
 * Several pairs' renderings as one; undefined for a format in which one document holds one report.
 *
 * JSON is `{ schemaVersion, reports }`, each report as for one pair; SARIF has a run for each.
 */
export function joinRenderings(format: Format, renderings: readonly string[]): string | undefined {
  if (format === "text" || format === "markdown") return renderings.join("\n");
  if (format === "annotations") return renderings.join("");
  if (format === "json")
    return toJsonText({
      schemaVersion: "1.0",
      reports: renderings.map((text) => JSON.parse(text) as unknown),
    });
  if (format !== "sarif") return undefined;
  const logs = renderings.map((text) => JSON.parse(text) as { readonly runs: readonly unknown[] });
  return toJsonText({ ...logs[0], runs: logs.flatMap(({ runs }) => runs) });
}
