import type { App } from "../stacks/cdk";
import { MachineImage } from "../modules/ami-copy/machine-image";
import { Compute } from "../modules/compute/compute";
import { Keys } from "../modules/keys/keys";
import { Network } from "../modules/network/network";
import { S3Replication } from "../modules/s3-replication/s3-replication";
import { Duration } from "../stacks/duration";
import { RegionPair } from "../stacks/region-pair";
import { DEMO } from "./demo-settings";

/** A web shop: a smaller fleet already runs in the DR region, on a database that follows the primary's. */
export function warmStandby(app: App): RegionPair {
  const pair = new RegionPair(app, "storefront", {
    primary: "eu-west-1",
    dr: "eu-central-1",
    account: DEMO.account,
    strategy: "warm-standby",
    rto: Duration.minutes(15),
    rpo: Duration.minutes(15),
    state: DEMO.state,
    tags: { Team: "shop" },
  });
  const keys = new Keys(pair, "data", DEMO.keys);
  const network = new Network(pair, "network", { cidrs: { primary: "10.10.0.0/16", dr: "10.20.0.0/16" }, nat: "single" });
  const image = new MachineImage(pair, "web-image", { current: "2026.11.1", images: { copy: DEMO.images, keys } });
  new Compute(pair, "web", {
    network,
    keys,
    imageParameter: image.parameterName,
    instanceType: "t3.small",
    capacity: { min: 2, desired: 4, max: 8 },
    listener: { plainHttpBecause: "the demonstration has no certificates" },
    ...DEMO.deletable.compute,
  });
  new S3Replication(pair, "assets", { bucketPrefix: "storefront-assets", keys, ...DEMO.deletable.buckets });
  return pair;
}
