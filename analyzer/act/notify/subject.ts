import type { DriftReport } from "../drift/drift-report";
import { changeCounts } from "../drift/render/sections";
import { scoreText } from "../../render/words";
import { visible } from "../../render/text/text";

/** What a message is about, in a line: `drparity storefront: divergent, 97/100 (1 new, 2 persisting)`. */
export function subjectOf(news: DriftReport): string {
  const { pair, verdict, score } = news;
  const rating = score === null ? verdict : `${verdict}, ${scoreText(score)}/100`;
  const counts = verdict === "failed" ? "nothing was compared" : changeCounts(news);
  return `drparity ${visible(pair, 40)}: ${rating} (${counts})`;
}
