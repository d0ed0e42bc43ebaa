import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Keys } from "../../modules/keys/keys";
import { Topic } from "../../modules/messaging/topic";
import { App } from "../../modules/pair/cdk";
import { Parameters } from "../../modules/parameters/parameters";
import { S3Replication } from "../../modules/s3-replication/s3-replication";
import { RegionPair } from "../../stacks/region-pair";
import { localState } from "../../stacks/state";
import { Cli } from "../support/cli";
import { Emulator } from "./emulator";
import { RegionProxy } from "./region-proxy";
import { type Outcome, run } from "./run";
import { Terraform } from "./terraform";
import { describeWithTools } from "./toolchain";

const DR = "eu-central-1";

describeWithTools("end-to-end test of drparity deploy")("drparity deploy", () => {
  let work: string;
  let emulator: Emulator;
  let proxy: RegionProxy;

  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), "drparity-deploy-"));
    emulator = await Emulator.start();
    proxy = await RegionProxy.start(emulator.port);
  });
  afterAll(async () => {
    await proxy.stop();
    await emulator.stop();
    rmSync(work, { recursive: true, force: true });
  });

  /** The application, as a change after the other makes it. */
  function synthesize(version: 1 | 2): void {
    rmSync(join(work, "cdktf.out/drparity.json"), { force: true });
    const app = new App({ outdir: join(work, "cdktf.out") });
    const pair = new RegionPair(app, "parcels", {
      primary: "eu-west-1",
      dr: DR,
      account: "123456789012",
      strategy: "warm-standby",
      state: localState(work),
    });
    const keys = new Keys(pair, "data");
    pair.alerts.encryptWith(keys);
    new Parameters(pair, "limits", { keys, values: { parcels: version === 1 ? "60" : "120" } });
    if (version === 2) new Topic(pair, "news", { keys });
    new S3Replication(pair, "labels", { bucketPrefix: "parcels-labels", keys });
    app.synth();
  }

  function deploy(...options: string[]): Promise<Outcome> {
    return run(process.execPath, [Cli.compile().main, "deploy", ...options], work, {
      ...process.env,
      AWS_ENDPOINT_URL: proxy.url,
      AWS_ACCESS_KEY_ID: "emulator",
      AWS_SECRET_ACCESS_KEY: "emulator",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_MAX_ATTEMPTS: "2",
      CHECKPOINT_DISABLE: "1",
    });
  }

  function journal() {
    const file = join(work, ".drparity/deploy/parcels/journal.json");
    return JSON.parse(readFileSync(file, "utf8")) as {
      kind: string;
      complete: boolean;
      workspaces: { name: string; state: string }[];
    };
  }

  const states = () => journal().workspaces.map(({ name, state }) => `${name} ${state}`);

  /** What Terraform would change in each workspace now: 0 nothing. */
  async function changesLeft(): Promise<number[]> {
    const plans = ["primary", "dr", "link"].map((side) =>
      new Terraform(join(work, "cdktf.out/stacks", `parcels-${side}`), proxy.url).plan(),
    );
    return (await Promise.all(plans)).map(({ status }) => status);
  }

  /** The second version, whose new topic the DR region does not make: half of the DR workspace is applied. */
  async function failInDr(): Promise<Outcome> {
    synthesize(2);
    proxy.refuse(DR, ({ service, body }) => service === "sns" && body.includes("Action=CreateTopic"));
    const outcome = await deploy("--auto-approve");
    proxy.allowAll();
    return outcome;
  }

  it("deploys from nothing what was planned and shown before, DR first", async () => {
    synthesize(1);
    const planned = await deploy("--plan-only");
    expectStatus(planned, 0);
    expect(planned.stdout).toContain("create aws_ssm_parameter.limits_parcels");
    expect(existsSync(join(work, "parcels-dr.tfstate"))).toBe(false);

    // The link was not shown, since it cannot be planned before the sides exist.
    const sides = await deploy("--resume", "--auto-approve");
    expectStatus(sides, 3);
    expect(states()).toEqual(["parcels-dr applied", "parcels-primary applied", "parcels-link planned"]);
    const link = await deploy("--resume", "--auto-approve");
    expectStatus(link, 0);
    expect(await changesLeft()).toEqual([0, 0, 0]);
    expect(readdirSync(join(work, ".drparity/deploy/parcels")).sort()).toEqual(["deployed", "journal.json"]);
  });

  it("has nothing to do afterwards", async () => {
    const idle = await deploy("--auto-approve");
    expectStatus(idle, 0);
    expect(idle.stdout).toBe("");
  });

  it("stops in the middle of DR, leaves the primary side alone, and says how to go on", async () => {
    const failed = await failInDr();
    expectStatus(failed, 3);
    expect(states()).toEqual(["parcels-dr failed", "parcels-primary planned", "parcels-link unchanged"]);
    expect(failed.output).toContain("parcels-primary is as it was");
    expect(failed.output).toContain("drparity deploy --rollback");
    expect(await changesLeft()).toEqual([2, 2, 0]);
    expectStatus(await deploy("--auto-approve"), 1);
  });

  it("goes back to what DR had", async () => {
    const back = await deploy("--rollback", "--auto-approve");
    expectStatus(back, 0);
    expect(journal()).toMatchObject({ kind: "rollback", complete: true });
    synthesize(1);
    expect(await changesLeft()).toEqual([0, 0, 0]);
  });

  it("goes on from where it stopped", async () => {
    expectStatus(await failInDr(), 3);
    const resumed = await deploy("--resume", "--auto-approve");
    expectStatus(resumed, 0);
    expect(states()).toEqual(["parcels-dr applied", "parcels-primary applied", "parcels-link unchanged"]);
    expect(await changesLeft()).toEqual([0, 0, 0]);
  });
});

/** Shows what was said where it is another. */
function expectStatus({ status, output }: Outcome, expected: number): void {
  if (status !== expected) throw new Error(`status ${status}, not ${expected}:\n${output.slice(-3000)}`);
}
