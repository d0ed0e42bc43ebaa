import { ConfigurationError } from "./configuration-error";
import type { Side } from "./side";

/** @throws ConfigurationError when S3 would refuse the name, which it does only when it is applied. */
export function bucketName(name: string, field: string): string {
  const wellFormed = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name);
  if (wellFormed && !name.startsWith("xn--") && !name.endsWith("-s3alias")) return name;
  throw new ConfigurationError(
    field,
    `gives the bucket name "${name}" (${name.length} characters), which S3 refuses`,
    "Use 3 to 63 lower-case letters, digits and hyphens, and begin and end with a letter or a digit",
  );
}

export function bucketArn({ region }: Side, name: string): string {
  return `arn:${region.partition}:s3:::${name}`;
}
