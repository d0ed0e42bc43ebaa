import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run, type Outcome } from "./run";
import { HttpRecorder } from "../support/http-recorder";
import { FakeTerraform } from "../support/fake-terraform";
import { Cli } from "../support/cli";
import { plan } from "../support/plan-builder";
import { readYaml, type Step } from "../support/workflow";

interface Workflow {
  readonly on: { readonly schedule?: unknown };
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: { readonly "cancel-in-progress": boolean };
  readonly jobs: { readonly drift: { readonly steps: readonly Step[] } };
}

const WORKFLOW = path.join(__dirname, "../../examples/ci/github-drift.yml");

describe("examples/ci/github-drift.yml", () => {
  const workflow = readYaml<Workflow>(WORKFLOW);
  const steps = workflow.jobs.drift.steps;

  it("runs on a schedule, one run at a time, with no right but to read, to assume a role and to write issues", () => {
    expect(workflow.on.schedule).toBeDefined();
    expect(workflow.concurrency["cancel-in-progress"]).toBe(false);
    expect(workflow.permissions).toEqual({ contents: "read", "id-token": "write", issues: "write" });
  });

  it("puts secrets into the environment, never into the script", () => {
    expect(steps.map(({ run = "" }) => run).join()).not.toContain("${{");
  });

  describe("its step, run as the runner does, with this drparity installed", () => {
    let cli: Cli;
    let fake: FakeTerraform;
    let github: HttpRecorder;
    beforeAll(() => {
      cli = Cli.compile();
    });
    beforeEach(async () => {
      github = await HttpRecorder.start(() => ({ status: 200, body: "[]" }));
      fake = new FakeTerraform();
      const bin = path.join(fake.root, "runner/drparity/node_modules/.bin");
      mkdirSync(bin, { recursive: true });
      const node = `exec "${process.execPath}" "${cli.main}" "$@"`;
      const policy = {
        pair: { shop: { primary: { sources: ["infra/primary"] }, dr: { sources: ["infra/dr"] } } },
      };
      writeFileSync(path.join(fake.root, ".drparity.json"), JSON.stringify(policy));
      writeFileSync(path.join(bin, "drparity"), `#!/bin/sh\n${node}\n`, { mode: 0o755 });
    });
    afterEach(async () => {
      fake.remove();
      await github.stop();
    });

    function step(): Promise<Outcome> {
      const script = steps.find(({ run }) => run?.includes(" drift "))?.run ?? "";
      return run("bash", ["-eo", "pipefail", "-c", script], fake.root, {
        ...fake.env,
        RUNNER_TEMP: path.join(fake.root, "runner"),
        GITHUB_REPOSITORY: "acme/infra",
        GITHUB_TOKEN: "ghs_fake",
        GITHUB_API_URL: github.url,
      });
    }

    function side(name: string, region: string, delay: number): void {
      const queue = { name: "orders", delay_seconds: delay };
      fake.workspace(`infra/${name}`, plan(region).resource("aws_sqs_queue.orders", queue).json());
    }

    it("says that all is well", async () => {
      side("primary", "us-east-1", 5);
      side("dr", "us-west-2", 5);
      expect(await step()).toMatchObject({ status: 0, output: "shop 100/100: no divergence.\n" });
      expect(github.requests).toEqual([]);
    });

    it("opens an issue when the pair diverges, and does not fail", async () => {
      side("primary", "us-east-1", 5);
      side("dr", "us-west-2", 60);
      expect(await step()).toMatchObject({ status: 0 });
      expect(github.requests.map(({ method, path: url }) => `${method} ${url.replace(/\?.*/, "")}`)).toEqual([
        "GET /repos/acme/infra/issues",
        "POST /repos/acme/infra/issues",
      ]);
    });

    it("fails when a side cannot be planned", async () => {
      side("primary", "us-east-1", 5);
      fake.workspace("infra/dr", {}, { plan: "exit 1" });
      expect(await step()).toMatchObject({ status: 1 });
    });
  });
});
