import { InputError } from "../errors";
import type { HistoryEntry } from "../history/entry";
import { openHistory } from "../history/open";
import { trendCsv } from "../trend/csv";
import { sinceTime } from "../trend/since";
import { trendText } from "../trend/text";
import { TrendBuilder, type Trend } from "../trend/trend";
import { timeText } from "../drift/duration";
import { counted } from "../report/words";
import { wantsColor } from "./color";
import type { HistoryArguments } from "./history-command";
import { writeOutput } from "./output";

const WIDTH = 80;

/**
 * Runs `history`.
 * @throws InputError when there is no such history or pair, or the history was tampered with
 */
export async function runHistory(args: HistoryArguments): Promise<void> {
  if (args.verify) return verify(args);
  const { trends, last } = await readTrends(args);
  if (!last) throw nothing(args.location, "There is no history here yet.");
  if (trends.length === 0) throw nothing(args.location, `There is no run of the pair ${args.pair ?? ""}.`);
  await writeOutput(rendered(trends, last, args), undefined);
}

function rendered(
  trends: readonly Trend[],
  last: HistoryEntry,
  { format, location }: HistoryArguments,
): string {
  if (format === "csv") return trendCsv(trends);
  if (format === "text") {
    const { isTTY, columns } = process.stdout;
    return trendText(trends, { color: wantsColor(isTTY), width: isTTY ? columns : WIDTH });
  }
  const chain = { entries: last.sequence, lastHash: last.hash };
  return `${JSON.stringify({ schemaVersion: "1.0", location, chain, pairs: trends }, null, 2)}\n`;
}

/** All pairs' trends, by name. Entries are read one at a time. */
async function readTrends({ location, pair, since }: HistoryArguments) {
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

async function verify({ location, expect }: HistoryArguments): Promise<void> {
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
