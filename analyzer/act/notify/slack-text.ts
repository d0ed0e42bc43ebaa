import { oneLine } from "../../render/value";

/** Parts what Slack, Mattermost and others would read together; it cannot be seen. */
const APART = "\u200b";

/**
 * Text from outside as one line of Slack's mrkdwn that shows that text: no link, no mention of a person or of everybody,
 * no formatting. Slack asks for the three entities; mentions and addresses without brackets are for its look-alikes.
 * See https://docs.slack.dev/messaging/formatting-message-text
 */
export function slackText(text: string, max: number): string {
  return oneLine(text, max)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(
      /[*~`]|(?<![a-z0-9])_|_(?![a-z0-9])|@(?=\w)|:(?=\/\/)|\bwww(?=\.)|(?<!\w):(?=[\w+-]+:)/gi,
      `$&${APART}`,
    );
}

/** The same in the font of code, where only a backtick would end it. */
export function slackCode(text: string, max: number): string {
  return `\`${slackText(text.replaceAll("`", "'"), max)}\``;
}
