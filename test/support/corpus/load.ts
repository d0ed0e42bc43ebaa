import type { AnalyzeInput } from "../../../analyzer/analyze";
import { loadPair } from "../../../analyzer/cli/load-pair";
import type { SourceArguments } from "../../../analyzer/cli/sources-options";
import { optionsOf, readCases, type Case } from "./cases";

/** What `drparity analyze` would load of a case. */
export function loadCase(one: Case | string): Promise<AnalyzeInput> {
  const [found] = typeof one === "string" ? readCases(one) : [one];
  if (found === undefined) throw new Error(`${String(one)} holds no case`);
  return loadPair(argumentsOf(found));
}

/** The command line as yargs parses it: sources are lists, names are in camel case. */
function argumentsOf(one: Case): SourceArguments {
  const named = Object.entries(optionsOf(one)).map(([name, value]) => [
    name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    /region|strategy/.test(name) ? value : [value],
  ]);
  return { _: ["analyze"], $0: "drparity", ...Object.fromEntries(named) } as SourceArguments;
}
