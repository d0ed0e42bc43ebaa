import { isRegion } from "../aws/regions";

/** Shorter strings turn up by chance in other text, where blotting them out would only garble it. */
const SHORTEST = 6;

/** Texts of five characters, and lines of a text, are secrets elsewhere only if they look like no word. */
const SHORTEST_TOKEN = 5;

/** What secrets hold beside passwords, and half of all other texts do as well. */
const COMMON = new Set(
  (
    "false true null none admin administrator default postgres postgresql aurora-postgresql mysql mariadb aurora " +
    "aurora-mysql oracle sqlserver redshift mongodb redis rabbitmq kafka root master public private user username " +
    "password passwd secret token string number boolean object localhost production staging development primary " +
    "secondary standby replica enabled disabled active inactive required optional require verify-full verify-ca " +
    "prefer allow disable aws_iam secrets manual automatic service account region bucket basic bearer https application " +
    "application/json text/plain text/html utf-8 latest changeme database cluster instance writer reader"
  ).split(" "),
);

/** Whether a secret may be looked for elsewhere: blotting out `admin`, a region or a small number would garble half a report. */
export function isTelling(text: string): boolean {
  if (text.length < SHORTEST) return text.length >= SHORTEST_TOKEN && isToken(text);
  return (
    !COMMON.has(text.toLowerCase()) &&
    !isRegion(text) &&
    !/^\d{1,5}$|^\$\{[^}]*\}$/.test(text) &&
    /[^\s{}[\](),;]/.test(text)
  );
}

/** Whether a text is no word: capitals or digits within, no blanks. */
export function isToken(text: string): boolean {
  if (text.length < SHORTEST_TOKEN || /[\s{}()[\],;"']/.test(text)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  const inWord = /^[A-Z]?[a-z]+\d{0,2}$|^[A-Z_]+\d{0,2}$/.test(text);
  return kinds >= 2 && !inWord;
}

/** Letters that hardly follow on each other in any word: `q` without `u`, `vz`, `mz`. */
const IMPLAUSIBLE = /q(?!u)|[jvxz](?=[bcdfghjklmnpqrstvwxz])|[bcdfghklmnprstw](?=[jqxz])/gi;

/**
 * Whether a text looks like chance made it: what is secret by default alone (a key of a map that is secret, a value of a type
 * that nobody knows) is looked for elsewhere only if it does. Names of things in snake case, kebab case or capitals do not.
 */
export function looksRandom(text: string): boolean {
  if (
    text.length < 8 ||
    !isToken(text) ||
    isRegion(text) ||
    /^(?:arn:|https?:|[\w.]+\/|\d{4}-\d\d)/.test(text)
  )
    return false;
  if (/^[A-Z][A-Z0-9_]*$|^[a-z]+(?:[_.-][a-z0-9]+)*$|^\d+(?:[._:-]\d+)*$/.test(text)) return false;
  if (/\d/.test(text)) return true;
  // Letters alone: the words of camel case are longer than what chance makes.
  const words = text.match(/[A-Z]?[a-z]+|[A-Z]+/g)?.length ?? 1;
  return text.length >= 12 && (text.length / words < 4 || (text.match(IMPLAUSIBLE)?.length ?? 0) >= 3);
}

/**
 * Whether a text may be what a cipher or a service takes for a key: random, with a random part, or long and without any
 * blank. A route, a path, an address, a name or a setting is none.
 */
export function isKeyMaterial(text: string): boolean {
  if (text.length < 8 || /\s/.test(text) || isRegion(text) || NAMES.test(text)) return false;
  return looksRandom(text) || text.split(/[^A-Za-z0-9]+/).some(isRandomPart);
}

/** ARNs, addresses, paths, hosts, dates and references. */
const NAMES =
  /^(?:arn:|[a-z][a-z0-9+.-]*:\/\/|[.~]{0,2}\/|\$|\{|[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_.-]+)+$|[\w.-]+\.[a-z]{2,12}$|\d{4}-\d\d)/;

/** Letters and digits by turns, as no word and no number of a version has them: `88aa`, `7Qm2vXc9`. */
function isRandomPart(part: string): boolean {
  const turns = part.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
  return (part.length >= 8 && turns >= 2) || (part.length >= 20 && /\d/.test(part));
}
