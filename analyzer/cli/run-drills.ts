import { drillsHtml } from "../act/drills/html";
import { drillsJson } from "../act/drills/json";
import { drillsText } from "../act/drills/text";
import { InputError } from "../base/errors";
import { choosePair, loadPolicy } from "../judge/policy/load-policy";
import { type DrillSeries, seriesOf } from "../model/drill";
import { readDrills } from "../read/drills/read-drills";
import type { DrillsArguments } from "./drills-options";
import { layoutFor } from "./layout";
import { writeOutput } from "./output";

const WIDTH = 80;

/**
 * Runs `drills`.
 * @throws InputError when there is no report of a drill, or something there is none
 */
export async function runDrills(args: DrillsArguments): Promise<void> {
  const location = args.location ?? (await drillsLocation(args));
  const reports = await readDrills(location);
  const wanted = args.pair === undefined ? reports : reports.filter(({ pair }) => pair === args.pair);
  if (wanted.length === 0) {
    throw new InputError({
      where: location,
      what: `There is no report of a drill${args.pair === undefined ? "" : ` of the pair ${args.pair}`} here.`,
      fix: "Reports are written by the generator's Drill, into s3://BUCKET/drills.",
    });
  }
  await writeOutput(rendered(seriesOf(wanted), args), args.output);
}

async function drillsLocation({ config, pair }: DrillsArguments): Promise<string> {
  const policy = choosePair(await loadPolicy(config), pair);
  if (policy?.drills !== undefined) return policy.drills;
  throw new InputError({
    where: policy?.place ?? "command line",
    what: "No place of reports of drills is named.",
    fix: "Give a directory or s3://BUCKET/drills, or set `drills` in the policy file.",
  });
}

function rendered(all: readonly DrillSeries[], { format, output }: DrillsArguments): string {
  const now = new Date();
  if (format === "json") return drillsJson(all, now);
  if (format === "html") return drillsHtml(all, now);
  const { color, width = WIDTH } = layoutFor(output);
  return drillsText(all, now, { color, width });
}
