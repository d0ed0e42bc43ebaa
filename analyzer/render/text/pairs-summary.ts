import { columnsOf, padColumns } from "../../base/columns";
import { terminalText } from "../../base/runner-commands";
import type { Report } from "../../model/report";
import { painter } from "../paint";
import { oneLine } from "../value";
import { scoreText, severityCounts, VERDICT_WORDS } from "../words";

/** What became of one of several pairs: its report, or the first line of what kept it from being made. */
export type PairOutcome = { readonly name: string } & (
  { readonly report: Report } | { readonly error: string }
);

/** A line for each pair, in the policy file's order. */
export function pairsSummary(outcomes: readonly PairOutcome[], color: boolean): string {
  const paint = painter(color);
  const names = outcomes.map(({ name }) => terminalText(oneLine(name, 40)));
  const wide = Math.max(...names.map(columnsOf));
  const lines = outcomes.map((outcome, i) => {
    const name = padColumns(names[i] ?? "", wide);
    if ("error" in outcome)
      return `${paint.bold("error".padEnd(10))}  ${name}  ${terminalText(oneLine(outcome.error, 200))}`;
    const { verdict, score } = outcome.report.summary;
    const word = VERDICT_WORDS[verdict].padEnd(10);
    return `${paint.bold(word)}  ${name}  ${scoreText(score)}/100: ${severityCounts(outcome.report.summary)}`;
  });
  return `${lines.join("\n")}\n`;
}
