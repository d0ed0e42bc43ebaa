import { isAddress } from "../../../base/ci-run";
import type { DriftReport } from "../../drift/drift-report";
import { oneLine } from "../../../render/value";
import { counted } from "../../../render/words";
import { subjectOf } from "../subject";
import { changeItems, type ChangeItem } from "./item";

/** Teams refuses a message of more than 28 KB; what is around the card is small. */
const MOST_BYTES = 24_000;

const COLOURS = { critical: "Attention", warning: "Warning", info: "Accent" } as const;

/**
 * What changed as an Adaptive Card in the message that a Teams workflow takes ("When a Teams webhook request is received").
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
 */
export function teamsCard(news: DriftReport): object {
  const head = [
    textBlock(subjectOf(news), { weight: "Bolder", size: "Medium" }),
    ...news.problems.slice(0, 5).map((problem) => textBlock(oneLine(problem, 400), { color: "Attention" })),
  ];
  const items = changeItems(news);
  const body = fitted(head, items);
  const actions = isAddress(news.run.id)
    ? [{ type: "Action.OpenUrl", title: "The run and its report", url: news.run.id }]
    : [];
  const content = {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.4",
    body,
    actions,
  };
  return {
    type: "message",
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }],
  };
}

function fitted(head: readonly object[], items: readonly ChangeItem[]): object[] {
  const body = [...head];
  let bytes = Buffer.byteLength(JSON.stringify(body));
  for (const [i, item] of items.entries()) {
    const block = container(item);
    bytes += Buffer.byteLength(JSON.stringify(block));
    if (bytes > MOST_BYTES) {
      body.push(textBlock(`and ${counted(items.length - i, "more change")}, in the run's own report`, {}));
      return body;
    }
    body.push(block);
  }
  return body;
}

function container({ word, severity, address, message, facts }: ChangeItem): object {
  const gone = word === "Resolved" || word === "Accepted";
  return {
    type: "Container",
    separator: true,
    items: [
      textBlock(`${word}: ${address}`, { weight: "Bolder", color: gone ? "Good" : COLOURS[severity] }),
      textBlock(message, {}),
      {
        type: "FactSet",
        facts: facts.map(([title, value]) => ({ title: plain(title), value: plain(value) })),
      },
    ],
  };
}

function textBlock(text: string, more: Readonly<Record<string, string>>): object {
  return { type: "TextBlock", text: plain(text), wrap: true, ...more };
}

/** Cards read a part of Markdown: what would begin a link, a list or emphasis is shown as it is. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]()#<>~!|]|^[-+>](?= )|^\d+(?=\. )/g, "\\$&").replace(/:(?=\/\/)/g, ":\u200b");
}
