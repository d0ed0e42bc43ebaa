import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Wishes } from "../../../analyzer/act/init/decide";
import { nextSteps } from "../../../analyzer/act/init/next";
import { scaffold } from "../../../analyzer/act/init/scaffold";
import { aws, backend, decided, eachProject, short, type Files } from "../../support/init-project";

const project = eachProject();

/** A root whose region is a variable's. */
const root = 'variable "region" {}\nprovider "aws" {\n  region = var.region\n}\n';
const region = (name: string) => `region = "${name}"\n`;
const stack = (name: string) =>
  JSON.stringify({ provider: { aws: [{ region: name }] }, resource: { aws_sqs_queue: { a: {} } } });

/** As real repositories were met by somebody who knew the documentation alone. */
describe("init knows, of layouts that were met", () => {
  it.each<[string, Files, Partial<Wishes>, string[]]>([
    [
      "files of variables that are named by region",
      {
        "infra/main.tf": root,
        "infra/config/us-east-1.tfvars": "",
        "infra/config/us-west-2.tfvars": "",
      },
      { primaryRegion: "us-east-1", primaryWorkspace: "a", drWorkspace: "b" },
      [
        "terraform shop:  infra#a+config/us-east-1.tfvars(us-east-1) -> infra#b+config/us-west-2.tfvars(us-west-2)",
      ],
    ],
    [
      "files of variables that are named by side and say the region inside, beside an environment's",
      {
        "main.tf": root,
        "env/prod.tfvars": region("us-east-1"),
        "env/prod-dr.tfvars": region("us-west-2"),
        "env/dev.tfvars": region("us-east-1"),
      },
      { primaryWorkspace: "prod", drWorkspace: "prod-dr" },
      ["terraform shop:  .#prod+env/prod.tfvars(us-east-1) -> .#prod-dr+env/prod-dr.tfvars(us-west-2)"],
    ],
    [
      "the same files where the regions are told as well",
      { "main.tf": root, "env/prod.tfvars": "", "env/prod-dr.tfvars": "", "env/dev.tfvars": "" },
      {
        primaryWorkspace: "prod",
        drWorkspace: "prod-dr",
        primaryRegion: "us-east-1",
        drRegion: "us-west-2",
      },
      ["terraform shop:  .#prod+env/prod.tfvars(us-east-1) -> .#prod-dr+env/prod-dr.tfvars(us-west-2)"],
    ],
    [
      "a directory of variables and of a backend's settings for each region",
      {
        "infra/main.tf": backend + root,
        "infra/prod-us-east-1/backend.hcl": "",
        "infra/prod-us-east-1/terraform.tfvars": region("us-east-1"),
        "infra/prod-us-west-2/backend.hcl": "",
        "infra/prod-us-west-2/terraform.tfvars": region("us-west-2"),
      },
      { primaryRegion: "us-east-1" },
      [
        "terraform shop:  infra+prod-us-east-1/terraform.tfvars+prod-us-east-1/backend.hcl(us-east-1) -> infra+prod-us-west-2/terraform.tfvars+prod-us-west-2/backend.hcl(us-west-2)",
      ],
    ],
    [
      "files of variables and backends' settings in directories of directories",
      {
        "infra/main.tf": backend + root,
        "infra/envs/primary/backend.hcl": "",
        "infra/envs/primary/terraform.tfvars": region("us-east-1"),
        "infra/envs/secondary/backend.hcl": "",
        "infra/envs/secondary/terraform.tfvars": region("us-west-2"),
      },
      {},
      [
        "terraform shop:  infra+envs/primary/terraform.tfvars+envs/primary/backend.hcl(us-east-1) -> infra+envs/secondary/terraform.tfvars+envs/secondary/backend.hcl(us-west-2)",
      ],
    ],
    [
      "the stacks of a CDKTF project that is not drparity's",
      {
        "cdktf.json": "{}",
        "package.json": "{}",
        "cdktf.out/stacks/shop-a/cdk.tf.json": stack("us-east-1"),
        "cdktf.out/stacks/shop-b/cdk.tf.json": stack("us-west-2"),
      },
      { primary: "cdktf.out/stacks/shop-a", dr: "cdktf.out/stacks/shop-b" },
      ["terraform shop:  cdktf.out/stacks/shop-a(us-east-1) -> cdktf.out/stacks/shop-b(us-west-2)"],
    ],
    [
      "directories that are called in another language",
      { "büro/main.tf": aws("us-east-1"), "büro-dr/main.tf": aws("us-west-2") },
      {},
      ["terraform shop:  büro(us-east-1) -> büro-dr(us-west-2)"],
    ],
  ])("%s", async (_name, files, wishes, expected) => {
    expect(short(await decided(files, wishes))).toEqual(expected);
  });

  it("roots whose files are links to common ones", async () => {
    await mkdir(path.join(project(), "common"));
    await writeFile(path.join(project(), "common/app.tf"), root);
    for (const side of ["primary", "secondary"]) {
      await mkdir(path.join(project(), "stacks", side), { recursive: true });
      await symlink("../../common/app.tf", path.join(project(), "stacks", side, "app.tf"));
    }
    const answers = await decided({
      "stacks/primary/terraform.tfvars": region("us-east-1"),
      "stacks/secondary/terraform.tfvars": region("us-west-2"),
    });
    expect(short(answers)).toEqual([
      "terraform shop:  stacks/primary(us-east-1) -> stacks/secondary(us-west-2)",
    ]);
  });

  it("a link to what is no file as nothing", async () => {
    await symlink("/dev/zero", path.join(project(), "endless.tf"));
    await expect(decided({ "main.tf": aws("us-east-1") })).rejects.toThrow(/one root/);
  });

  it("which roots are in no pair", async () => {
    const files = {
      "prod/main.tf": aws("us-east-1"),
      "prod-dr/main.tf": aws("us-west-2"),
      "staging/main.tf": aws("us-east-1"),
    };
    expect((await decided(files)).leftOut).toEqual(["staging"]);
  });
});

