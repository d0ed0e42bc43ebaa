/** A path's names without its indices: `ingress[0].cidr_blocks` is `ingress`, `cidr_blocks`. */
export function stepsOf(path: string): string[] {
  return Array.from(
    path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[[^\]]*\]|([^.[\]]+)/g),
    ([, key, name]) => key ?? name,
  ).filter((step) => step !== undefined);
}
