import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO } from "../../examples/demo-settings";
import { MachineImage } from "../../modules/ami-copy/machine-image";
import { Compute } from "../../modules/compute/compute";
import { FailoverDns } from "../../modules/failover-dns/failover-dns";
import { Keys } from "../../modules/keys/keys";
import { Network } from "../../modules/network/network";
import { App } from "../../modules/pair/cdk";
import type { Strategy } from "../../modules/pair/strategy";
import { RegionPair } from "../../stacks/region-pair";
import { localState } from "../../stacks/state";
import { analyze, summaryOf } from "./analyze";
import { Deployment } from "./deployment";
import { Terraform } from "./terraform";
import { describeWithTools } from "./toolchain";

/** A name that both regions answer: its health checks have their alarms in us-east-1, whichever side that is. */
function synthesizeInto(
  directory: string,
  primary: string,
  dr: string,
  routing: "weighted" | "latency",
): void {
  const app = new App({ outdir: join(directory, "cdktf.out") });
  const pair = new RegionPair(app, "tracker", {
    primary,
    dr,
    account: "123456789012",
    strategy: "active-active",
    state: localState(directory),
  });
  pair.alerts.encryptWith(new Keys(pair, "data"));
  new FailoverDns(pair, "name", {
    zone: { name: "tracker.example.com", create: true },
    name: "api.tracker.example.com",
    target: { hostnames: { primary: "a.example.net", dr: "b.example.net" } },
    check: { kind: "endpoint" },
    routing,
  });
  app.synth();
}

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

describeWithTools("end-to-end tests of pairs with us-east-1")("a pair with us-east-1", () => {
  it.each([
    ["us-east-1", "us-west-2", "weighted"],
    ["us-west-2", "us-east-1", "latency"],
  ] as const)("from %s to %s with %s routing is at parity", async (primary, dr, routing) => {
    const directory = mkdtempSync(join(tmpdir(), "drparity-us-east-1-"));
    const deployment = await Deployment.of(`${primary} to ${dr}`, directory, () => {
      synthesizeInto(directory, primary, dr, routing);
    });
    try {
      await deployment.applyAll();
      expect(deployment.runOf("link").secondPlan.output).toContain("No changes.");
      const { status, report } = await analyze(deployment);
      expect(report.findings.filter(({ severity }) => severity !== "info").map(summaryOf)).toEqual([]);
      expect(status).toBe(0);
    } finally {
      await deployment.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it("scales its DR side out while us-east-1 and the control planes that live there are away", async () => {
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
