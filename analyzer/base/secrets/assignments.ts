import { hasSecretName, isSecretEntry } from "./names";
import { looksRandom } from "./telling";

/**
 * The ways in which texts write a name and its value: settings, scripts, documents, commands. Each pattern finds them for
 * any name; which names are secrets' is asked afterwards. `before`, `name` and `value` are groups.
 */
interface Way {
  readonly pattern: RegExp;
  /** The name is that of a secret by the form alone; `random`: if the value looks like chance made it. */
  readonly always?: boolean | "random";
  /** The value is a block of lines or a list, whose items are secrets. */
  readonly items?: RegExp;
}

/** Letters of other alphabets, and with accents. */
const LETTERS = String.raw`\u00c0-\u024f\u0370-\u06ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af`;
const NAME = String.raw`(?<![\w.$@%${LETTERS}-])(?<name>[\w.$@%${LETTERS}-]{1,128})`;
const QUOTE = String.raw`\\{0,7}["']`;
const ASSIGN = String.raw`(?:${QUOTE})?[ \t]*(?:=>|:=|=(?!=)|:(?!:))[ \t]*`;
/** `&` and `;` end an unquoted value where another assignment follows, as in a query or a connection string. */
const BARE = String.raw`(?:[^\s"',;&}\]<>\\]|[&;](?![ \t]*[\w. -]{1,64}=)|\\(?!["'nrt]))+`;

