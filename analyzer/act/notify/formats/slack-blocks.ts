import { isAddress } from "../../../base/ci-run";
import type { DriftReport } from "../../drift/drift-report";
import { clip } from "../../../render/value";
import { counted } from "../../../render/words";
import { slackCode, slackText } from "../slack-text";
import { subjectOf } from "../subject";
import { changeItems, type ChangeItem } from "./item";

/** Slack's own limits: https://docs.slack.dev/reference/block-kit/blocks */
const MOST_BLOCKS = 50;
const MOST_HEADER = 150;
const MOST_SECTION = 3000;
/** The header, the problems, what is left out, and the button. */
const OTHER_BLOCKS = 4;
const PROSE = 600;

const ICONS = {
  critical: ":red_circle:",
  warning: ":large_orange_circle:",
  info: ":large_blue_circle:",
} as const;

/** What changed as Slack's blocks, with a text for what shows none. */
export function slackBlocks(news: DriftReport): object {
  const items = changeItems(news);
  const shown = items.slice(0, MOST_BLOCKS - OTHER_BLOCKS);
  const left = items.length - shown.length;
  const subject = subjectOf(news);
  return {
    text: slackText(subject, PROSE),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: "header", text: { type: "plain_text", text: clip(subject, MOST_HEADER), emoji: false } },
      ...(news.problems.length > 0 ? [section(problemLines(news))] : []),
      ...shown.map((item) => section(itemLines(item))),
      ...(left > 0 ? [section([`and ${counted(left, "more change")}, in the run's own report`])] : []),
      ...(isAddress(news.run.id) ? [button(news.run.id)] : []),
    ],
  };
}

/** As many whole lines as there is room for: a cut within one could leave half an entity or half a letter. */
function section(lines: readonly string[]): object {
  let text = "";
  for (const line of lines) {
    const longer = text === "" ? line : `${text}\n${line}`;
    if (longer.length > MOST_SECTION) break;
    text = longer;
  }
  return { type: "section", text: { type: "mrkdwn", text } };
}

function problemLines({ problems }: DriftReport): string[] {
  return problems.slice(0, 5).map((problem) => `• ${slackText(problem, 400)}`);
}

function itemLines({ word, severity, address, message, facts }: ChangeItem): string[] {
  const gone = word === "Resolved" || word === "Accepted";
  return [
    `${gone ? ":white_check_mark:" : ICONS[severity]} *${word}:* ${slackCode(address, 300)}`,
    slackText(message, PROSE),
    ...facts.map(([label, text]) => `_${slackText(label, 80)}:_ ${slackText(text, 300)}`),
  ];
}

function button(url: string): object {
  const text = { type: "plain_text", text: "The run and its report" };
  return { type: "actions", elements: [{ type: "button", text, url }] };
}
