import type { Finding } from "../../model/report";
import { groupAlike } from "../group";
import { entry, pageOf, severityPaint } from "./text";

/** One finding for a terminal, with every difference. */
export function findingInFull(
  finding: Finding,
  options: { readonly color: boolean; readonly width?: number },
): string {
  const page = { ...pageOf(options), whole: true };
  const severity = page.paint.bold(
    severityPaint(finding.severity, page.paint)(finding.severity.toUpperCase()),
  );
  const lines = groupAlike([finding]).flatMap((group) => entry(group, page));
  return `${[severity, ...lines].join("\n")}\n`;
}
