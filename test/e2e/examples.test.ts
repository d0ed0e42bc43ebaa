import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyze, summaryOf } from "./analyze";
import { Operator } from "./by-hand";
import { allOf, Deployment } from "./deployment";
import { NOT_EMULATED } from "./not-emulated";
import { exceptGlobal } from "./region-proxy";
import type { Outcome } from "./run";
import { chosenOf, describeChosen } from "./toolchain";

const EXAMPLES = chosenOf(["pilot-light", "warm-standby", "active-active"]);
/** Minutes, not seconds: the provider waits for load balancers and lifecycles as it would for AWS. */
const DEPLOYMENT_IN_MS = 30 * 60_000;

/** The wait is the emulator's and the provider's, so the examples are deployed side by side, each into an emulator of its own. */
const deployments = new Map<string, Deployment>();
/** Kept, with all plans and states, when DRPARITY_E2E_DIR names it. */
const kept = process.env.DRPARITY_E2E_DIR;
const work = kept ?? mkdtempSync(join(tmpdir(), "drparity-e2e-"));

describeChosen("end-to-end tests of the examples", EXAMPLES)("the example applications", () => {
  beforeAll(async () => {
    await allOf(
      EXAMPLES.map(async (example) => {
        const deployment = await Deployment.start(example, join(work, example));
        deployments.set(example, deployment);
        await deployment.applyAll();
      }),
    );
    for (const [type, reason] of Object.entries(NOT_EMULATED))
      process.stderr.write(`planned, not applied: ${type}: ${reason}\n`);
  }, DEPLOYMENT_IN_MS);

  afterAll(async () => {
    await Promise.all([...deployments.values()].map((deployment) => deployment.stop()));
    if (kept === undefined) rmSync(work, { recursive: true, force: true });
  });

  describe.each(EXAMPLES)("%s", (example) => {
    const deployment = () => deploymentOf(example);

    describe.each(["primary", "dr", "link"] as const)("%s", (side) => {
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

    it("plans completely, also what the emulator cannot apply", () => {
      for (const { firstPlan } of deployment().runs) {
        expect(firstPlan?.output ?? "").not.toContain("Error:");
        expect(firstPlan?.status ?? 2).toBe(2);
      }
    });

    it("never calls the primary region from the DR workspace", () => {
      const { refusedCalls, workspace } = deployment().runOf("dr");
      expect(workspace.region).not.toBe(deployment().manifest.pair.primaryRegion);
      expect(refusedCalls).toEqual([]);
    });

    it("is at parity", async () => {
      const { status, report } = await analyze(deployment());
      expect(report.findings.filter(({ severity }) => severity !== "info").map(summaryOf)).toEqual([]);
      expect(report.summary.verdict).toBe("parity");
      expect(status).toBe(0);
    });
  });

  it("notices a DR workspace that reads the primary's resources", async () => {
    const deployment = deploymentOf(EXAMPLES[0]);
    const { primaryRegion } = deployment.manifest.pair;
    const { plan, calls } = await planWithIntruder(deployment, {
      provider: { aws: [{ alias: "primary", region: primaryRegion }] },
      data: { aws_vpcs: { intruder: { provider: "aws.primary" } } },
    });
    expect(plan.status).toBe(1);
    expect(calls).not.toEqual([]);
  });

  it("notices a DR workspace that reads the primary's state", async () => {
    const deployment = deploymentOf(EXAMPLES[0]);
    const { primaryRegion } = deployment.manifest.pair;
    const { plan, calls } = await planWithIntruder(deployment, {
      data: {
        terraform_remote_state: {
          intruder: {
            backend: "s3",
            config: {
              bucket: "state",
              key: "primary.tfstate",
              region: primaryRegion,
              use_path_style: true,
              skip_credentials_validation: true,
              skip_requesting_account_id: true,
            },
          },
        },
      },
    });
    expect(plan.status).toBe(1);
    expect(calls).not.toEqual([]);
  });

  (EXAMPLES.includes("pilot-light") ? it : it.skip)(
    "reports what was changed by hand on the DR side, each after the next plan",
    async () => {
      const deployment = deploymentOf("pilot-light");
      const operator = new Operator(deployment);
      await operator.openPort("aws_security_group.app_instances", 22);
      await operator.suspendVersioning("aws_s3_bucket.documents_bucket");
      await operator.keepBackupsFor("aws_db_instance.ledger_instance", 1);
      await deployment.planAgain("dr");
      const { status, report } = await analyze(deployment);
      const reported = report.findings
        .filter(({ severity }) => severity !== "info")
        .map(({ dr }) => dr?.address);
      expect(status).toBe(2);
      expect(reported).toEqual(
        expect.arrayContaining([
          "aws_security_group.app_instances",
          "aws_s3_bucket_versioning.documents_versioning",
          "aws_db_instance.ledger_instance",
        ]),
      );
    },
  );

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

function deploymentOf(example: string | undefined): Deployment {
  const found = deployments.get(example ?? "");
  if (found === undefined) throw new Error(`${example} was not deployed`);
  return found;
}

/** Plans the DR workspace with a definition that it must not have, while the primary region is away. */
async function planWithIntruder(
  deployment: Deployment,
  definition: object,
): Promise<{ plan: Outcome; calls: string[] }> {
  const terraform = deployment.terraform("dr");
  const intruder = join(terraform.directory, "intruder.tf.json");
  writeFileSync(intruder, JSON.stringify(definition));
  deployment.proxy.refuse(deployment.manifest.pair.primaryRegion, exceptGlobal);
  const plan = await terraform.plan();
  const calls = [...deployment.proxy.refusedCalls];
  deployment.proxy.allowAll();
  rmSync(intruder);
  return { plan, calls };
}
