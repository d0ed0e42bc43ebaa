import path from "node:path";
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

  it("has a command line that drparity understands", () => {
    const cli = Cli.compile();
    const fake = new FakeTerraform();
    try {
      for (const [name, region] of [
        ["infra/primary", "us-east-1"],
        ["infra/dr", "us-west-2"],
      ] as const)
        fake.workspace(name, plan(region).resource("aws_sqs_queue.orders", { name: "orders" }).json());
      const script = steps.find(({ run }) => run?.includes("drparity"))?.run ?? "";
      const words = script.replaceAll("\\\n", " ").trim().split(/\s+/).slice(2);
      const known: Readonly<Record<string, string>> = {
        '"$GITHUB_REPOSITORY"': "acme/infra",
        "s3://BUCKET/drparity/PAIR": path.join(fake.root, "history.jsonl"),
      };
      const run = cli.run(
        words.map((word) => known[word] ?? word),
        {
          cwd: fake.root,
          env: {
            ...(fake.env as Record<string, string>),
            GITHUB_TOKEN: "ghs_fake",
            SLACK_WEBHOOK_URL: "https://hooks.slack.example/x",
          },
        },
      );
      expect(run).toEqual({ status: 0, stdout: "pair 100/100: no divergence.\n", stderr: "" });
    } finally {
      fake.remove();
      cli.remove();
    }
  });
});
