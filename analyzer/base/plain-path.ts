/** A path without indices and quotes, for looking it up in a table: `ingress.from_port`. */
export function plainPath(path: string): string {
  return path.replace(/\[[^\]]*\]/g, "");
}
