import { historyLocation, readTrends } from "../run-history";
import { asked, known } from "./reach";
import type { Tool } from "./tool";

const MOST_RUNS = 30;
const MOST_OPEN = 30;

interface HistoryArguments {
  readonly location?: string;
  readonly config?: string;
  readonly pair?: string;
  readonly since?: string;
}

/** The score and the findings over time. */
export const historyTool: Tool<HistoryArguments> = {
  name: "history",
  title: "Parity over time",
  description:
    "Tells the parity score run by run, how long findings stayed open, and the oldest ones that still are, from the history that " +
    "analyze --history and drift keep.",
  properties: {
    location: { type: "string", description: "The history's file. Without it: the policy file's." },
    config: { type: "string", description: "The policy file." },
    pair: { type: "string", description: "One pair alone." },
    since: { type: "string", description: "30d, 12w or a date: leave out earlier runs." },
  },
  call: async ({ location, config, pair, since }, reach) => {
    const named = location ?? (await historyLocation({ config: config && asked(config, reach), pair }));
    const isTheirs = location === undefined && config === undefined;
    const place = isTheirs ? known(named, reach) : asked(named, reach);
    const { trends } = await readTrends(place, { pair, since });
    return {
      location: place,
      pairs: trends.map(({ runs, open, ...trend }) => ({
        ...trend,
        runs: runs.slice(-MOST_RUNS),
        earlierRuns: Math.max(0, runs.length - MOST_RUNS),
        open: open.slice(0, MOST_OPEN),
        openFindings: open.length,
      })),
    };
  },
};
