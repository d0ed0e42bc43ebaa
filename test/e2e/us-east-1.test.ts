import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FailoverDns } from "../../modules/failover-dns/failover-dns";
import { Keys } from "../../modules/keys/keys";
import { App } from "../../modules/pair/cdk";
import { RegionPair } from "../../stacks/region-pair";
import { localState } from "../../stacks/state";
import { analyze, summaryOf } from "./analyze";
import { allOf, Deployment } from "./deployment";
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

const PAIRS = [
  ["us-east-1", "us-west-2", "weighted"],
  ["us-west-2", "us-east-1", "latency"],
] as const;

describeWithTools("end-to-end tests of pairs with us-east-1")("a pair with us-east-1", () => {
  const work = mkdtempSync(join(tmpdir(), "drparity-us-east-1-"));
  const deployments = new Map<string, Deployment>();

  // The wait is the provider's: side by side.
  beforeAll(() =>
    allOf(
      PAIRS.map(async ([primary, dr, routing]) => {
        const directory = join(work, primary);
        const deployment = await Deployment.of(`${primary} to ${dr}`, directory, () => {
          synthesizeInto(directory, primary, dr, routing);
        });
        deployments.set(primary, deployment);
        await deployment.applyAll();
      }),
    ),
  );
  afterAll(async () => {
    await Promise.all([...deployments.values()].map((deployment) => deployment.stop()));
    rmSync(work, { recursive: true, force: true });
  });

  it.each(PAIRS)("from %s to %s with %s routing is at parity", async (primary) => {
    const deployment = deployments.get(primary) as Deployment;
    expect(deployment.runOf("link").secondPlan.output).toContain("No changes.");
    const { status, report } = await analyze(deployment);
    expect(report.findings.filter(({ severity }) => severity !== "info").map(summaryOf)).toEqual([]);
    expect(status).toBe(0);
  });
});
