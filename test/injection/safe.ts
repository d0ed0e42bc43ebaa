import { INVISIBLES } from "../../analyzer/base/invisible";
import type { Output } from "../canaries/channels";
import { RUNNER_COMMAND } from "../support/unprintable";
import { parseXml } from "../support/xml";

/** What is wrong with an output for the medium that it is for; nothing, if it is safe. */
export function faultsOf({ name, text }: Output): string[] {
  const [, channel = ""] = /: ([^:]*)$/.exec(name) ?? [];
  const medium = MEDIA.find(([pattern]) => pattern.test(channel))?.[1] ?? terminal;
  return medium(text).map((fault) => `${channel}: ${fault}`);
}

type Medium = (text: string) => string[];

/** What a terminal or an editor would act on, and commands of pipelines. */
const terminal: Medium = (text) => {
  const invisible = text.replaceAll("\n", "").match(INVISIBLES)?.[0];
  const command = RUNNER_COMMAND.exec(text)?.[0];
  return [
    ...(invisible === undefined ? [] : [`U+${(invisible.codePointAt(0) ?? 0).toString(16)}`]),
    ...(command === undefined ? [] : [`the command ${JSON.stringify(command)}`]),
  ];
};

const annotations: Medium = (text) =>
  terminal(text.replace(/^::(?:error|warning|notice) title=[^:,]*(?:,file=[^:,]*,line=\d+)?::/gm, ""));

const json: Medium = (text) => [...terminal(text), ...parsed(() => void JSON.parse(text), "no JSON")];

const jsonLines: Medium = (text) => text.trimEnd().split("\n").flatMap(json);

const xml: Medium = (text) => [...terminal(text), ...parsed(() => void parseXml(text), "no XML")];

const html: Medium = (text) => [
  ...terminal(text),
  ...matches(text, { "another script": /<script[^]*<script/i, "an image": /<img/i }),
  ...(/Content-Security-Policy" content="default-src 'none'/.test(text) ? [] : ["no strict policy"]),
];

const markdown: Medium = (text) => [
  ...terminal(text),
  // Ours are at the beginning.
  ...matches(text.replace(/^(?:<!-- drparity[^\n]*-->\n)+/, ""), {
    "a mention": /(?<![\\\w&;])@(?:octocat|org)/,
    "an image": /(?<!\\)!\[|<img/,
    "a link": /\[[^\]\n]*\]\((?:javascript|https:\/\/evil)/,
    "a script": /<script/i,
    "a marker of ours": /<!-- drparity/,
    "a heading": /^## heading/m,
  }),
];

/** A request to GitHub, to a webhook or to SNS, as it was sent: its first line, what it means, and its bytes. */
const request: Medium = (text) => {
  const [first = "", ...lines] = text.split("\n");
  const raw = lines.at(-1) ?? "";
  if (raw === "") return terminal(first);
  if (!raw.startsWith("{")) return terminal(decodeURIComponent(raw));
  const { body, title, text: message } = JSON.parse(raw) as Record<string, string | undefined>;
  return first.includes("/hook")
    ? slack(message ?? "")
    : [...markdown(body ?? ""), ...markdown((title ?? "").replaceAll("@\u200b", ""))];
};

/** `<...>` is a mention or a link; our own zero-width spaces take its own markup from texts. */
const slack: Medium = (text) => [
  ...terminal(text.replaceAll("\u200b", "")),
  ...matches(text, { "a mention": /<!channel>|<@U0>/, "a link": /<https:\/\/evil/ }),
];

/** Lines end as RFC 4180 has them. */
const csv: Medium = (text) => [
  ...terminal(text.replaceAll("\r\n", "\n")),
  ...matches(text, { "a formula": /(?:^|,)"?[=+@]/m }),
];

const MEDIA: readonly (readonly [RegExp, Medium])[] = [
  [/^annotations$/, annotations],
  [/^(?:json|sarif|baseline\.json|pairs --json|history|drift json)$/, json],
  [/\.jsonl$/, jsonLines],
  [/^junit$/, xml],
  [/^html$/, html],
  [/^(?:markdown|comment|drift markdown)$/, markdown],
  [/^request \d+$/, request],
  [/^history csv$/, csv],
];

function matches(text: string, faults: Readonly<Record<string, RegExp>>): string[] {
  return Object.entries(faults).flatMap(([fault, pattern]) => (pattern.test(text) ? [fault] : []));
}

function parsed(parse: () => void, fault: string): string[] {
  try {
    parse();
    return [];
  } catch (error) {
    return [`${fault}: ${String(error)}`];
  }
}