const WAYS: readonly Way[] = [
  // A list: `"passwords": ["a", "b"]`, `passwords = ["a"]`.
  {
    pattern: new RegExp(String.raw`(?<before>${NAME}${ASSIGN}\[)(?<value>[^\]]{1,4096})`, "g"),
    items: new RegExp(String.raw`(?<=${QUOTE})[^"'\\\s,][^"'\\]*(?=${QUOTE})`, "g"),
  },
  // A quoted value reaches to its closing quote, which is escaped as the opening one is.
  {
    pattern: new RegExp(
      String.raw`(?<before>${NAME}${ASSIGN}(?<quote>${QUOTE}))(?<value>(?:(?!\k<quote>)[^\n]){1,4096})`,
      "g",
    ),
  },
  // YAML: a block of lines, and a list.
  {
    pattern: new RegExp(
      String.raw`(?<before>(?:^|\n)(?<indent>[ \t]*)(?:- )?${QUOTED(NAME)}:[ \t]*[|>][-+\d]*[ \t]*)(?<value>(?:\n(?:\k<indent>[ \t]+[^\n]*|[ \t]*(?=\n)))+)`,
      "g",
    ),
    items: /\S[^\n]*/g,
  },
  {
    pattern: new RegExp(
      String.raw`(?<before>(?:^|\n)(?<indent>[ \t]*)(?:- )?${QUOTED(NAME)}:[ \t]*)(?<value>(?:\n\k<indent>[ \t]*- [^\n:]+)+)`,
      "g",
    ),
    items: /(?<=- ["']?)[^\s"'-][^\n"']*/g,
  },
  { pattern: new RegExp(String.raw`(?<before>${NAME}${ASSIGN})(?<value>${BARE})`, "g") },
  // A named entry: `name: DB_PASSWORD` and then `value: ...`, in YAML, JSON, HCL or XML.
  {
    pattern: new RegExp(
      String.raw`(?<before>\b(?:name|key|Name|Key|ParameterKey)(?:${QUOTE})?[ \t]*[:=][ \t]*(?:${QUOTE})?(?<name>[\w.${LETTERS}-]{1,128})(?:${QUOTE})?[ \t]*,?\s*(?:${QUOTE})?(?:value|Value|ParameterValue)(?:${QUOTE})?[ \t]*[:=][ \t]*(?:${QUOTE})?)(?<value>[^\s"'\\,<>}]+)`,
      "g",
    ),
  },
  // XML: an element.
  {
    pattern: new RegExp(
      String.raw`(?<before><(?<name>[\w.${LETTERS}-]{1,128})(?: [^<>]{0,256})?>)(?<value>[^<>]+)(?=</)`,
      "g",
    ),
  },
  // Commands: an option and its argument, a variable and its value.
  {
    pattern:
      /(?<before>(?<!\w)--?(?<name>[\w\u00c0-\u06ff][\w.\u00c0-\u06ff-]{1,63})[ \t]+["']?)(?<value>[^\s"'-][^\s"']*)/g,
  },
  {
    pattern:
      /(?<before>\b(?:ENV|ARG|setx|set|setenv)[ \t]+(?<name>[\w.\u00c0-\u06ff]{1,128})[ \t]+["']?)(?<value>[^\s"'=][^\s"']*)/g,
  },
  { pattern: /(?<before>\b(?:bearer|basic|token|apikey)[ \t]+)(?<value>[^\s"',<>\\]{8,})/gi, always: true },
  { pattern: /(?<before>(?<=\s)(?:-u|--user)[ \t]+["']?[^\s:"']+:)(?<value>[^\s"']+)/g, always: true },
  {
    pattern:
      /(?<before>\b(?:mysql\w*|mariadb[\w-]*|sshpass)\b[^\n;|]{0,200}?[ \t]-p[ \t]?)(?<value>[^\s"']+)/g,
    always: true,
  },
  {
    pattern:
      /(?<before>\b(?:login\b[^\n;|&]{0,200}?[ \t]-p|(?:redis|valkey)-cli\b[^\n;|]{0,200}?[ \t]-a)[ \t]+["']?)(?<value>[^\s"'-][^\s"']*)/g,
    always: true,
  },
  // What a command reads a password from.
  {
    pattern:
      /(?<before>\b(?:echo|printf)[ \t]+(?:-\w+[ \t]+)?["']?)(?<value>[^\s"'|;&]+)(?=["']?[ \t]*\|[^\n;|]{0,200}?(?:--(?:password-)?stdin|\bsudo[ \t]+-S)\b)/g,
    always: true,
  },
  // Redis' rules of access: `on ~* +@all >password`.
  {
    pattern: /(?<before>\b(?:on|off)[ \t][^\n"'<]{0,300}?[ \t]>)(?<value>[^\s"'<>]+)/g,
    always: true,
  },
  // A sentence: `the password q7Qm2vXc is old`.
  {
    pattern:
      /(?<before>\b(?:password|passwd|passphrase|secret|token|api[ -]?key)[ \t]+(?:(?:is|was)[ \t]+)?["'`]?)(?<value>[^\s"'`,;<>]{8,128})/gi,
    always: "random",
  },
  {
    pattern:
      /(?<before>\b(?:machine|login)[ \t]+\S+[ \t]+(?:\S+[ \t]+)?(?:\S+[ \t]+)?password[ \t]+)(?<value>\S+)/g,
    always: true,
  },
  // `name:password` for chpasswd, and a line of .pgpass.
  {
    pattern:
      /(?<before>["'\s][\w.-]{1,64}:)(?<value>[^\s"':]+)(?=["']?[ \t]*\|[ \t]*(?:sudo[ \t]+)?chpasswd)/g,
    always: true,
  },
  {
    pattern:
      /(?<before>(?:^|[\s"'])[\w.*-]{1,255}:(?:\d{2,5}|\*):[\w*-]{1,64}:[\w.*-]{1,64}:)(?<value>[^\s"':/]{6,})/g,
    always: true,
  },
  // The private half of a kubeconfig, and what Docker's and npm's files call auth.
  {
    pattern:
      /(?<before>\b(?:client-key-data|_auth|"auth"|\\"auth\\")["']?[ \t]*[:=][ \t]*(?:\\?["'])?)(?<value>[\w+/=-]{8,})/g,
    always: true,
  },
];

function QUOTED(name: string): string {
  return `(?:${QUOTE})?${name}(?:${QUOTE})?`;
}

/** A hint that some name of a secret is near: most texts have none, and need no closer look. */
const HINT =
  /pass|pw|secret|token|key|cred|auth|jwt|bearer|basic|dsn|psk|salt|otp|pin|cookie|seed|jaas|connection.?string|hook|ur[il]|_pat|\bpat\b|curl|mysql|maria|redis|valkey|stdin|sudo|[+-]@|login|-verify|contrase|kennwort|senha|wachtw|has[lł]o|heslo|lozink|salasana|l[oö]senord|adgangs|[sş]ifre|parola|jelsz|kh[aẩ]u|geheim|segret|парол|密|口令|パス|비밀|:\d{2,5}:/i;

/** ARNs and paths of secrets, references, and what is no value are no secrets. */
const POINTER =
  /^(?:arn:|\$|\{\{|\/|<|\(sensitive\)|\(known after|null$|true$|false$|none$|string$|\*+$|\[|\{|\||>[-+]?$|%|file\(|var\.|local\.|data\.|module\.|aws_|each\.|secretsmanager:|ssm:|vault:)/i;

/** Replaces what a text assigns to names of secrets. Names and what is around the values stay. */
export function replaceAssigned(text: string, replace: (secret: string) => string): string {
  if (!HINT.test(text)) return text;
  return WAYS.reduce((clean, way) => replaceWay(clean, way, replace), text);
}

function replaceWay(text: string, way: Way, replace: (secret: string) => string): string {
  const { pattern, items } = way;
  let [clean, copied] = ["", 0];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { before = "", value = "" } = match.groups ?? {};
    const start = match.index + before.length;
    // What is no secret itself may hold one: `config='{"password": ...}'`.
    pattern.lastIndex = Math.max(start, match.index + 1);
    if (!holdsSecret(way, match, text)) continue;
    pattern.lastIndex = match.index + match[0].length;
    const hidden = items
      ? value.replace(items, (item) => (POINTER.test(item) ? item : replace(item)))
      : replace(value);
    clean += text.slice(copied, start) + hidden;
    copied = start + value.length;
  }
  return copied === 0 ? text : clean + text.slice(copied);
}

function holdsSecret({ always, items }: Way, match: RegExpExecArray, text: string): boolean {
  const { name = "", value = "" } = match.groups ?? {};
  if (!items && POINTER.test(value)) return false;
  if (always !== undefined) return always !== "random" || looksRandom(value);
  return isSecretName(name, value, items !== undefined) && !inArn(text, match.index);
}

function isSecretName(name: string, value: string, isList: boolean): boolean {
  // What stands before the last dot says where: `spring.datasource.password`, `%env:DB_PASSWORD`.
  const last = name.slice(name.lastIndexOf(".") + 1).replace(/^[$@%]+(?:env:)?/, "");
  return isList
    ? hasSecretName(last, ...value.split(/[\s,"'\\]+/).filter((item) => item !== "" && item !== "-"))
    : hasSecretName(last, value) || isSecretEntry({ name: last, value });
}

/** Whether a place is within an ARN or an action of IAM, whose parts are `secret:NAME`. */
function inArn(text: string, offset: number): boolean {
  const head = text.slice(Math.max(0, offset - 300), offset);
  const start = Math.max(...[" ", "\t", "\n", '"', "'", "=", ","].map((mark) => head.lastIndexOf(mark)));
  const isAction = /^(?:secretsmanager|ssm|kms|sts|iam):/i.test(text.slice(offset, offset + 20));
  return isAction || head.startsWith("arn:", start + 1);
}
