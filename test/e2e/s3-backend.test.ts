import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { Cli } from "../support/cli";
import type { Report } from "./analyze";
import { Emulator } from "./emulator";
import { type Outcome, run } from "./run";
import { describeWithTools } from "./toolchain";

/** One configuration, a workspace for each side; a role reads its states, and the key comes with `terraform init`. */
const CONFIGURATION = `
terraform {
  backend "s3" {
    bucket                 = "acme-state"
    region                 = "eu-west-1"
    workspace_key_prefix   = "workspaces"
    use_lockfile           = true
    use_path_style         = true
    skip_region_validation = true
    assume_role = {
      role_arn     = "arn:aws:iam::123456789012:role/state"
      session_name = "ci"
      external_id  = "acme"
      duration     = "1h"
    }
  }
}
locals {
  dr = terraform.workspace == "dr"
}
provider "aws" {
  region = local.dr ? "us-west-2" : "us-east-1"
}
resource "aws_sqs_queue" "orders" {
  name          = "orders"
  delay_seconds = local.dr ? 30 : 0
}
`;

describeWithTools("states in a real backend s3")("states that real Terraform keeps in S3", () => {
  let emulator: Emulator;
  let root: string;
  let env: NodeJS.ProcessEnv;

  const terraform = async (...args: string[]): Promise<void> => {
    const { status, output } = await run("terraform", args, join(root, "infra"), env);
    if (status !== 0) throw new Error(`terraform ${args.join(" ")}:\n${output}`);
  };
  const analyze = (primary: string, dr: string, more: NodeJS.ProcessEnv = {}): Promise<Outcome> => {
    const args = [Cli.compile().main, "analyze", "--primary", primary, "--dr", dr, "--format", "json"];
    return run(process.execPath, args, root, { ...env, ...more });
  };

  beforeAll(async () => {
    emulator = await Emulator.start();
    const endpoint = `http://127.0.0.1:${emulator.port}`;
    root = mkdtempSync(join(tmpdir(), "drparity-backend-"));
    env = {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "emulator",
      AWS_SECRET_ACCESS_KEY: "emulator",
      AWS_EC2_METADATA_DISABLED: "true",
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
    };
    const credentials = { accessKeyId: "emulator", secretAccessKey: "emulator" };
    const client = new S3Client({ endpoint, region: "eu-west-1", forcePathStyle: true, credentials });
    const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" } as const;
    await client.send(new CreateBucketCommand({ Bucket: "acme-state", CreateBucketConfiguration }));
    client.destroy();
    mkdirSync(join(root, "infra"));
    writeFileSync(join(root, "infra/main.tf"), CONFIGURATION);
    await terraform("init", "-input=false", "-backend-config=key=shop/infra.tfstate");
    await terraform("apply", "-input=false", "-auto-approve");
    await terraform("workspace", "new", "dr");
    await terraform("apply", "-input=false", "-auto-approve");
  });
  afterAll(async () => {
    await emulator?.stop();
    if (root) rmSync(root, { recursive: true, force: true });
  });

  it("are both read from one directory, by workspace, and compared", async () => {
    const { status, stdout, output } = await analyze("infra#default", "infra");
    expect({ status, output }).toEqual({ status: 2, output: stdout });
    const report = JSON.parse(stdout) as Report;
    expect(report.findings.map(({ primary, dr }) => [primary?.address, dr?.address])).toEqual([
      ["aws_sqs_queue.orders", "aws_sqs_queue.orders"],
    ]);
    expect(report.findings[0]?.differences.map(({ path }) => path)).toEqual(["delay_seconds"]);
  });

  it.each([
    ["with its role", CONFIGURATION],
    ["without one", CONFIGURATION.replace(/ *assume_role = \{[^}]*\}\n/, "")],
  ])("are read where Terraform was never run, from the configuration alone, %s", async (_, configuration) => {
    const key = '    key = "shop/infra.tfstate"\n    bucket ';
    mkdirSync(join(root, "fresh"), { recursive: true });
    writeFileSync(join(root, "fresh/main.tf"), configuration.replace("    bucket ", key));
    const { status, stdout, output } = await analyze("fresh", "fresh#dr");
    expect({ status, output }).toEqual({ status: 2, output: stdout });
    expect((JSON.parse(stdout) as Report).findings).toHaveLength(1);
  });

  it("are named when the one asked for does not exist", async () => {
    const { status, stdout, output } = await analyze("infra#default", "infra#staging");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(output).toBe(
      'drparity: infra#staging (s3://acme-state/workspaces/staging/shop/infra.tfstate): The workspace "staging" has no ' +
        "state in the backend's bucket; there is one of: default, dr.\n" +
        "Choose a workspace by DIRECTORY#WORKSPACE or TF_WORKSPACE.\n",
    );
  });

  it("are not there without credentials", async () => {
    const nobody = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", HOME: root };
    const { status, output } = await analyze("infra#default", "infra", nobody);
    expect(status).toBe(1);
    expect(output).toMatch("There are no AWS credentials");
  });
});
