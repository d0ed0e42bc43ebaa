import { isObject, own, type Json, type JsonObject } from "../json";
import { isKeyMaterial } from "./telling";
import { isHarmlessUrl } from "./urls";

/** Words that say it wherever they stand in a name: `db_password_old`, `tokens`. */
const STRONG =
  /(?:^|_)(?:passwords?|passwds?|pwds?|passphrases?|passcodes?|secrets?|tokens?|credentials?|creds|jwt|bearer|dsn|psk|(?:api|app|application|access|private|signing|encryption|auth|master|account|shared|preshared|license|secret|hmac)_?keys?|connection_?strings?|webhooks?|pats?)(?:_|$)/;

/** `password` and `secret` in other languages, without accents. */
const TRANSLATED =
  /(?:^|_)(?:contrasenas?|mots?_?de_?passe|kennwort|passwort|senhas?|wachtwoord|haslo|heslo|lozinka|salasana|losenord|adgangskode|passord|sifre|parola|jelszo|mat_?khau|geheimnis|segreto|secreto|segredo)(?:_|$)/;
const FOREIGN = /парол|密码|密碼|口令|パスワード|비밀번호|סיסמה|كلمة.?المرور|hasło/iu;

/** A key that is called after what it stands for, as in a cache: `token_key` is where the token is. */
const KEY_TO = /(?:^|_)(?:passwords?|tokens?|credentials?|creds|jwt|webhooks?|pats?)_keys?$/;

/** The same at the end of a word that is written together with others: `DBPASSWORD`, `CLIENTSECRET`. */
const GLUED =
  /(?:password|passwd|passphrase|passcode|secret|token|credential|(?:api|access|private|signing|encryption|secret|account)key)s?(?:_|$)/;

/** Words that say it at the end of a name, if the value does not speak against it: `SMTP_PASS`, `REDIS_AUTH`, `SALT`. */
const WEAK =
  /(?:^|_)(?:pass|pw|auth|salt|otp|otp_seed|totp|pin|pin_code|cookie|seed|jaas_config|authorization)$|(?:^|_)[a-z0-9]*(?:db|store|user|admin|root|smtp|mail|key|trust)pass$/;

/** A key of whatever kind: of a cipher, or of a table, a route, an object. Its value alone tells. */
const KEY = /(?:^|_)keys?$/;

/** URLs of services that have a password in them: `REDIS_URL`, `AMQP_URI`, `CELERY_BROKER_URL`. */
const SERVICE_URL =
  /(?:^|_)(?:database|db|redis|rediscloud|valkey|amqp|cloudamqp|rabbitmq|broker|mongo|mongodb|postgres|postgresql|pg|mysql|mariadb|mssql|clickhouse|elasticsearch|opensearch|kafka|nats|smtp|ldap|jdbc|sentry|webhook|hook)_?(?:server_)?(?:url|uri)s?$/;

/** Keys that are told by an id or a digest, or are for all to see, and look like a secret's. */
const HARMLESS_KEYS =
  /(?:^|_)(?:kms|cmk|master_kms|kms_master|kms_encryption|public|s3|object|lambda|code|artifact|image)_keys?$/;

/** Names that hold such a word and yet only point at a secret, or say something about it: an id, a length, a file. */
const POINTERS =
  /(?:_|^)(?:arns?|ids?|names?|version|versions|path|prefix|type|region|length|min_length|max_length|ttl|days|rotation|enabled|disabled|count|required|validity|units?|endpoint|label|policy|source|http_tokens|usage|alias|aliases|algorithm|format|mode|file|dir|directory|host|port|issuer|audience|method|expiry|expiration|expires|expires_in|lifetime|duration|timeout|interval|size|limit|rate|bucket|table|store|manager|provider|scheme|schema|status|updated|changed|created|wo_version|strategy|spec|expression|description|rotate|lambda|kind|scope|scopes|encrypted|reset_required)$/;

/** Addresses about tokens, which hold none: `TOKEN_URL`, `AUTH_URL`. */
const ADDRESS = /_(?:ur[li]|link|host)s?$/;

/** What a weak name's value says when it is a setting: a switch, a method, a short number, a file, an address. */
const SETTING =
  /^(?:true|false|yes|no|on|off|enabled?|disabled?|none|null|optional|required|allowed|default|auto|iam|aws_iam|oauth2?|basic|bearer|ldap|saml|oidc|jwt|sigv4|trust|md5|scram-sha-256|plain|login|\d{1,3}|arn:.*|\/.*|\.{1,2}\/.*|[\w./-]+\.(?:zip|json|ya?ml|txt|jar|pem|crt|tar|gz|html?|js|py|csv|xml))$/i;

/** A setting of an API: `CUSTOM`, `COGNITO_USER_POOLS`. */
const CONSTANT = /^[A-Z]{2,12}(?:_[A-Z]{2,12}){0,4}$/;

/** What is no secret under any name: a switch, a unit of time, an ARN, and what only refers to a value. */
const NO_SECRET =
  /^(?:|true|false|null|none|seconds?|minutes?|hours?|days?|weeks?|arn:.*|\$\{[^}]*\}|\$(?:request|context|stageVariables|input|event)\.[\w.-]*|\{\{[^}]*\}\})$/i;

/** What a secret or a token may be called by instead of being given: `PAYMENT_SECRET=shop-dr/payments`. */
const NAMED = /(?:^|_)(?:secrets?|credentials?|creds|tokens?|keys?)$/;
const NAME = /^[a-z]{2,}(?:[_.-](?:[a-z]+|\d{1,4}))*(?:\/[a-z]{2,}(?:[_.-](?:[a-z]+|\d{1,4}))*)+$/;

