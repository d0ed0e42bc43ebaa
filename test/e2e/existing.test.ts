import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { analyze, summaryOf } from "./analyze";
import { Deployment } from "./deployment";
import { Terraform } from "./terraform";
import { describeWithTools } from "./toolchain";

const DEPLOYMENT_IN_MS = 30 * 60_000;
const PLATFORM = resolve(__dirname, "../../examples/platform");

/** Kept, with all plans and states, when DRPARITY_E2E_DIR names it. */
const kept = process.env.DRPARITY_E2E_DIR;
const work = kept ?? mkdtempSync(join(tmpdir(), "drparity-e2e-"));

describeWithTools("end-to-end test of existing resources")("an application around what exists", () => {
  let deployment: Deployment;
  let platform: Terraform;

  beforeAll(async () => {
    deployment = await Deployment.start("existing", join(work, "existing"), async (endpoint) => {
      platform = platformIn(endpoint);
      const file = join(work, "outputs.json");
      writeFileSync(file, await outputsOf(platform));
      return { DRPARITY_PLATFORM: file };
    });
    await deployment.applyAll();
  }, DEPLOYMENT_IN_MS);

  afterAll(async () => {
    await deployment.stop();
    if (kept === undefined) rmSync(work, { recursive: true, force: true });
  });

  it.each(["primary", "dr", "link"] as const)(
    "applies %s from nothing, and has nothing to change afterwards",
    (side) => {
      const { apply, secondPlan } = deployment.runOf(side);
      expect(apply.output).toContain("Apply complete!");
      expect(secondPlan.output).toContain("No changes.");
    },
  );

  it("reads nothing of the platform's state", () => {
    for (const { planFile } of deployment.runs)
      expect(readFileSync(planFile, "utf8")).not.toContain("terraform_remote_state");
  });

  it("never calls the primary region from the DR workspace", () => {
    expect(deployment.runOf("dr").refusedCalls).toEqual([]);
  });

  it("leaves the platform nothing to take back", async () => {
    expect((await platform.plan()).output).toContain("No changes.");
  });

  it("is at parity", async () => {
    const { status, report } = await analyze(deployment);
    expect(report.findings.filter(({ severity }) => severity !== "info").map(summaryOf)).toEqual([]);
    expect(report.summary.verdict).toBe("parity");
    expect(status).toBe(0);
  });
});

/** The platform team's Terraform, in a directory of its own. */
function platformIn(endpoint: string): Terraform {
  const directory = join(work, "platform");
  cpSync(PLATFORM, directory, { recursive: true });
  return new Terraform(directory, endpoint);
}

/** Applies it. */
async function outputsOf(platform: Terraform): Promise<string> {
  const init = await platform.init();
  const apply = await platform.apply();
  if (apply.status !== 0) throw new Error(init.output + apply.output);
  return (await platform.outputs()).stdout;
}
