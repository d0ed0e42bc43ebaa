import { MachineImage } from "../../modules/ami-copy/machine-image";
import { Compute, type ComputeProps } from "../../modules/compute/compute";
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

/** A fleet called `web`. */
export function fleetIn(
  pair: Pair,
  props: Pick<ComputeProps, "keys" | "network"> & Partial<ComputeProps>,
): Compute {
  return new Compute(pair, "web", {
    image: MachineImage.fromSsmParameter("/shop/images/web"),
    instanceType: "t3.small",
    capacity: { min: 2, desired: 4, max: 8 },
    listener: { certificateArns: { primary: "arn:primary", dr: "arn:dr" } },
    ...props,
  });
}
