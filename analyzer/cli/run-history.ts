import { existsSync } from "node:fs";
import { InputError } from "../base/errors";
import type { HistoryEntry } from "../act/history/entry";
import { openHistory } from "../act/history/open";
import { choosePair, loadPolicy } from "../judge/policy/load-policy";
import { trendOpenMetrics } from "../act/trend/openmetrics";
import { trendCsv } from "../act/trend/csv";
import { sinceTime } from "../act/trend/since";
import { trendText } from "../act/trend/text";
import { TrendBuilder, type Trend } from "../act/trend/trend";
import { timeText } from "../base/duration";
import { toJsonText } from "../base/json-text";
import { counted } from "../render/words";
import { layoutFor } from "./layout";
import { DEFAULT_HISTORY } from "./default-history";
import type { HistoryArguments } from "./history-options";
import { writeOutput } from "./output";

const WIDTH = 80;

type HistoryOf = Pick<HistoryArguments, "config" | "pair">;

/**
 * Runs `history`.
 * @throws InputError when there is no such history or pair, or the history was tampered with
 */
export async function runHistory(args: HistoryArguments): Promise<void> {
  const location = args.location ?? (await historyLocation(args));
  if (args.verify || args.expect !== undefined) return verify(location, args.expect);
  const { trends, last } = await readTrends(location, args);
  if (!last) throw nothing(location, "There is no history here yet.");
  if (trends.length === 0) throw nothing(location, `There is no run of the pair ${args.pair ?? ""}.`);
  await writeOutput(rendered(trends, last, { ...args, location }), undefined);
}

/**
 * The history that the policy file names, or that `drift` keeps.
 * @throws InputError where there is neither
 */
export async function historyLocation({ config, pair }: HistoryOf): Promise<string> {
  const policy = choosePair(await loadPolicy(config), pair);
  if (policy?.history !== undefined) return policy.history;
  if (existsSync(DEFAULT_HISTORY)) return DEFAULT_HISTORY;
  throw new InputError({
    where: policy?.place ?? "command line",
    what: "No history is named.",
    fix: "Give a file or s3://BUCKET/PREFIX, or set `history` in the policy file.",
  });
}

function rendered(
  trends: readonly Trend[],
  last: HistoryEntry,
  { format, location }: HistoryArguments,
): string {
  if (format === "csv") return trendCsv(trends);
  if (format === "openmetrics") return trendOpenMetrics(trends);
  if (format === "text") {
    const { color, width = WIDTH } = layoutFor(undefined);
    return trendText(trends, { color, width });
  }
  const chain = { entries: last.sequence, lastHash: last.hash };
  return toJsonText({ schemaVersion: "1.0", location, chain, pairs: trends });
}

/** All pairs' trends, by name. Entries are read one at a time. */
export async function readTrends(
  location: string,
  { pair, since }: Pick<HistoryArguments, "pair" | "since">,
) {
  const from = since === undefined ? "" : sinceTime(since, new Date());
  const builders = new Map<string, TrendBuilder>();
  let last: HistoryEntry | undefined;
  for await (const entry of openHistory(location).stream()) {
    last = entry;
    if (pair !== undefined && entry.pair !== pair) continue;
    const builder = builders.get(entry.pair) ?? new TrendBuilder(entry.pair, from);
    builders.set(entry.pair, builder);
    builder.add(entry);
  }
  const names = [...builders.keys()].sort();
  return { trends: names.flatMap((name) => builders.get(name)?.build() ?? []), last };
}

async function verify(location: string, expect: string | undefined): Promise<void> {
  let last: HistoryEntry | undefined;
  let found = false;
  for await (const entry of openHistory(location).stream()) {
    last = entry;
    found ||= entry.hash === expect;
  }
  if (!last) throw nothing(location, "There is no history here yet.");
  if (expect !== undefined && !found) {
    throw new InputError({
      where: location,
      what: "The entry with the expected hash is missing: the history was cut off or replaced.",
      fix: "Restore it from a backup or an earlier version.",
    });
  }
  const entries = counted(last.sequence, "entry", "entries");
  await writeOutput(
    `${entries}, unbroken. The last is of ${timeText(last.at)}; its hash:\n${last.hash}\n`,
    undefined,
  );
}

function nothing(where: string, what: string): InputError {
  return new InputError({
    where,
    what,
    fix: "Runs are recorded by drparity analyze --history and by drparity drift.",
  });
}
