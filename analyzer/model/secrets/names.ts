import { isObject, own, type Json } from "../../base/json";

/** Words of a name that say that the value is a secret. */
const SECRET_WORDS =
  /(?:^|[^a-z])(?:passwords?|passwd|pwd|secrets?|tokens?|credentials?|api_?keys?|access_?keys?|private_?keys?|signing_?keys?|encryption_?keys?|auth_?keys?|master_?keys?|passphrase|dsn|connection_?string|database_?url|db_?url|jwt|bearer)(?:$|[^a-z])/;

/** Names that hold such a word and yet only point at a secret: an id, an ARN, a name, a setting about it. */
const POINTERS =
  /(?:_|^)(?:arns?|ids?|names?|version|versions|path|prefix|type|region|length|ttl|days|rotation|enabled|count|required|validity|units?|endpoint|label|policy|source|http_tokens|usage)$/;

/** Whether a value with this name (an attribute, an environment variable, a JSON key) is likely a secret. */
export function hasSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_");
  return SECRET_WORDS.test(words) && !POINTERS.test(words) && words !== "http_tokens";
}

/** Whether a value is a secret by its name: a text, and no ARN, which only points at one. */
export function isSecretText(name: string, value: Json | undefined): value is string {
  return typeof value === "string" && hasSecretName(name) && !value.startsWith("arn:");
}

/** Members that name an entry, beside a member that holds its value. */
const LABELS = ["name", "key", "Name", "Key", "ParameterKey"];

/** Whether an object is an entry of a list of named values (`{name: "DB_PASSWORD", value: ...}`) that names a secret. */
export function isSecretEntry(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  return LABELS.some((label) => {
    const name = own(value, label);
    return typeof name === "string" && hasSecretName(name);
  });
}

/** Whether the member of a secret's entry holds the secret. */
export function isValueMember(name: string): boolean {
  return /^(?:value|default|Value|DefaultValue|ParameterValue)$/.test(name);
}
