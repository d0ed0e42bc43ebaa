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
