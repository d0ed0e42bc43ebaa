import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Wishes } from "../../../analyzer/act/init/decide";
import { scaffold } from "../../../analyzer/act/init/scaffold";
import {
  alias,
  aws,
  backend,
  decided,
  eachProject,
  short,
  unit,
  type Files,
} from "../../support/init-project";

/** As the program begins that a release has. */
const PROGRAM = "#!/usr/bin/env node\n// drparity 0.1.0, as one file. Apache-2.0.\n";

const project = eachProject();

describe("init knows", () => {
  it.each<[string, Files, Partial<Wishes>, string[]]>([
    [
      "directories of both sides by their words",
      { "live/main.tf": aws("us-east-1"), "dr/main.tf": aws("us-west-2") },
      {},
      ["terraform shop:  live(us-east-1) -> dr(us-west-2)"],
    ],
    [
      "directories named by region, with several workspaces",
      {
        "live/us-east-1/app/main.tf": backend,
        "live/us-east-1/net/main.tf": backend,
        "live/us-west-2/app/main.tf": backend,
        "live/us-west-2/net/main.tf": backend,
      },
      { primaryRegion: "us-east-1" },
      [
        "terraform shop:  live/us-east-1/app live/us-east-1/net(us-east-1) -> live/us-west-2/app live/us-west-2/net(us-west-2)",
      ],
    ],
    [
      "a monorepo: a pair for each application",
      {
        "billing/us-east-1/main.tf": backend,
        "billing/us-west-2/main.tf": backend,
        "store/us-east-1/main.tf": backend,
        "store/us-west-2/main.tf": backend,
        "tools/main.tf": aws("us-east-1"),
      },
      { name: undefined, drRegion: "us-west-2" },
      [
        "terraform billing:  billing/us-east-1(us-east-1) -> billing/us-west-2(us-west-2)",
        "terraform store:  store/us-east-1(us-east-1) -> store/us-west-2(us-west-2)",
      ],
    ],
    [
      "environments below regions: a pair for each that both have",
      {
        "envs/us-east-1/prod/main.tf": backend,
        "envs/us-east-1/test/main.tf": backend,
        "envs/us-west-2/prod/main.tf": backend,
        "envs/us-west-2/test/main.tf": backend,
        "envs/ap-south-1/prod/main.tf": backend,
      },
      { name: undefined, primaryRegion: "us-east-1", drRegion: "us-west-2" },
      [
        "terraform prod:  envs/us-east-1/prod(us-east-1) -> envs/us-west-2/prod(us-west-2)",
        "terraform test:  envs/us-east-1/test(us-east-1) -> envs/us-west-2/test(us-west-2)",
      ],
    ],
    [
      "Terragrunt, below which Terraform is modules",
      {
        "root.hcl": 'remote_state {\n  backend = "s3"\n}\n',
        "live/us-east-1/app/terragrunt.hcl": unit,
        "live/eu-west-1/app/terragrunt.hcl": 'terraform {\n  source = "../../../modules/app"\n}\n',
        "live/terragrunt.hcl": 'remote_state {\n  backend = "s3"\n}\n',
        "modules/app/main.tf": aws("us-east-1"),
      },
      { primaryRegion: "us-east-1" },
      ["terragrunt shop:  live/us-east-1/app(us-east-1) -> live/eu-west-1/app(eu-west-1)"],
    ],
    [
      "OpenTofu by its files",
      { "primary/main.tofu": aws("us-east-1"), "dr/main.tofu": aws("us-west-2") },
      {},
      ["tofu shop:  primary(us-east-1) -> dr(us-west-2)"],
    ],
    [
      "one directory with a file of variables and a backend's settings for each side",
      {
        "infra/main.tf": `${backend}provider "aws" {\n  region = var.region\n}\n`,
        "infra/env/us-east-1-primary.tfvars": "",
        "infra/env/dr.tfvars": "",
        "infra/env/us-east-1-primary.s3.tfbackend": "",
        "infra/env/dr.s3.tfbackend": "",
      },
      { drRegion: undefined },
      [
        "terraform shop:  infra+env/us-east-1-primary.tfvars+env/us-east-1-primary.s3.tfbackend(us-east-1) -> infra+env/dr.tfvars+env/dr.s3.tfbackend(?)",
      ],
    ],
    [
      "terraform.workspace, by the names that the code compares it with",
      {
        "main.tf": `${backend}locals {\n  region = terraform.workspace == "dr" ? "us-west-2" : terraform.workspace == "primary" ? "us-east-1" : ""\n}\n`,
      },
      {},
      ["terraform shop:  .#primary(?) -> .#dr(?)"],
    ],
    [
      "one state with providers of two regions, one of them a variable's",
      {
        "main.tf": `${aws("us-east-1")}provider "aws" {\n  alias  = "dr"\n  region = var.dr_region\n}\n`,
        "variables.tf": 'variable "dr_region" {\n  default = "us-west-2"\n}\n',
      },
      {},
      ["terraform shop: . (us-east-1) -> (us-west-2)"],
    ],
    [
      "that a helper's provider is no side: there are two directories",
      {
        "tokyo/main.tf": aws("ap-northeast-1") + alias("use1", "us-east-1"),
        "osaka/main.tf": aws("ap-northeast-3") + alias("use1", "us-east-1"),
      },
      { primaryRegion: "ap-northeast-1" },
      ["terraform shop:  tokyo(ap-northeast-1) -> osaka(ap-northeast-3)"],
    ],
    [
      "a directory that the user names as all that is below it",
      { "a/x/main.tf": backend, "a/y/main.tf": backend, "b/x/main.tf": backend },
      { primary: "a", dr: "b" },
      ["terraform shop:  a/x a/y(?) -> b/x(?)"],
    ],
    [
      "one directory and the workspaces that the user names",
      { "infra/main.tf": backend },
      { primaryWorkspace: "east", drWorkspace: "west" },
      ["terraform shop:  infra#east(?) -> infra#west(?)"],
    ],
  ])("%s", async (_name, files, wishes, expected) => {
    expect(short(await decided(files, wishes))).toEqual(expected);
  });

  it("HCP Terraform, whose token stands in for a role", async () => {
    const cloud = 'terraform {\n  cloud {\n    organization = "acme"\n  }\n}\n';
    const files = { "primary/main.tf": cloud + aws("us-east-1"), "dr/main.tf": cloud + aws("us-west-2") };
    const answers = await decided(files, { pipeline: "github", toolSource: "npm" });
    const workflow = scaffold(answers).find(({ path: file }) => file.endsWith("drparity.yml"))?.content ?? "";
    expect(answers.cloud).toBe(true);
    expect(workflow).toContain("secrets.TF_API_TOKEN");
    expect(workflow).not.toMatch(/role-to-assume|-lock=false/);
  });

  it("how to make the plans that drparity cannot make itself", async () => {
    const answers = await decided(
      { "live/us-east-1/app/terragrunt.hcl": unit, "live/us-west-2/app/terragrunt.hcl": unit },
      { primaryRegion: "us-east-1" },
    );
    const files = new Map(scaffold(answers).map(({ path: file, content }) => [file, content]));
    expect(files.get(".drparity/plan.sh")).toContain(
      "plan primary 'live/us-east-1/app'\nplan dr 'live/us-west-2/app'\n",
    );
    expect(files.get(".drparity/.gitignore")).toMatch(/^\*$/m);
    expect(files.get(".drparity.hcl")).toContain('sources = [".drparity/plans/dr.json"]');
  });
});

