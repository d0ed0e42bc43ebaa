import { disarm } from "../../base/runner-commands";
import { oneLine } from "../value";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
  return disarm(escaped, "&#35;", "&#58;");
}

/** Text from outside as one visible line of HTML. */
export function line(text: string, max: number): string {
  return escapeHtml(oneLine(text, max));
}

/** The same in the font of code, apart from the direction of the text around it. */
export function codeLine(text: string, max: number): string {
  return `<code>${line(text, max)}</code>`;
}

const AWS_PAGE = /^https:\/\/docs\.aws\.amazon\.com\/(?:[\w.-]+\/)*([\w.-]+)\.html(?:#[\w.-]+)?$/;
const MOST_URL = 300;

/** A link to a page of AWS's documentation; undefined for any other text, which could lead anywhere. */
export function awsPage(url: string): string | undefined {
  const page = url.length > MOST_URL ? undefined : AWS_PAGE.exec(url)?.[1];
  return page === undefined ? undefined : `<a href="${url}" rel="noreferrer noopener">AWS: ${page}</a>`;
}
