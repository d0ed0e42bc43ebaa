import { MachineImage } from "../modules/ami-copy/machine-image";
import { Compute, type ComputeProps } from "../modules/compute/compute";
import type { Pair } from "../modules/pair/pair";
import { localState, type State, s3State } from "../stacks/state";

const statePrefix = process.env.DRPARITY_STATE_BUCKET_PREFIX;
const state: State =
  statePrefix === undefined
    ? localState(process.env.DRPARITY_STATE_DIR ?? process.cwd())
    : s3State(statePrefix);

/** What the examples have in common because they are examples. A real pair sets the account and S3 state, and none of the rest. */
export const DEMO = {
  account: process.env.DRPARITY_ACCOUNT ?? "123456789012",
  state,
  /** Ids by version of the recipe. An image has another id in every region. */
  images: { "2026.11.1": process.env.DRPARITY_IMAGE ?? "ami-12c6146b" },
  drImages: { "2026.11.1": process.env.DRPARITY_DR_IMAGE ?? "ami-1e749f67" },
  keys: { deletionWindowInDays: 7 },
  /** So that `cdktf destroy` can take a demonstration away again. */
  deletable: {
    compute: { deletionProtection: false },
    buckets: { forceDestroy: true },
    secrets: { recoveryWindowInDays: 0 },
    databases: { deletionProtection: false, skipFinalSnapshot: true },
  },
};

type FleetProps = Pick<ComputeProps, "network" | "keys"> & Partial<ComputeProps>;

/** A small fleet that boots the newest Amazon Linux, whose id AWS publishes in every region. */
export function demoFleet(pair: Pair, id: string, props: FleetProps): Compute {
  return new Compute(pair, id, {
    image: MachineImage.fromSsmParameter(
      "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
    ),
    instanceType: "t3.small",
    capacity: { min: 1, desired: 2, max: 4 },
    listener: { plainHttpBecause: "the demonstration has no certificates" },
    ...DEMO.deletable.compute,
    ...props,
  });
}
