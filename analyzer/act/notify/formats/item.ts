import type { DriftReport, GoneFinding, PresentFinding } from "../../drift/drift-report";
import { addressText, historyText, sinceText, tookText, worstFirst } from "../../drift/render/sections";
import type { Severity } from "../../../model/report";
import { told } from "../../../render/told";
import { bothSensitive, contrast, oneLine } from "../../../render/value";
import { places } from "../../../render/words";

/** One change, in parts that each medium lays out and escapes in its own way. No part has a line break. */
export interface ChangeItem {
  readonly word: "New" | "Worse" | "Resolved" | "Accepted";
  readonly severity: Severity;
  readonly address: string;
  readonly message: string;
  /** Label and text. */
  readonly facts: readonly (readonly [label: string, text: string])[];
}

const PROSE = 300;
const VALUE = 200;
const MOST_DIFFERENCES = 4;
const MOST_PLACES = 2;

/** What changed, worst first, new before gone. */
export function changeItems(news: DriftReport): readonly ChangeItem[] {
  return [
    ...worstFirst(news.appeared).map((one) => openItem("New", one)),
    ...worstFirst(news.worsened).map((one) => openItem("Worse", one)),
    ...worstFirst(news.resolved).map((one) => goneItem("Resolved", one, tookText(one))),
    ...worstFirst(news.accepted).map((one) => goneItem("Accepted", one, sinceText(one))),
  ];
}

function openItem(word: ChangeItem["word"], one: PresentFinding): ChangeItem {
  const { finding } = one;
  const facts: [string, string][] = [
    ...differenceFacts(finding),
    ["Where", places([finding]).slice(0, MOST_PLACES).join(", ")],
    ["At failover", finding.impact],
    ["What to do", finding.remediation],
    ["Owner", finding.owner ?? ""],
    ["Finding", `${finding.id}, rule ${finding.rule}`],
    ["History", historyText(one) ?? ""],
  ];
  return item(word, one, facts);
}

function goneItem(word: ChangeItem["word"], one: GoneFinding, history: string): ChangeItem {
  return item(word, one, [
    ["History", history],
    ["Finding", `${one.finding.id}, rule ${one.finding.rule}`],
  ]);
}

function item(
  word: ChangeItem["word"],
  one: PresentFinding | GoneFinding,
  facts: readonly (readonly [string, string])[],
): ChangeItem {
  const { severity, message } = one.finding;
  return {
    word,
    severity,
    address: oneLine(addressText(one), PROSE),
    message: oneLine(message, PROSE),
    facts: facts
      .filter(([, text]) => text !== "")
      .map(([label, text]) => [oneLine(label, 80), oneLine(text, PROSE * 2)]),
  };
}

function differenceFacts(finding: PresentFinding["finding"]): [string, string][] {
  const { titles, differences } = told(finding);
  return differences.slice(0, MOST_DIFFERENCES).map((difference) => {
    if (bothSensitive(difference)) return [difference.path, "sensitive, differs"];
    const { primary, dr } = contrast(difference, VALUE);
    return [difference.path, `${titles[0].toLowerCase()} ${primary}, ${titles[1].toLowerCase()} ${dr}`];
  });
}