describe("init asks, and writes nothing", () => {
  it.each<[string, Files, Partial<Wishes>, RegExp]>([
    [
      "which of several regions are the sides",
      { "us-east-1/main.tf": backend, "us-west-2/main.tf": backend, "eu-west-1/main.tf": backend },
      { drRegion: "us-west-2" },
      /Found directories of eu-west-1, us-east-1, us-west-2: which is primary.*\n.*--primary-region/,
    ],
    [
      "which of two regions is primary",
      { "us-east-1/main.tf": backend, "us-west-2/main.tf": backend },
      {},
      /which is primary/,
    ],
    [
      "where the second region is",
      { "live/us-east-1/a/terragrunt.hcl": unit, "live/us-east-1/b/terragrunt.hcl": unit },
      {},
      /2 units of Terragrunt .* all of us-east-1/,
    ],
    [
      "of one root with one region",
      { "main.tf": aws("us-east-1") },
      {},
      /one root, \. \(us-east-1\).*\n.*--combined \./,
    ],
    [
      "for the workspaces' names",
      { "main.tf": `${backend}locals {\n  name = terraform.workspace\n}\n` },
      {},
      /depends on terraform.workspace.*\n.*--primary-workspace/,
    ],
    [
      "in which workspaces two files of variables are applied",
      { "main.tf": backend, "primary.tfvars": "", "dr.tfvars": "" },
      {},
      /has primary.tfvars and dr.tfvars, but nothing tells/,
    ],
    [
      "for Terraform that has AWS in it",
      { "main.tf": 'resource "azurerm_resource_group" "x" {}\n' },
      {},
      /has no AWS in it/,
    ],
    ["for generated stacks", { "terragrunt.stack.hcl": "" }, {}, /terragrunt stack generate/],
    [
      "for Terraform where there is Pulumi",
      { "Pulumi.yaml": "" },
      {},
      /There is no Terraform here, but Pulumi.yaml/,
    ],
    ["for an empty directory where there is a package", { "package.json": "{}" }, {}, /package\.json/],
    [
      "for a region that a workflow needs",
      { "primary/main.tf": backend, "dr/main.tf": backend },
      { pipeline: "github", toolSource: "npm" },
      /--primary-region, --dr-region: Nothing tells in which region/,
    ],
    [
      "where pipelines take drparity from",
      { "primary/main.tf": aws("us-east-1"), "dr/main.tf": aws("us-west-2") },
      { pipeline: "github", toolSource: "x" },
      /--tool-source: "x" is neither npm/,
    ],
    ["a role", { "main.tf": aws("us-east-1") + alias("dr", "us-west-2") }, { role: "x; id" }, /--role/],
    [
      "a history",
      { "main.tf": aws("us-east-1") + alias("dr", "us-west-2") },
      { history: "s3://x y" },
      /--history/,
    ],
  ])("%s", async (_name, files, wishes, message) => {
    await expect(decided(files, wishes)).rejects.toThrow(message);
  });
});

