import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Deployment } from "./deployment";
import { NOT_EMULATED } from "./not-emulated";
import { describeWithTools } from "./toolchain";

const EXAMPLES = ["pilot-light", "warm-standby", "active-active"];

/** The wait is the emulator's and the provider's, so the examples are deployed side by side, each into an emulator of its own. */
const deployments = new Map<string, Deployment>();
const work = mkdtempSync(join(tmpdir(), "drparity-e2e-"));

describeWithTools("end-to-end tests of the examples")("the example applications", () => {
  beforeAll(async () => {
    const started = EXAMPLES.map(async (example) => {
      const deployment = await Deployment.start(example, join(work, example));
      deployments.set(example, deployment);
      await deployment.applyAll();
    });
    const failed = (await Promise.allSettled(started)).filter((one) => one.status === "rejected");
    if (failed.length > 0)
      throw new AggregateError(
        failed.map((one) => one.reason as unknown),
        "deployments failed",
      );
    for (const [type, reason] of Object.entries(NOT_EMULATED))
      process.stderr.write(`planned, not applied: ${type}: ${reason}\n`);
  });

  afterAll(async () => {
    await Promise.all([...deployments.values()].map((deployment) => deployment.stop()));
    rmSync(work, { recursive: true, force: true });
  });

  describe.each(EXAMPLES)("%s", (example) => {
    const deployment = () => {
      const found = deployments.get(example);
      if (found === undefined) throw new Error(`${example} was not deployed`);
      return found;
    };

    describe.each(["primary", "dr", "link"] as const)("%s", (side) => {
      it("is valid", () => {
        const { init, validate } = deployment().runOf(side);
        expect(init).toMatchObject({ status: 0 });
        expect(validate.output).toContain("Success!");
      });

      it("plans completely before anything of it exists", () => {
        const { firstPlan } = deployment().runOf(side);
        expect(firstPlan.output).not.toContain("Error:");
        expect(firstPlan.status).toBe(2);
      });

      it("applies from nothing", () => {
        const { apply } = deployment().runOf(side);
        expect(apply.output).toContain("Apply complete!");
      });

      it("has nothing to change afterwards", () => {
        const { secondPlan } = deployment().runOf(side);
        expect(secondPlan.output).toContain("No changes.");
        expect(secondPlan.status).toBe(0);
      });
    });

    it("never calls the primary region from the DR workspace", () => {
      const { refusedCalls, workspace } = deployment().runOf("dr");
      expect(workspace.region).not.toBe(deployment().manifest.pair.primaryRegion);
      expect(refusedCalls).toEqual([]);
    });
  });

  it("would notice a DR workspace that reads the primary's resources", async () => {
    const deployment = deployments.get("active-active");
    if (deployment === undefined) throw new Error("not deployed");
    const terraform = deployment.terraform("dr");
    const { primaryRegion } = deployment.manifest.pair;
    const intruder = join(terraform.directory, "intruder.tf.json");
    const definition = {
      provider: { aws: [{ alias: "primary", region: primaryRegion }] },
      data: { aws_kms_alias: { intruder: { provider: "aws.primary", name: "alias/tracker-data" } } },
    };
    writeFileSync(intruder, JSON.stringify(definition));
    deployment.proxy.refuse(primaryRegion);
    const plan = await terraform.plan();
    const calls = [...deployment.proxy.refusedCalls];
    deployment.proxy.allowAll();
    rmSync(intruder);
    expect(plan.status).toBe(1);
    expect(calls).not.toEqual([]);
  });

  it("keeps master passwords out of every plan", () => {
    for (const deployment of deployments.values()) {
      for (const { planFile } of deployment.runs) {
        expect(readFileSync(planFile, "utf8")).not.toMatch(
          /"(master_password|password|secret_string)":"[^"]+"/,
        );
      }
    }
  });
});
