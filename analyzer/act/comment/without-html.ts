/** Bitbucket refuses a comment of more than 32,768 characters. */
const MOST = 32_000;

/**
 * A markdown report for what shows HTML as text: what is folded stands open, and code in tags stands in backticks. The report's own
 * tags alone are meant: what came from outside has its angle brackets as entities, which stay.
 */
export function withoutHtml(markdown: string): string {
  const text = markdown
    .replace(/<!--.*?-->\n?/gs, "")
    .replace(/<details><summary>(.*?)<\/summary>/gs, "**$1**")
    .replace(/<\/?(?:details|summary|sub|sup)>/g, "")
    .replace(/<a href="([^"]*)">(.*?)<\/a>/gs, "[$2]($1)")
    .replace(/<code>(.*?)<\/code>/gs, (_, code: string) => `\`${code.replaceAll("`", "'")}\``)
    .replace(/\n{3,}/g, "\n\n");
  if (text.length <= MOST) return text;
  const cut = text.slice(0, MOST);
  return `${cut.slice(0, cut.lastIndexOf("\n\n"))}\n\nMore in the run's own report.\n`;
}
