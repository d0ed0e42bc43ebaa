import { existsSync } from "node:fs";
import { join } from "node:path";
import { analyze } from "../../analyzer/analyze";
import { loadPair } from "../../analyzer/cli/load-pair";
import type { Report } from "../../analyzer/model/report";

const CORPUS = join(__dirname, "../corpus");

/** The directory of a corpus application's configuration: a side's, where each has its own. */
export function configurationOf(application: string, side: "primary" | "dr"): string {
  const own = join(CORPUS, application, "hcl", side);
  return existsSync(own) ? own : join(CORPUS, application, "hcl");
}

/** The report of a case that has both plans, its configuration at hand. */
export async function corpusReport(application: string, name: string): Promise<Report> {
  const plan = (side: string) => [join(CORPUS, application, "cases", name, `${side}.plan.json.gz`)];
  const input = await loadPair({
    $0: "drparity",
    _: [],
    primary: plan("primary"),
    dr: plan("dr"),
    primaryDir: [configurationOf(application, "primary")],
    drDir: [configurationOf(application, "dr")],
  } as unknown as Parameters<typeof loadPair>[0]);
  return analyze(input);
}
