import { fixesOf, shownFix } from "../fixes";
import type { Finding, Fix } from "../../model/report";
import { copyButton } from "./copy";
import { codeLine, escapeHtml } from "./text";

const MOST_FIXES = 5;
const MOST_LINES = 60;
/** Alike findings' fixes differ little: the JSON report has them all. */
const MOST_FINDINGS = 50;

/** What to write where, for those findings of which that is known. */
export function fixes(findings: readonly Finding[]): readonly string[] {
  return fixesOf(findings.slice(0, MOST_FINDINGS)).slice(0, MOST_FIXES).map(block);
}

function block(fix: Fix): string {
  const { lines, whole } = shownFix(fix, MOST_LINES);
  const where = fix.side === "dr" ? "DR" : "primary";
  return `<p><strong>What to write in ${where}:</strong> ${codeLine(fix.address, 300)}</p><pre><code>${lines.map(escapeHtml).join("\n")}</code></pre>${whole ? copyButton("fix") : ""}`;
}
