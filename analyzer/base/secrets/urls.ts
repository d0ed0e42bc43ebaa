/** Hosts whose paths are keys: whoever knows the address may post. Sources: the vendors' pages on incoming webhooks. */
const WEBHOOK_HOSTS =
  /(?:^|\.)(?:hooks\.slack(?:-gov)?\.com|webhook\.office\.com|logic\.azure\.com|discord(?:app)?\.com|hooks\.zapier\.com|hook\.\w+\.make\.com|chat\.googleapis\.com|events\.pagerduty\.com|outlook\.office\.com)$/;

/** Whether a text is an address that anybody may read: without a user, and no webhook. */
export function isHarmlessUrl(text: string): boolean {
  const [, authority, rest = ""] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#\s]*)([^\s]*)$/i.exec(text) ?? [];
  if (authority === undefined) return /^[\w.-]+(?::\d{1,5})?$/.test(text) && /\.|^localhost/.test(text);
  const host = authority.replace(/:\d+$/, "");
  return !authority.includes("@") && !WEBHOOK_HOSTS.test(host) && !/[?&;][^=]*=/.test(rest);
}
