import { InputError } from "../../base/errors";
import type { DriftReport, GoneFinding, PresentFinding } from "../drift/drift-report";
import {
  addressText,
  healthText,
  historyText,
  sinceText,
  tookText,
  worstFirst,
} from "../drift/render/sections";
import type { Finding, Severity } from "../../model/report";
import { isAddress } from "../../base/ci-run";
import { countAsSecret } from "../../base/secrets/environment";
import { told } from "../../render/told";
import { bothSensitive, contrast } from "../../render/value";
import { counted, places } from "../../render/words";
import type { Channel } from "./channel";
import { safeUrl, send } from "../../base/net/request";
import { slackCode, slackText } from "./slack-text";
import { subjectOf } from "./subject";

/**
 * Slack recommends at most 4,000 characters of text, and cuts at 40,000. Text alone is what all that call themselves
 * compatible understand: Mattermost, Rocket.Chat and Discord know no blocks.
 */
const MOST_CHARACTERS = 4000;
/** Set aside for the line that tells what was left out. */
const RESERVE = 100;
const ADDRESS = 200;
const PROSE = 300;
const MOST_PROBLEMS = 5;
const MOST_DIFFERENCES = 4;
const MOST_PLACES = 2;
const VALUE = 200;

const ICONS: Readonly<Record<Severity, string>> = {
  critical: ":red_circle:",
  warning: ":large_orange_circle:",
  info: ":large_blue_circle:",
};

/**
 * An incoming webhook of Slack's, or of anything that takes the same. Its URL is a secret, so the environment holds it.
 * @throws InputError when the variable holds no https URL
 */
export function webhookChannel(variable: string, env: NodeJS.ProcessEnv): Channel {
  countAsSecret(variable);
  const url = checkedUrl(variable, env[variable] ?? "");
  return {
    id: `webhook:${variable}`,
    deliver: async (news) => {
      const body = { text: slackMessage(news), unfurl_links: false, unfurl_media: false };
      await send("The webhook", { method: "POST", url, body });
    },
  };
}

function checkedUrl(variable: string, value: string): string {
  const url = safeUrl(value);
  if (url !== undefined) return url.href;
  throw new InputError({
    where: `environment variable ${variable}`,
    what: value === "" ? "It is not set, and should hold the URL of a webhook." : "It holds no https:// URL.",
    fix: `Set ${variable} to the webhook's URL, from your pipeline's secrets.`,
  });
}

/** What changed, worst first, for Slack: never longer than it shows. */
export function slackMessage(news: DriftReport): string {
  const health = healthText(news);
  const problems = news.problems.slice(0, MOST_PROBLEMS).map((problem) => `• ${slackText(problem, PROSE)}`);
  const head = [
    `*${slackText(subjectOf(news), PROSE)}*`,
    ...(health === undefined ? [] : [health]),
    ...problems,
    ...(isAddress(news.run.id) ? [`<${news.run.id}|The run and its report>`] : []),
  ];
  const items = [
    ...worstFirst(news.appeared).map((one) => openItem("New", one)),
    ...worstFirst(news.worsened).map((one) => openItem("Worse", one)),
    ...worstFirst(news.resolved).map((one) => goneItem("Resolved", one, tookText(one))),
    ...worstFirst(news.accepted).map((one) => goneItem("Accepted", one, sinceText(one))),
  ];
  return fitted(head.join("\n"), items);
}

function openItem(word: string, one: PresentFinding): string {
  const { id, rule, message, impact, remediation, severity, owner = "" } = one.finding;
  const note = historyText(one);
  return [
    `${ICONS[severity]} *${word}:* ${slackCode(addressText(one), ADDRESS)}${regionsOf(one.finding)}`,
    slackText(message, PROSE),
    ...changesOf(one.finding),
    ...labelled("Where", places([one.finding]).slice(0, MOST_PLACES).join(", ")),
    ...labelled("At failover", impact),
    ...labelled("What to do", remediation),
    ...labelled("Owner", owner),
    ...labelled("Finding", `${id}, rule ${rule}`),
    ...(note === undefined ? [] : [slackText(note, PROSE)]),
  ].join("\n");
}

/** In which region: drift's own, else both. */
function regionsOf({ kind, driftedSide, primary, dr }: Finding): string {
  const sides = kind === "drift" ? [driftedSide === "primary" ? primary : dr] : [primary, dr];
  const regions = [...new Set(sides.flatMap((side) => side?.region ?? []))];
  return regions.length === 0 ? "" : ` in ${slackText(regions.join(" -> "), ADDRESS)}`;
}

/** What the values are, or were and are now: a path alone does not say what was opened to whom. */
function changesOf(finding: Finding): readonly string[] {
  const { titles, differences } = told(finding);
  const lines = differences.slice(0, MOST_DIFFERENCES).map((difference) => {
    const path = slackCode(difference.path, ADDRESS);
    if (bothSensitive(difference)) return `• ${path}: sensitive, differs`;
    const { primary, dr } = contrast(difference, VALUE);
    const [first, second] = titles.map((title) => title.toLowerCase());
    return `• ${path}: ${first ?? ""} ${slackCode(primary, VALUE)}, ${second ?? ""} ${slackCode(dr, VALUE)}`;
  });
  const more = differences.length - lines.length;
  return more > 0 ? [...lines, `• and ${counted(more, "more difference")}`] : lines;
}

function labelled(label: string, text: string): readonly string[] {
  return text === "" ? [] : [`_${label}:_ ${slackText(text, PROSE)}`];
}

function goneItem(word: string, one: GoneFinding, history: string): string {
  const address = slackCode(addressText(one), ADDRESS);
  return `:white_check_mark: *${word}* ${slackText(history, PROSE)}: ${address}\n${slackText(one.finding.message, PROSE)}`;
}

function fitted(head: string, items: readonly string[]): string {
  let text = head;
  for (const [i, item] of items.entries()) {
    if (text.length + item.length + 2 > MOST_CHARACTERS - RESERVE)
      return `${text}\n\nand ${counted(items.length - i, "more change")}, in the run's own report`;
    text += `\n\n${item}`;
  }
  return text;
}
