import { existsSync } from "node:fs";
import path from "node:path";
import { Matcher } from "./matcher";
import { hasSecretName } from "./names";
import { spellings } from "./spellings";
import { isTelling } from "./telling";

/** Variables that hold a secret whatever they are called. */
const secretByUse = new Set<string>();

/** Has a variable's value count as secret from now on: it is used as a token, or as an address that is one. */
export function countAsSecret(variable: string): void {
  secretByUse.add(variable);
}

/**
 * The secrets among environment variables: what Terraform, a webhook or an SDK says in an error may quote them.
 * `TF_VAR_db_password` is the variable `db_password`.
 */
export function environmentSecrets(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value = ""]) =>
    value !== "" &&
    !isPlace(value) &&
    (secretByUse.has(name) || hasSecretName(name.replace(/^TF_VAR_/, ""), value))
      ? [value]
      : [],
  );
}

/** A path that is there is none, whatever its variable is called: `PWD`, or a file that a secret lies in. */
function isPlace(value: string): boolean {
  return path.isAbsolute(value) && existsSync(value);
}

/** A text in which the environment's secrets are blotted out: for what is said outside of any report. */
export function withoutEnvironmentSecrets(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const secrets = environmentSecrets(env).filter(isTelling);
  return new Matcher(secrets.flatMap(spellings)).replace(text, "(sensitive)");
}
