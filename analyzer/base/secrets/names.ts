import { isObject, own, type Json } from "../json";
import { isHarmlessUrl } from "./urls";

/** Words that say it wherever they stand in a name: `db_password_old`, `tokens`. */
const STRONG =
  /(?:^|_)(?:passwords?|passwds?|pwds?|passphrases?|passcodes?|secrets?|tokens?|credentials?|creds|jwt|bearer|dsn|psk|(?:api|app|access|private|signing|encryption|auth|master|account|shared|preshared|license|secret|hmac)_?keys?|connection_?strings?|webhooks?|pats?)(?:_|$)/;

/** The same at the end of a word that is written together with others: `DBPASSWORD`, `CLIENTSECRET`. */
const GLUED =
  /(?:password|passwd|passphrase|passcode|secret|token|credential|(?:api|access|private|signing|encryption|secret|account)key)s?(?:_|$)/;

/** Words that say it at the end of a name, if the value does not speak against it: `SMTP_PASS`, `REDIS_AUTH`, `SALT`. */
const WEAK =
  /(?:^|_)(?:pass|pw|auth|salt|otp|otp_seed|totp|pin|pin_code|cookie|seed|jaas_config|authorization|key)$|(?:^|_)[a-z0-9]*(?:db|store|user|admin|root|smtp|mail|key|trust)pass$/;

/** URLs of services that have a password in them: `REDIS_URL`, `AMQP_URI`, `CELERY_BROKER_URL`. */
const SERVICE_URL =
  /(?:^|_)(?:database|db|redis|rediscloud|valkey|amqp|cloudamqp|rabbitmq|broker|mongo|mongodb|postgres|postgresql|pg|mysql|mariadb|mssql|clickhouse|elasticsearch|opensearch|kafka|nats|smtp|ldap|jdbc|sentry|webhook|hook)_?(?:server_)?(?:url|uri)s?$/;

/** What comes before `key` where it is the key of a map, a table, an object or the public half of a pair. */
const HARMLESS_KEYS =
  /(?:^|_)(?:kms|kms_master|cmk|partition|hash|range|sort|primary|secondary|public|foreign|unique|composite|s3|object|tag|tags|routing|cache|group|index|row|column|event|dedup|deduplication|idempotency|message|shard|context|metric|config|setting|parameter|param|json|map|item|record|label|attribute|attr|condition|filter|lookup|order|bucket|prefix|source|destination|target|host|state|lock|file|path|log|image|zip|lambda|code|artifact|package|template|aggregate|aggregation|custom|policy|claim|header|query|form|user|search|feature|flag|error|i18n|translation|sns|sqs|route|dimension|placement|ssh_public|root|parent|child|document|registry|override|first|last|next|start|end|marker|exclusive_start|time|date)_key$|^key$/;

/** Names that hold such a word and yet only point at a secret, or say something about it: an id, a length, a file. */
const POINTERS =
  /(?:_|^)(?:arns?|ids?|names?|version|versions|path|prefix|type|region|length|min_length|max_length|ttl|days|rotation|enabled|disabled|count|required|validity|units?|endpoint|label|policy|source|http_tokens|usage|alias|aliases|algorithm|format|mode|file|dir|directory|host|port|issuer|audience|method|expiry|expiration|expires|expires_in|lifetime|duration|timeout|interval|size|limit|rate|bucket|table|store|manager|provider|scheme|schema|status|updated|changed|created|wo_version|description|rotate|lambda|kind|scope|scopes|encrypted|reset_required)$/;

/** Addresses about tokens, which hold none: `TOKEN_URL`, `AUTH_URL`. */
const ADDRESS = /_(?:ur[li]|link|host)s?$/;

/** What a weak name's value says when it is a setting: a switch, a method, a short number, a file, an address. */
const SETTING =
  /^(?:true|false|yes|no|on|off|enabled?|disabled?|none|null|optional|required|allowed|default|auto|iam|aws_iam|oauth2?|basic|bearer|ldap|saml|oidc|jwt|sigv4|trust|md5|scram-sha-256|plain|login|\d{1,3}|arn:.*|\/.*|\.{1,2}\/.*|[\w./-]+\.(?:zip|json|ya?ml|txt|jar|pem|crt|tar|gz|html?|js|py|csv|xml))$/i;

const verdicts = new Map<string, Verdict>();
const MOST_VERDICTS = 20_000;

type Verdict = "strong" | "weak" | "url" | "no";

/**
 * Whether a value with this name (an attribute, an environment variable, a JSON key) is likely a secret.
 *
 * @param values what has the name, where that is known: a name such as `AUTH` or `REDIS_URL` alone is no proof, and a
 *   switch or an address without a password is worth showing
 */
export function hasSecretName(name: string, ...values: readonly (Json | undefined)[]): boolean {
  const verdict = verdictOn(name);
  if (verdict === "no" || verdict === "strong") return verdict === "strong";
  const harmless = verdict === "url" ? isHarmlessUrl : isSetting;
  const texts = values.flatMap(scalars);
  return texts.length === 0 || !texts.every(harmless);
}

function scalars(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(scalars);
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}

function isSetting(text: string): boolean {
  return text === "" || SETTING.test(text);
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
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
  if (words === "http_tokens" || POINTERS.test(words)) return "no";
  if (SERVICE_URL.test(words)) return /hook/.test(words) ? "strong" : "url";
  if (ADDRESS.test(words)) return "no";
  if (STRONG.test(words) || GLUED.test(words)) return HARMLESS_KEYS.test(words) ? "no" : "strong";
  return WEAK.test(words) && !HARMLESS_KEYS.test(words) ? "weak" : "no";
}

/** Whether a value is a secret by its name: a text, and no ARN, which only points at one. */
export function isSecretText(name: string, value: Json | undefined): value is string {
  return typeof value === "string" && !value.startsWith("arn:") && hasSecretName(name, value);
}

/** Members that name an entry, beside a member that holds its value. */
const LABELS = ["name", "key", "Name", "Key", "ParameterKey", "header_name", "HeaderName"];

/** Headers that origins check in order to know CloudFront: AWS's guide has them hold a secret. */
const SECRET_HEADERS = /^x-.*(?:verify|auth|secret|token|key|origin)/i;

/** Whether an object is an entry of a list of named values (`{name: "DB_PASSWORD", value: ...}`) that names a secret. */
export function isSecretEntry(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  return LABELS.some((label) => {
    const name = own(value, label);
    return typeof name === "string" && (hasSecretName(name, ...heldBy(value)) || SECRET_HEADERS.test(name));
  });
}

function heldBy(entry: Json): Json[] {
  return isObject(entry)
    ? Object.keys(entry).flatMap((name) => (isValueMember(name) ? [entry[name] ?? null] : []))
    : [];
}

/** Whether the member of a secret's entry holds the secret. */
export function isValueMember(name: string): boolean {
  return /^(?:value|default|Value|DefaultValue|ParameterValue|header_value|HeaderValue)$/.test(name);
}