describe("init asks, of layouts that were met", () => {
  it.each<[string, Files, Partial<Wishes>, RegExp]>([
    [
      "which file of variables is whose",
      { "main.tf": root, "us-east-1.tfvars": "", "us-west-2.tfvars": "" },
      {},
      /files of variables of us-east-1, us-west-2: which is primary/,
    ],
    [
      "for the other one of three regions alone",
      { "us-east-1/main.tf": backend, "us-west-2/main.tf": backend, "eu-west-1/main.tf": backend },
      { primaryRegion: "us-east-1" },
      /such as --primary-region us-east-1 --dr-region eu-west-1\./,
    ],
    [
      "for both regions at once",
      { "primary/main.tf": backend, "dr/main.tf": backend },
      { pipeline: "github", toolSource: "npm" },
      /Say --primary-region REGION --dr-region REGION\./,
    ],
    [
      "for the synthesis of a CDKTF project that is not drparity's",
      { "cdktf.json": "{}", "main.ts": "" },
      {},
      /cdktf\.json of another project.*\n.*cdktf synth.*--primary cdktf\.out\/stacks\//,
    ],
    ["for some Terraform", {}, { style: "terraform" }, /No Terraform was found/],
  ])("%s", async (_name, files, wishes, message) => {
    await expect(decided(files, wishes)).rejects.toThrow(message);
  });
});

it.each<[string, Files, string]>([
  ["in TypeScript", { "package.json": "{}" }, "npm ci && npx cdktf synth"],
  ["in Python", { "main.py": "" }, "npx --yes cdktf-cli@^0.21.0 synth"],
])(
  "stacks that lie in cdktf.out are synthesized before they are planned, in pipelines and by hand: %s",
  async (_name, own, command) => {
    const answers = await decided(
      {
        ...own,
        "cdktf.json": "{}",
        "cdktf.out/stacks/a/cdk.tf.json": stack("us-east-1"),
        "cdktf.out/stacks/b/cdk.tf.json": stack("us-west-2"),
      },
      { primary: "cdktf.out/stacks/a", dr: "cdktf.out/stacks/b", pipeline: "github", toolSource: "npm" },
    );
    const workflows = scaffold(answers).filter(({ path: file }) => file.endsWith(".yml"));
    expect(workflows).toHaveLength(2);
    for (const { content } of workflows) expect(content).toContain(`- run: ${command}`);
    const [, first, second] = nextSteps(answers);
    expect(first?.startsWith(`  ${command}`)).toBe(true);
    expect(second).toBe("  terraform -chdir=cdktf.out/stacks/a plan -out=tfplan");
  },
);
