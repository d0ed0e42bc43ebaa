import { fixesOf, fixLines } from "../../render/fixes";
import type { Finding } from "../../model/report";
import { disarm } from "../../base/runner-commands";
import { oneLine } from "../../render/value";
import { addresses, places } from "../../render/words";

const PROSE = 600;
const ADDRESS = 300;

/** What to do about each finding, worst first: where, whose it is, and what to write. */
export function remediationText(findings: readonly Finding[]): string {
  if (findings.length === 0) return "Nothing to mend.\n";
  return findings.map((finding) => `${entry(finding).join("\n")}\n`).join("\n");
}

function entry(finding: Finding): readonly string[] {
  const title = addresses(finding).map((address) => shown(address, ADDRESS));
  return [
    `${finding.severity}: ${title.join(" -> ")}`,
    `  ${shown(finding.message, PROSE)}`,
    `  What to do: ${shown(finding.remediation, PROSE)}`,
    ...labelled("Where", places([finding]).join(", ")),
    ...labelled("Owner", finding.owner ?? ""),
    ...fixesOf([finding]).flatMap((fix) => [
      `  Write in ${fix.side === "dr" ? "DR" : "primary"}:`,
      ...fixLines(fix).map((line) => `    ${line}`),
    ]),
  ];
}

function labelled(label: string, text: string): readonly string[] {
  return text === "" ? [] : [`  ${label}: ${shown(text, PROSE)}`];
}

function shown(text: string, max: number): string {
  return disarm(oneLine(text, max), "\\x23", "\\x3a");
}