const verdicts = new Map<string, Verdict>();
const MOST_VERDICTS = 20_000;

type Verdict = "strong" | "named" | "weak" | "key" | "url" | "no";

/** What tells, by a name's verdict, that a value is harmless. */
const HARMLESS: Readonly<Record<Verdict, (text: string) => boolean>> = {
  strong: (text) => NO_SECRET.test(text),
  named: (text) => NO_SECRET.test(text) || NAME.test(text),
  weak: (text) => NO_SECRET.test(text) || SETTING.test(text) || CONSTANT.test(text),
  key: (text) => !text.split("\n").some((line) => isKeyMaterial(line.trim())),
  url: isHarmlessUrl,
  no: () => true,
};

/**
 * Whether a value with this name (an environment variable, a JSON key, an attribute of which no schema tells) is likely a
 * secret.
 *
 * @param values what has the name, where that is known: a name such as `AUTH`, `STRIPE_KEY` or `REDIS_URL` alone is no
 *   proof, and a switch, a route or an address without a password is worth showing
 */
export function hasSecretName(name: string, ...values: readonly (Json | undefined)[]): boolean {
  const verdict = verdictOn(name);
  if (verdict === "no") return false;
  const texts = values.flatMap(scalars);
  if (texts.length > 0) return !texts.every(HARMLESS[verdict]);
  return verdict !== "key" && !(values.length > 0 && values.every(isSwitch));
}

/**
 * Whether an argument that its type's schema does not call sensitive is a secret all the same: RADIUS and BGP keys, tokens
 * of other services. Its name ends in a word that leaves no doubt, and it holds a text. Keys of tables, routes and objects
 * are none, and keys of encryption are ARNs.
 */
export function isSecretArgument(name: string, ...values: readonly (Json | undefined)[]): boolean {
  if (!ARGUMENT.test(name) || IDEMPOTENCY.test(name)) return false;
  return values.some((value) => texts(value).some((text) => !NO_SECRET.test(text)));
}

const ARGUMENT =
  /(?:^|_)(?:password|passwd|passphrase|secret|token|credentials?|jwt|psk|(?:api|app|application|access|private|signing|auth|secret|secret_access|preshared|license|hmac)_key|webhook_url)(?:_wo)?$/;

/** What callers of AWS's API make up so that a call that is repeated acts once. */
const IDEMPOTENCY = /(?:^|_)(?:client|creation|update|idempotency|request|lock|next|pagination)_token$/;

function scalars(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(scalars);
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.flatMap(texts) : typeof value === "string" ? [value] : [];
}

function isSwitch(value: Json | undefined): boolean {
  return typeof value === "boolean";
}

function verdictOn(name: string): Verdict {
  const known = verdicts.get(name);
  if (known !== undefined) return known;
  const verdict = judge(name);
  if (verdicts.size < MOST_VERDICTS) verdicts.set(name, verdict);
  return verdict;
}

function judge(name: string): Verdict {
  if (name.length > 200) return "no";
  if (FOREIGN.test(name)) return "strong";
  const words = name
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
  if (words === "http_tokens" || POINTERS.test(words) || HARMLESS_KEYS.test(words)) return "no";
  if (SERVICE_URL.test(words)) return /hook/.test(words) ? "strong" : "url";
  if (ADDRESS.test(words)) return "no";
  if (KEY_TO.test(words)) return "key";
  if (TRANSLATED.test(words)) return "strong";
  if (STRONG.test(words) || GLUED.test(words)) return NAMED.test(words) ? "named" : "strong";
  if (WEAK.test(words)) return "weak";
  return KEY.test(words) && words !== "keys" && words !== "key" ? "key" : "no";
}

/** Members that name an entry, beside a member that holds its value. */
const LABELS = [
  "name",
  "key",
  "Name",
  "Key",
  "ParameterKey",
  "header_name",
  "HeaderName",
  "http_header_name",
];

/** Headers that origins check in order to know CloudFront: AWS's guide has them hold a secret. */
const SECRET_HEADERS = /^x-.*(?:verify|auth|secret|token|key|origin)/i;

/** `X-Origin: primary` tells an origin who asks, and is none. */
function isSecretHeader(name: string, entry: Json): boolean {
  return SECRET_HEADERS.test(name) && heldBy(entry).flatMap(scalars).some(isKeyMaterial);
}

/** Whether an object is an entry of a list of named values (`{name: "DB_PASSWORD", value: ...}`) that names a secret. */
export function isSecretEntry(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  const named = [...LABELS.map((label) => own(value, label)), askedHeader(value)];
  return named.some((name) => {
    return typeof name === "string" && (hasSecretName(name, ...heldBy(value)) || isSecretHeader(name, value));
  });
}

/** The header that a firewall's statement looks for its `search_string` in. */
function askedHeader(statement: JsonObject): Json | undefined {
  const first = (block: Json | undefined, name: string) => {
    const [one] = [isObject(block) ? own(block, name) : undefined].flat();
    return one;
  };
  const header = first(first(statement, "field_to_match"), "single_header");
  return isObject(header) ? own(header, "name") : undefined;
}

function heldBy(entry: Json): Json[] {
  return isObject(entry)
    ? Object.keys(entry).flatMap((name) => (isValueMember(name) ? [entry[name] ?? null] : []))
    : [];
}

/** Whether the member of a secret's entry holds the secret. */
export function isValueMember(name: string): boolean {
  return /^(?:values?|default|Value|DefaultValue|ParameterValue|header_value|HeaderValue|search_string)$/.test(
    name,
  );
}
