import { disarm } from "../../base/runner-commands";

/**
 * What XML 1.0 does not allow, even as a reference: one such character and a parser refuses the whole file. (C1
 * controls are allowed; they are removed with the rest because terminals act on them.)
 */
const ILLEGAL =
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\p{Cs}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Text that may stand in an XML attribute or element, whatever it holds. */
export function xmlText(text: string): string {
  const escaped = text
    .replace(ILLEGAL, "")
    .replace(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character] ?? "");
  return disarm(escaped, "&#35;", "&#58;");
}

/** An element with its attributes; the children are XML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = [],
): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  const start = `<${name}${pairs.join("")}`;
  if (children.length === 0) return `${start}/>`;
  const inside = children.map((child) => `  ${child.replaceAll("\n", "\n  ")}`);
  return `${start}>\n${inside.join("\n")}\n</${name}>`;
}

/** An element that holds text. */
export function textElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text: string,
): string {
  return element(name, attributes).replace(/\/>$/, () => `>${xmlText(text)}</${name}>`);
}
