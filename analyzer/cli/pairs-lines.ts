import { withoutEnvironmentSecrets } from "../base/secrets/environment";
import type { Report } from "../model/report";
import { pairsSummary } from "../render/text/pairs-summary";
import { layoutFor } from "./layout";
import type { Attempt } from "./several-pairs";

/**
 * A line for each pair, for the end of a text.
 * @param told a pair's report, or why it has none
 * @param output where the text goes; standard output when not given
 */
export function pairsLines<T>(
  outcomes: readonly Attempt<T>[],
  told: (value: T) => Report | string,
  output: string | undefined,
): string {
  const lines = outcomes.map((outcome) => {
    const { name } = outcome;
    const report = "value" in outcome ? told(outcome.value) : outcome.error.message;
    if (typeof report !== "string") return { name, report };
    return { name, error: withoutEnvironmentSecrets(report, process.env).split("\n")[0] ?? "" };
  });
  return pairsSummary(lines, layoutFor(output).color);
}
