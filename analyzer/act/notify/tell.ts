import { compareWithTold, type CurrentRun } from "../drift/compare-runs";
import { hasNews } from "../drift/drift-report";
import { atLeast } from "../drift/render/sections";
import type { HistoryEntry, RecordedNotification } from "../history/entry";
import type { Severity } from "../../model/report";
import type { Channel } from "./channel";
import type { RetryOptions } from "../../base/net/retry";
import { deliver } from "./deliver";

/**
 * Tells every channel what changed since it was told last, and nothing where nothing did.
 *
 * @param least findings that are less severe are no news
 * @returns what became of it; channels without news are left out
 */
export async function tellChannels(
  channels: readonly Channel[],
  entries: readonly HistoryEntry[],
  current: CurrentRun,
  least: Severity,
  options: Pick<RetryOptions, "backoffMs"> = {},
): Promise<readonly RecordedNotification[]> {
  const told = await Promise.all(
    channels.map(async (channel) => {
      const news = atLeast(compareWithTold(entries, current, channel.id), least);
      return hasNews(news) ? [await deliver(channel, news, options)] : [];
    }),
  );
  return told.flat();
}
