import { ConfigurationError } from "./configuration-error";

/**
 * Says at synthesis what AWS would say when the first side is applied.
 * @param field where the name comes from, as the user wrote it
 * @param what it names, as in `a function`
 * @param most characters that AWS allows
 * @throws ConfigurationError
 */
export function checkNameLength(field: string, what: string, name: string, most: number): void {
  if (name.length <= most) return;
  throw new ConfigurationError(
    field,
    `"${name}" is longer than the name of ${what} may be`,
    `Use ${most} characters at most`,
  );
}
