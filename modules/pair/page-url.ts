import { ConfigurationError } from "./configuration-error";

/**
 * Holds an address of a page to what may stand in a message and in a link in Markdown, which a parenthesis or a blank would end.
 * @param field where it comes from, as the user wrote it
 * @throws ConfigurationError
 */
export function checkPageUrl(field: string, url: string): void {
  if (/^https:\/\/[^\s()<>"]+$/.test(url)) return;
  throw new ConfigurationError(
    field,
    `"${url}" is no address of a page`,
    "Give one that begins with https://, without blanks or parentheses",
  );
}
