import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyze, summaryOf } from "./analyze";
import { allOf, Deployment } from "./deployment";
import { chosenOf, describeChosen } from "./toolchain";

const DEPLOYMENT_IN_MS = 30 * 60_000;
/** What Terraform is given as the value of a secret parameter. */
const TOKEN = "a-token-that-nobody-keeps";

/** Kept, with all plans and states, when DRPARITY_E2E_DIR names it. */
const kept = process.env.DRPARITY_E2E_DIR;
const work = kept ?? mkdtempSync(join(tmpdir(), "drparity-e2e-"));

/** The examples' hosted zones. */
const ZONES = { microservices: "market.example.com", portal: "portal.example.com" } as const;
const EXAMPLES = chosenOf(["microservices", "portal"]);

describeChosen("end-to-end test of the services", EXAMPLES)("the services", () => {
  const deployments = new Map<string, Deployment>();

  beforeAll(async () => {
    process.env.TF_VAR_config_search_token = TOKEN;
    await allOf(
      EXAMPLES.map(async (example) => {
        const deployment = await Deployment.start(example, join(work, example));
        deployments.set(example, deployment);
        await createZone(deployment.proxy.url, ZONES[example]);
        await deployment.applyAll();
      }),
    );
  }, DEPLOYMENT_IN_MS);

  afterAll(async () => {
    delete process.env.TF_VAR_config_search_token;
    await Promise.all([...deployments.values()].map((deployment) => deployment.stop()));
    if (kept === undefined) rmSync(work, { recursive: true, force: true });
  });

  describe.each(EXAMPLES)("the application %s", (example) => {
    let deployment: Deployment;
    beforeAll(() => {
      deployment = deployments.get(example) as Deployment;
    });

    describe.each(["primary", "dr", "link"] as const)("%s", (side) => {
      it("plans completely, also what the emulator cannot apply", () => {
        const { firstPlan } = deployment.runOf(side);
        expect(firstPlan?.output).not.toContain("Error:");
        expect(firstPlan?.status).toBe(2);
      });

      it("applies from nothing, and has nothing to change afterwards", () => {
        const { apply, secondPlan } = deployment.runOf(side);
        expect(apply.output).toContain("Apply complete!");
        expect(secondPlan.output).toContain("No changes.");
      });
    });

    it("never calls the primary region from the DR workspace", () => {
      expect(deployment.runOf("dr").refusedCalls).toEqual([]);
    });

    it("is at parity", async () => {
      const { status, report } = await analyze(deployment);
      expect(report.findings.filter(({ severity }) => severity !== "info").map(summaryOf)).toEqual([]);
      expect(report.summary.verdict).toBe("parity");
      expect(status).toBe(0);
    });

    // The one that has a secret parameter.
    if (example !== "microservices") return;
    it("keeps the value of a secret parameter in no plan and no state", () => {
      const states = readdirSync(join(work, example)).filter((name) => name.endsWith(".tfstate"));
      expect(states).toHaveLength(3);
      const files = [
        ...states.map((name) => join(work, example, name)),
        ...deployment.runs.map(({ planFile }) => planFile),
      ];
      for (const file of files) expect(readFileSync(file, "utf8")).not.toContain(TOKEN);
    });
  });
});

/** The hosted zone that the example finds. */
async function createZone(endpoint: string, name: string): Promise<void> {
  const answer = await fetch(`${endpoint}/2013-04-01/hostedzone`, {
    method: "POST",
    // The emulator reads the service from where a signature stands.
    headers: {
      authorization:
        "AWS4-HMAC-SHA256 Credential=emulator/20260101/us-east-1/route53/aws4_request, Signature=0",
    },
    body: `<CreateHostedZoneRequest><Name>${name}</Name><CallerReference>${name}</CallerReference></CreateHostedZoneRequest>`,
  });
  if (!answer.ok) throw new Error(`the emulator made no zone: ${answer.status} ${await answer.text()}`);
}
