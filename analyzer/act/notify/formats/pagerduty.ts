import { isAddress } from "../../../base/ci-run";
import { openFindings, type DriftReport } from "../../drift/drift-report";
import { clip, oneLine } from "../../../render/value";
import { subjectOf } from "../subject";
import { changeItems } from "./item";

const MOST_SUMMARY = 1024;
const MOST_ITEMS = 20;
const MOST_PROBLEM = 1000;

/**
 * An event of PagerDuty's Events API v2, which takes 512 KB: one incident for each pair, opened while something is open, resolved when nothing is.
 * https://developer.pagerduty.com/docs/send-alert-event
 *
 * @param routingKey a secret
 */
export function pagerDutyEvent(news: DriftReport, routingKey: string): object {
  const open = openFindings(news);
  const well = news.verdict !== "failed" && news.verdict !== "incomplete" && open.length === 0;
  const dedup = { routing_key: routingKey, dedup_key: `drparity/${news.pair}`.slice(0, 255) };
  if (well) return { ...dedup, event_action: "resolve" };
  const critical = open.some(({ finding }) => finding.severity === "critical");
  return {
    ...dedup,
    event_action: "trigger",
    client: "drparity",
    ...(isAddress(news.run.id) ? { client_url: news.run.id } : {}),
    payload: {
      summary: clip(subjectOf(news), MOST_SUMMARY),
      source: news.pair,
      severity: news.verdict === "failed" ? "error" : critical ? "critical" : "warning",
      timestamp: news.at,
      component: "disaster recovery",
      class: "drift",
      custom_details: {
        problems: news.problems.slice(0, MOST_ITEMS).map((problem) => oneLine(problem, MOST_PROBLEM)),
        changes: changeItems(news)
          .slice(0, MOST_ITEMS)
          .map(({ word, severity, address, message, facts }) => ({
            change: `${word}: ${address}`,
            severity,
            message,
            // Apart, since an attribute may be named as one of these.
            facts: Object.fromEntries(facts),
          })),
      },
    },
  };
}
