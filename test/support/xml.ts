/** An XML element, as far as a test wants to know it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** Every element of that name below this one. */
  all(name: string): XmlElement[];
}

const TOKEN = /<\?xml [^?]*\?>|<(\/?)([A-Za-z][\w-]*)((?: [A-Za-z][\w-]*="[^"<]*")*)(\/?)>|[^<]+/y;
const REFERENCES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Parses XML without comments, CDATA and doctypes, which no rendering writes, and throws wherever the text is not
 * well-formed: a strict reader of exactly what JUnit files need.
 */
export function parseXml(xml: string): XmlElement {
  const root = newElement("", {});
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(xml);
    if (!token) throw new Error(`not well-formed at ${String(at)}: ${xml.slice(at, at + 60)}`);
    take(token, open);
  }
  const [only, ...others] = root.children;
  if (open.length !== 1 || !only || others.length > 0) throw new Error("not one closed root element");
  return only;
}

function take([token, slash, name, attributes = "", empty]: RegExpExecArray, open: XmlElement[]): void {
  if (name === undefined) {
    if (!token.startsWith("<?")) decoded(token);
  } else if (slash) {
    if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
  } else {
    const element = newElement(name, attributesOf(attributes));
    open.at(-1)?.children.push(element);
    if (!empty) open.push(element);
  }
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [
    key,
    decoded(value),
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** Text with its references resolved; throws at a bare `&` and at a character that XML 1.0 does not allow. */
function decoded(text: string): string {
  const plain = text.replace(/&(#\d+|[a-z]+);|&/g, (all, name?: string) => {
    const value = name?.startsWith("#")
      ? String.fromCodePoint(Number(name.slice(1)))
      : REFERENCES[name ?? ""];
    if (value === undefined) throw new Error(`not a reference: ${all}`);
    return value;
  });
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/u.test(plain))
    throw new Error("illegal character");
  return plain;
}

function newElement(name: string, attributes: Record<string, string>): XmlElement {
  const element: XmlElement = {
    name,
    attributes,
    children: [],
    all: (wanted) =>
      element.children.flatMap((child) => [...(child.name === wanted ? [child] : []), ...child.all(wanted)]),
  };
  return element;
}
