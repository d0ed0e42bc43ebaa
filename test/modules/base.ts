import { Keys } from "../../modules/keys/keys";
import { Network } from "../../modules/network/network";
import type { Pair } from "../../modules/pair/pair";

/** What most capabilities stand on. */
export function base(pair: Pair): { keys: Keys; network: Network } {
  return {
    keys: new Keys(pair, "data"),
    network: new Network(pair, "network", { cidrs: { primary: "10.10.0.0/16", dr: "10.20.0.0/16" } }),
  };
}
