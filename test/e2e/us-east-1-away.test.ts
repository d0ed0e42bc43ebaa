import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO } from "../../examples/demo-settings";
import { MachineImage } from "../../modules/ami-copy/machine-image";
import { Compute } from "../../modules/compute/compute";
import { Keys } from "../../modules/keys/keys";
import { Network } from "../../modules/network/network";
import { App } from "../../modules/pair/cdk";
import type { Strategy } from "../../modules/pair/strategy";
import { RegionPair } from "../../stacks/region-pair";
import { localState } from "../../stacks/state";
import { Deployment } from "./deployment";
import { Terraform } from "./terraform";
import { describeWithTools } from "./toolchain";

/** A fleet, which has roles, and serves in the DR region as the strategy says. */
function synthesizeFleet(directory: string, strategy: Strategy): void {
  const app = new App({ outdir: join(directory, "cdktf.out") });
  const pair = new RegionPair(app, "tracker", {
    primary: "us-east-1",
    dr: "us-west-2",
    account: "123456789012",
    strategy,
    state: localState(directory),
  });
  const keys = new Keys(pair, "data");
  pair.alerts.encryptWith(keys);
  new Compute(pair, "web", {
    keys,
    network: new Network(pair, "network", { cidrs: { primary: "10.10.0.0/16", dr: "10.20.0.0/16" } }),
    image: new MachineImage(pair, "image", {
      current: "1",
      images: {
        perRegion: { primary: { "1": DEMO.images["2026.11.1"] }, dr: { "1": DEMO.drImages["2026.11.1"] } },
      },
    }),
    instanceType: "t3.small",
    capacity: { min: 2, desired: 4, max: 8 },
    listener: { plainHttpBecause: "the test has no certificates" },
    deletionProtection: false,
  });
  app.synth();
}

describeWithTools("end-to-end test of a fleet whose primary is us-east-1")("a fleet's DR side", () => {
  it("scales out while us-east-1 and the control planes that live there are away", async () => {
    const directory = mkdtempSync(join(tmpdir(), "drparity-us-east-1-"));
    const deployment = await Deployment.of("a fleet", directory, () =>
      synthesizeFleet(directory, "warm-standby"),
    );
    try {
      const { proxy } = deployment;
      // The DR side alone: it needs nothing of the primary's.
      const terraform = new Terraform(join(deployment.out, "stacks/tracker-dr"), proxy.url);
      await terraform.init();
      expect((await terraform.apply()).output).toContain("Apply complete!");
      synthesizeFleet(directory, "active-active");

      proxy.refuse("us-east-1");
      const refreshed = await terraform.plan();
      expect(refreshed.status).toBe(1);
      expect(new Set(proxy.refusedCalls.map((call) => call.split(" ")[0]))).toEqual(new Set(["iam"]));

      proxy.refuse("us-east-1");
      const planned = await terraform.plan("-refresh=false");
      expect(planned.status).toBe(2);
      const applied = await terraform.apply("-refresh=false", "-target=aws_autoscaling_group.web_group");
      expect(applied.output).toContain("Apply complete! Resources: 0 added, 1 changed, 0 destroyed.");
      expect(proxy.refusedCalls).toEqual([]);
    } finally {
      await deployment.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
