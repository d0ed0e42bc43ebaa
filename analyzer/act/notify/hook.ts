import { InputError } from "../../base/errors";
import { HOOK_FORMATS, type HookFormat } from "../../judge/policy/policy";
import { countAsSecret } from "../../base/secrets/environment";
import { safeUrl, send } from "../../base/net/request";
import { renderDriftJson } from "../drift/render/json";
import type { DriftReport } from "../drift/drift-report";
import type { Channel } from "./channel";
import { pagerDutyEvent } from "./formats/pagerduty";
import { slackBlocks } from "./formats/slack-blocks";
import { teamsCard } from "./formats/teams";
import { webhookChannel } from "./webhook";

const PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";

/**
 * What the variable must look like: a policy file that names another one would send that secret away.
 * https://developer.pagerduty.com/docs/send-alert-event
 */
const INTEGRATION_KEY = /^[0-9A-Za-z]{32}$/;

/**
 * A webhook as `--notify-webhook-env` names it: `VARIABLE`, for anything compatible with Slack, or `FORMAT:VARIABLE`. The
 * environment variable holds the URL, for PagerDuty the integration's key.
 *
 * @throws InputError when the format is not known, or the variable holds no such thing
 */
export function hookChannel(named: string, env: NodeJS.ProcessEnv): Channel {
  const [, prefix, variable = ""] = /^(?:([a-z]+):)?(.*)$/s.exec(named) ?? [];
  if (prefix === undefined) return webhookChannel(variable, env);
  const format = HOOK_FORMATS.find((known) => known === prefix);
  if (format === undefined) throw unknownFormat(named);
  return formatChannel(format, variable, env);
}

/** A webhook that takes a format. @throws InputError when the variable holds no such thing */
export function formatChannel(format: HookFormat, variable: string, env: NodeJS.ProcessEnv): Channel {
  countAsSecret(variable);
  const value = env[variable] ?? "";
  const url = format === "pagerduty" ? (env.PAGERDUTY_EVENTS_URL ?? PAGERDUTY) : value;
  const checked = safeUrl(url);
  const isKey = format !== "pagerduty" || INTEGRATION_KEY.test(value);
  if (value === "" || checked === undefined || !isKey) throw unusable(variable, value, format);
  return {
    id: `${format}:${variable}`,
    deliver: async (news) => {
      await send(WHO[format], { method: "POST", url: checked.href, body: bodyOf(format, news, value) });
    },
  };
}

const WHO: Readonly<Record<HookFormat, string>> = {
  slack: "Slack",
  teams: "Teams",
  pagerduty: "PagerDuty",
  json: "The webhook",
};

function bodyOf(format: HookFormat, news: DriftReport, secret: string): unknown {
  if (format === "slack") return slackBlocks(news);
  if (format === "teams") return teamsCard(news);
  if (format === "pagerduty") return pagerDutyEvent(news, secret);
  return JSON.parse(renderDriftJson(news));
}

function unknownFormat(named: string): InputError {
  return new InputError({
    where: `--notify-webhook-env ${named}`,
    what: "This format is not known.",
    fix: `Write the variable's name alone, or ${HOOK_FORMATS.map((format) => `${format}:VARIABLE`).join(", ")}.`,
  });
}

function unusable(variable: string, value: string, format: HookFormat): InputError {
  const what =
    format === "pagerduty"
      ? "the integration key of an Events API v2 integration"
      : "the https:// URL of a webhook";
  return new InputError({
    where: `environment variable ${variable}`,
    what: value === "" ? `It is not set, and should hold ${what}.` : `It does not hold ${what}.`,
    fix: `Set ${variable} from your pipeline's secrets.`,
  });
}
