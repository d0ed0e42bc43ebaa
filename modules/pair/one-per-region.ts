import { ConfigurationError } from "./configuration-error";
import type { Pair } from "./pair";
import type { Region } from "./region";

const CLAIMS = new WeakMap<object, Map<string, string>>();

/**
 * Takes a setting of which an account has one in a region. Two resources for it overwrite each other at every apply, and no plan says
 * so. Definitions of other applications are out of sight.
 * @param setting such as `ECR replication`
 * @param fix what to do instead
 * @throws ConfigurationError when a capability of the same application has it
 */
export function claim(pair: Pair, region: Region, setting: string, id: string, fix: string): void {
  const { root } = pair.link.node;
  const taken = CLAIMS.get(root) ?? new Map<string, string>();
  CLAIMS.set(root, taken);
  const key = `${setting} of account ${pair.account} in ${region}`;
  const owner = taken.get(key);
  if (owner !== undefined) {
    throw new ConfigurationError(`${pair.name}: ${id}`, `sets the ${key}, which ${owner} sets as well`, fix);
  }
  taken.set(key, `"${id}" of ${pair.name}`);
}
