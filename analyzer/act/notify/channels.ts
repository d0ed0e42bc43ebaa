import type { NotificationPolicy } from "../../judge/policy/policy";
import type { Channel } from "./channel";
import { githubIssueChannel } from "./github-issue";
import { formatChannel, hookChannel } from "./hook";
import { snsChannel } from "./sns";
import { webhookChannel } from "./webhook";

/** Whom the command line names. */
export interface NotifyArguments {
  readonly notifySns?: readonly string[];
  readonly notifyWebhookEnv?: readonly string[];
  readonly notifyGithub?: readonly string[];
}

/** Where the token for GitHub is expected when the policy file names no other variable. */
const TOKEN_VARIABLE = "GITHUB_TOKEN";

/**
 * Whom to tell: those of the command line and those of the policy file, each once.
 * @throws InputError when one cannot be used: better now than when there is something to tell
 */
export function channelsOf(
  args: NotifyArguments,
  policies: readonly NotificationPolicy[],
  env: NodeJS.ProcessEnv,
): readonly Channel[] {
  const channels = [
    ...(args.notifySns ?? []).map((arn) => snsChannel(arn)),
    ...(args.notifyWebhookEnv ?? []).map((named) => hookChannel(named, env)),
    ...(args.notifyGithub ?? []).map((name) => githubIssueChannel(name, TOKEN_VARIABLE, env)),
    ...policies.map((policy) => channelOf(policy, env)),
  ];
  return [...new Map(channels.map((channel) => [channel.id, channel])).values()];
}

function channelOf(policy: NotificationPolicy, env: NodeJS.ProcessEnv): Channel {
  if (policy.kind === "sns") return snsChannel(policy.topicArn);
  if (policy.kind === "webhook") {
    const { format, urlVariable } = policy;
    return format === undefined ? webhookChannel(urlVariable, env) : formatChannel(format, urlVariable, env);
  }
  return githubIssueChannel(policy.repository, policy.tokenVariable, env);
}
