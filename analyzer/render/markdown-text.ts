import { disarm } from "../base/runner-commands";
import type { Severity, Verdict } from "../model/report";
import { oneLine } from "./value";

/**
 * GitHub refuses a comment of more than 65,536 characters; whether it counts bytes is not told, and other forges have
 * limits of their own, so this stays well below in either count (UTF-8 never has fewer bytes than characters).
 */
export const MOST_BYTES = 60_000;

/** The first of some lines, as far as they fit into so many bytes of UTF-8. */
export function whatFits(lines: readonly string[], bytes: number): readonly string[] {
  let room = bytes;
  const tooMuch = lines.findIndex((line) => (room -= Buffer.byteLength(line) + 1) < 0);
  return tooMuch < 0 ? lines : lines.slice(0, tooMuch);
}

/** The most characters of an address and of a sentence. */
export const ADDRESS = 200;
export const PROSE = 400;

export const VERDICT_ICONS: Readonly<Record<Verdict | "failed", string>> = {
  parity: "✅",
  divergent: "❌",
  incomplete: "⚠️",
  failed: "⚠️",
};
export const SEVERITY_ICONS: Readonly<Record<Severity, string>> = {
  critical: "🔴",
  warning: "🟠",
  info: "🔵",
};

/** From where to where a pair fails over, as far as the regions are known. */
export function regions(pair: RegionsOf | undefined): string {
  const named = (region: string | null | undefined, side: string) => (region ? code(region, 40) : side);
  return `${named(pair?.primary.region, "primary")} → ${named(pair?.dr.region, "DR")}`;
}

interface RegionsOf {
  readonly primary: { readonly region: string | null };
  readonly dr: { readonly region: string | null };
}

/** A list of reasons that is not overlooked. */
export function warning(title: string, reasons: readonly string[]): string {
  return ["> [!WARNING]", `> ${title}`, ...reasons.map((reason) => `> - ${reason}`)].join("\n");
}

/**
 * Whatever Markdown, or HTML inside it, reads as more than a character. An underscore inside a word is one (names would
 * be unreadable at the source); a hyphen or a number is a list at the beginning alone.
 */
const ACTIVE = /[&<>`*[~|\\#$]|(?<![a-z0-9])_|_(?![a-z0-9])|^[-+=]|^\d(?=\d*[.)](?:\s|$))/gi;

/** GitHub links these even where Markdown does not: mentions, issues, addresses of the web and of mail. */
const LINKED = /@(?=[\w-])|&#35;(?=\d)|\bGH-(?=\d)|:(?=\/\/)|\bwww(?=\.)/gi;

/** Zero width: it parts what would otherwise be read together, and cannot be seen. */
const APART = "&#8203;";

/**
 * Text from outside as one line of Markdown that shows exactly that text: no markup, link, mention or table cell comes
 * of it, in a paragraph, in a table and inside an HTML element. Entities do what backslashes cannot: GitHub looks for
 * mentions after Markdown is rendered, and inside HTML a backslash is a backslash.
 */
export function inert(text: string, max: number): string {
  const entities = oneLine(text, max).replace(ACTIVE, entity).replace(LINKED, `$&${APART}`);
  return disarm(entities, entity("#"), entity(":"));
}

/** The same in the font of code. */
export function code(text: string, max: number): string {
  return `<code>${inert(text, max)}</code>`;
}

/** A link whose text is Markdown already, and whose target was made here: none of it may come from outside. */
export function link(text: string, target: string): string {
  return `<a href="${target}">${text}</a>`;
}

/**
 * Lines as preformatted text, to be copied as they are: GitHub links nothing there. All on one line of Markdown, so that
 * none of them can begin a block.
 */
export function preformatted(lines: readonly string[], language: string): string {
  const text = lines
    .map((line) => disarm(line.replace(ACTIVE, entity), entity("#"), entity(":")))
    .join("&#10;");
  return `<pre lang="${language}">${text}</pre>`;
}

function entity(character: string): string {
  return `&#${String(character.charCodeAt(0))};`;
}