describe("what init writes", () => {
  const files = {
    "billing/us-east-1/main.tf": backend,
    "billing/us-west-2/main.tf": backend,
    "store/us-east-1/main.tf": backend,
    "store/us-west-2/main.tf": backend,
    "tools/drparity.cjs": PROGRAM,
  };

  it.each(["github", "gitlab", "atlantis"] as const)(
    "has no placeholder, and a gate for each pair: %s",
    async (pipeline) => {
      for (const toolSource of ["acme/drparity@v0", "npm", "./tools/drparity.cjs"]) {
        const answers = await decided(files, {
          name: undefined,
          primaryRegion: "us-east-1",
          pipeline,
          toolSource,
        });
        const written = scaffold(answers).filter(({ path: file }) => /\.yml$|^\.atlantis/.test(file));
        for (const { content } of written) {
          expect(content).not.toMatch(/\b(?:OWNER|ACCOUNT|BUCKET|ROLE-THAT|[A-Z]+-REGION)\b(?!\/PREFIX)/);
          expect(content).not.toMatch(/uses: (?!acme\/)\S+@(?![0-9a-f]{40} # v)/);
        }
        const gates = written.map(({ content }) => content).join("");
        expect(gates).toMatch(/pair[ =]billing/);
        expect(gates).toMatch(/pair[ =]store/);
      }
    },
  );
});

describe("the drift job that init writes", () => {
  /** What is run, without what is the same for all. */
  async function runs(files: Files, wishes: Partial<Wishes> = {}): Promise<string[]> {
    const known = { primaryRegion: "us-east-1", toolSource: "npm", ...wishes };
    const answers = await decided(files, { name: undefined, pipeline: "github", ...known });
    const workflow = scaffold(answers).find(({ path: file }) => file.endsWith("drift.yml"))?.content ?? "";
    return [...workflow.matchAll(/\.bin\/drparity" (drift.*) \\$/gm)].map(([, run = ""]) => run);
  }
  const dirs = ["billing", "store"].flatMap((pair) => [`${pair}/us-east-1`, `${pair}/us-west-2`]);
  const inEach = (file: string, text: string) =>
    Object.fromEntries(dirs.map((directory) => [`${directory}/${file}`, text]));

  it("runs drparity once for all pairs of the policy file", async () => {
    expect(await runs(inEach("main.tf", backend))).toEqual(["drift"]);
  });

  it("runs it for each pair where the job has made the plans, which only the command line names", async () => {
    expect(await runs({ "root.hcl": "", ...inEach("terragrunt.hcl", unit) })).toEqual(
      ["billing", "store"].map(
        (pair) =>
          `drift --no-plan --pair ${pair} --primary "$RUNNER_TEMP/${pair}-primary.json" --dr "$RUNNER_TEMP/${pair}-dr.json"`,
      ),
    );
  });

  it("leaves the files of variables to the policy file, which names them as seen from itself", async () => {
    const names = {
      drRegion: "us-west-2",
      ...{ primaryWorkspace: "blue", drWorkspace: "green" },
      ...{ primaryVarFile: "primary.tfvars", drVarFile: "dr.tfvars" },
    };
    const files = { "infra/main.tf": backend, "infra/primary.tfvars": "", "infra/dr.tfvars": "" };
    expect(await runs(files, names)).toEqual(["drift"]);
    const answers = await decided(files, { ...names, primaryRegion: "us-east-1", pipeline: "none" });
    const policy = scaffold(answers).find((file) => file.path === ".drparity.hcl")?.content ?? "";
    expect(policy).toContain('sources   = ["infra#blue"]\n    var_files = ["infra/primary.tfvars"]\n');
    expect(policy).toContain('var_files = ["infra/dr.tfvars"]');
  });
});

describe("init refuses a program that no pipeline could run", () => {
  const sides = { "primary/main.tf": aws("us-east-1"), "dr/main.tf": aws("us-west-2") };
  const wishes = { pipeline: "github", toolSource: "./tools/drparity.cjs" } as const;

  it.each<[string, Files, string]>([
    ["that is not there", {}, "There is no such file in the project."],
    ["that is something else", { "tools/drparity.cjs": "exit 0\n" }, "It is not drparity's one file."],
    ["that is a directory", { "tools/drparity.cjs/a": PROGRAM }, "It is not drparity's one file."],
    [
      "that Git ignores",
      { "tools/drparity.cjs": PROGRAM, ".gitignore": "*.cjs\n" },
      "Git ignores it, so that no pipeline's checkout has it.",
    ],
  ])("%s", async (_, files, message) => {
    execFileSync("git", ["init", "--quiet"], { cwd: project() });
    await expect(decided({ ...sides, ...files }, wishes)).rejects.toThrow(
      `--tool-source ./tools/drparity.cjs: ${message}\nPut there the drparity.cjs of a release and commit it`,
    );
  });

  it("that is a link out of the project", async () => {
    const outside = await mkdtemp(path.join(tmpdir(), "drparity-outside-"));
    await writeFile(path.join(outside, "drparity.cjs"), PROGRAM);
    await symlink(outside, path.join(project(), "tools"));
    await expect(decided(sides, wishes)).rejects.toThrow("It is a link that leads out of the project.");
    await rm(outside, { recursive: true });
  });

  it("but none that Git has, whatever it ignores", async () => {
    execFileSync("git", ["init", "--quiet"], { cwd: project() });
    await mkdir(path.join(project(), "tools"));
    await writeFile(path.join(project(), "tools/drparity.cjs"), PROGRAM);
    execFileSync("git", ["add", "tools"], { cwd: project() });
    const { toolSource } = await decided({ ...sides, ".gitignore": "tools/\n" }, wishes);
    expect(toolSource).toEqual({ kind: "file", file: "tools/drparity.cjs" });
  });
});
