import { oneLine } from "../value";

/**
 * A source as a relative URI reference, for formats whose results must lie in a file.
 *
 * Relative paths stay, without `.` and `..`; of an absolute path the file's name alone remains, since the directory
 * differs from one runner to the next and an alert whose file moves is a new alert. Standard input is `stdin`;
 * `s3://bucket/key` is `bucket/key`.
 */
export function sourceUri(source: string): string {
  if (source === "-") return "stdin";
  const path = oneLine(source.replaceAll("\\", "/"), 400);
  const bare = path.replace(/^[a-z][a-z0-9+.-]+:\/\//i, "");
  const segments = bare.split("/").filter((segment) => segment !== "" && segment !== "." && segment !== "..");
  const absolute = /^(?:\/|[a-z]:)/i.test(bare);
  const kept = absolute ? segments.slice(-1) : segments;
  return kept.map(encodeURIComponent).join("/") || "unknown";
}
