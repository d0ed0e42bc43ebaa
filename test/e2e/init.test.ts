import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { run, type Outcome } from "./run";
import { describeWithTools } from "./toolchain";

const ROOT = path.join(__dirname, "../..");

interface Layout {
  readonly files: Readonly<Record<string, string>>;
  /** Beyond `--tool-source`. */
  readonly init: readonly string[];
  /** The file whose queue is DR's, and what in it is changed for the worse. */
  readonly change: readonly [file: string, before: string, after: string];
  /** Commands that a team of this layout has run before. */
  readonly before?: readonly string[];
  /** Whether `drparity analyze` by hand reads states, which here nothing was applied to. */
  readonly readsStates?: boolean;
  /** Programs of other names that stand for Terraform. */
  readonly standIns?: readonly string[];
}

const provider = (region: string, alias = "") =>
  `provider "aws" {
  region                      = ${region}${alias}
  access_key                  = "made-up"
  secret_key                  = "made-up"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
`;
const queue = (name = "orders", more = "") =>
  `resource "aws_sqs_queue" "${name}" {\n  name          = "${name}"\n  delay_seconds = 5\n${more}}\n`;
const root = (region: string) => provider(`"${region}"`) + queue();
const LATER = ["delay_seconds = 5", "delay_seconds = 90"] as const;
const variables = 'variable "region" {}\nvariable "delay" {}\n';
const byVariables = provider("var.region") + variables + queue().replace("= 5", "= var.delay");
const values = (region: string) => `region = "${region}"\ndelay = 5\n`;

const LAYOUTS: Readonly<Record<string, Layout>> = {
  "directories by side": {
    files: { "infra/primary/main.tf": root("us-east-1"), "infra/dr/main.tf": root("us-west-2") },
    init: [],
    change: ["infra/dr/main.tf", ...LATER],
  },
  "directories by region, with components": {
    files: {
      "live/us-east-1/app/main.tf": root("us-east-1"),
      "live/us-east-1/jobs/main.tf": provider('"us-east-1"') + queue("jobs"),
      "live/us-west-2/app/main.tf": root("us-west-2"),
      "live/us-west-2/jobs/main.tf": provider('"us-west-2"') + queue("jobs"),
    },
    init: ["--primary-region", "us-east-1"],
    change: ["live/us-west-2/jobs/main.tf", ...LATER],
  },
  "a monorepo": {
    files: {
      "store/us-east-1/main.tf": root("us-east-1"),
      "store/us-west-2/main.tf": root("us-west-2"),
      "billing/us-east-1/main.tf": root("us-east-1"),
      "billing/us-west-2/main.tf": root("us-west-2"),
    },
    init: ["--dr-region", "us-west-2"],
    change: ["billing/us-west-2/main.tf", ...LATER],
  },
  "files of variables, with a backend's settings for each": {
    files: {
      "infra/main.tf": `terraform {\n  backend "local" {}\n}\n${byVariables}`,
      "infra/env/primary.tfvars": values("us-east-1"),
      "infra/env/dr.tfvars": values("us-west-2"),
      "infra/env/primary.tfbackend": 'path = "primary.tfstate"\n',
      "infra/env/dr.tfbackend": 'path = "dr.tfstate"\n',
    },
    init: [
      "--primary-region",
      "us-east-1",
      "--dr-region",
      "us-west-2",
      "--primary-var-file",
      "env/primary.tfvars",
      "--dr-var-file",
      "env/dr.tfvars",
    ],
    change: ["infra/env/dr.tfvars", "delay = 5", "delay = 90"],
  },
  "Terraform workspaces": {
    files: {
      "main.tf":
        provider('terraform.workspace == "dr" ? "us-west-2" : "us-east-1"') +
        'locals {\n  delay = terraform.workspace == "primary" ? 5 : 5\n}\n' +
        queue().replace("= 5", "= local.delay"),
    },
    before: ["terraform init -input=false", "terraform workspace new primary", "terraform workspace new dr"],
    init: [
      "--primary-region",
      "us-east-1",
      "--dr-region",
      "us-west-2",
      "--primary-workspace",
      "primary",
      "--dr-workspace",
      "dr",
    ],
    readsStates: true,
    change: ["main.tf", "? 5 : 5", "? 5 : 90"],
  },
  "both regions in one state": {
    files: {
      "main.tf":
        provider('"us-east-1"') +
        provider('"us-west-2"', '\n  alias = "dr"') +
        queue() +
        queue("orders_dr", "  provider = aws.dr\n").replace('"orders_dr"\n', '"orders"\n'),
    },
    init: [],
    change: ["main.tf", "delay_seconds = 5\n  provider", "delay_seconds = 90\n  provider"],
  },
  "Terragrunt, with a stand-in for it": {
    files: {
      "live/us-east-1/app/terragrunt.hcl":
        'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n',
      "live/us-east-1/app/main.tf": root("us-east-1"),
      "live/us-west-2/app/terragrunt.hcl":
        'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n',
      "live/us-west-2/app/main.tf": root("us-west-2"),
      "live/root.hcl": "",
    },
    standIns: ["terragrunt"],
    init: ["--primary-region", "us-east-1"],
    change: ["live/us-west-2/app/main.tf", ...LATER],
  },
  "OpenTofu, with a stand-in for it": {
    files: { "primary/main.tf": root("us-east-1"), "dr/main.tf": root("us-west-2") },
    standIns: ["tofu"],
    init: ["--tool", "tofu"],
    change: ["dr/main.tf", ...LATER],
  },
};

interface Workflow {
  readonly jobs: {
    readonly parity: { readonly steps: readonly { readonly run?: string; readonly if?: string }[] };
  };
}

/** A repository of a team, in which the commands of the documentation are run and nothing else. */
class Project {
  readonly directory = mkdtempSync(path.join(tmpdir(), "drparity-project-"));
  private readonly outside = mkdtempSync(path.join(tmpdir(), "drparity-runner-"));
  readonly summary = path.join(this.outside, "summary.md");
  private readonly env: NodeJS.ProcessEnv;

  constructor({ files, standIns = [] }: Layout, bundle: string) {
    // Real, since what lies in .terraform is run only where Git says that it did not come with the checkout.
    execFileSync("git", ["init", "--quiet"], { cwd: this.directory });
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    this.write("tools/drparity.cjs", readFileSync(bundle, "utf8"));
    const bin = path.join(this.outside, "bin");
    mkdirSync(bin);
    for (const name of standIns) this.standIn(path.join(bin, name));
    this.env = {
      ...process.env,
      PATH: `${bin}:${process.env.PATH ?? ""}`,
      CI: "true",
      // Outside of the checkout, as on a runner.
      RUNNER_TEMP: path.join(this.outside, "temp"),
      GITHUB_STEP_SUMMARY: this.summary,
      AWS_EC2_METADATA_DISABLED: "true",
      CHECKPOINT_DISABLE: "1",
    };
    delete this.env.GITHUB_ACTIONS;
  }

  /** Terragrunt initializes by itself; the rest it hands on to Terraform. */
  private standIn(file: string): void {
    const script =
      '#!/bin/sh\n[ "$1" = plan ] && terraform init -input=false >/dev/null\nexec terraform "$@"\n';
    writeFileSync(file, file.endsWith("terragrunt") ? script : '#!/bin/sh\nexec terraform "$@"\n');
    chmodSync(file, 0o755);
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.directory, file)), { recursive: true });
    writeFileSync(path.join(this.directory, file), text);
  }

  change([file, before, after]: Layout["change"]): void {
    const text = readFileSync(path.join(this.directory, file), "utf8");
    expect(text).toContain(before);
    this.write(file, text.replace(before, after));
  }

  command(text: string): Promise<Outcome> {
    const script = text.replace(/^drparity/, "node tools/drparity.cjs");
    return run("bash", ["-euo", "pipefail", "-c", script], this.directory, this.env);
  }

  /** The steps of the pull request's job that are scripts, as the runner runs them: the first that fails ends it. */
  async gate(): Promise<Outcome> {
    const temp = this.env.RUNNER_TEMP ?? "";
    rmSync(temp, { recursive: true, force: true });
    mkdirSync(temp);
    const text = readFileSync(path.join(this.directory, ".github/workflows/drparity.yml"), "utf8");
    const { steps } = (parse(text) as Workflow).jobs.parity;
    let last: Outcome = { status: 0, output: "", stdout: "" };
    let failed: Outcome | undefined;
    for (const { run: script, if: condition = "" } of steps) {
      // A runner has GitHub's command, which downloads Terragrunt there.
      if (
        script === undefined ||
        script.includes("gh release") ||
        condition.includes("vars.") ||
        (failed && !condition.includes("!cancelled()"))
      )
        continue;
      last = await run(
        "bash",
        ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        this.directory,
        this.env,
      );
      if (last.status !== 0) failed ??= last;
    }
    return failed ?? last;
  }

  remove(): void {
    for (const directory of [this.directory, this.outside])
      rmSync(directory, { recursive: true, force: true });
  }
}

describeWithTools("init in every layout")("from a bare repository to a gate:", () => {
  let folder: string;
  let bundle: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "drparity-init-e2e-"));
    bundle = path.join(folder, "drparity.cjs");
    execFileSync(process.execPath, [path.join(ROOT, "scripts/bundle.mjs"), "--out", bundle]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(LAYOUTS))("%s", async (_name, layout) => {
    const project = new Project(layout, bundle);
    try {
      for (const command of layout.before ?? [])
        expect(await project.command(command)).toMatchObject({ status: 0 });
      const init = await project.command(
        `drparity init ${["--tool-source", "./tools/drparity.cjs", ...layout.init].join(" ")}${_name === "a monorepo" ? "" : " --name shop"}`,
      );
      expect(init).toMatchObject({ status: 0 });
      const passing = await project.gate();
      expect(`${String(passing.status)}: ${passing.output.slice(-1500)}`).toMatch(/^0: /);
      project.change(layout.change);
      const failing = await project.gate();
      expect(`${String(failing.status)}: ${failing.output.slice(-1500)}`).toMatch(/^2: /);
      expect(readFileSync(project.summary, "utf8")).toContain("delay_seconds");
      // By hand, as `init` says at its end.
      for (const line of nextCommands(init.stdout)) {
        if (line.startsWith("drparity") && layout.readsStates) continue;
        const { status, output } = await project.command(line);
        const wanted = line.startsWith("drparity") ? 2 : 0;
        expect(`${line}: ${String(status)}\n${output.slice(-800)}`).toMatch(`${line}: ${String(wanted)}\n`);
      }
      expect(existsSync(path.join(project.directory, ".drparity/plans/dr.tfplan"))).toBe(
        layout.standIns?.[0] === "terragrunt" || _name.startsWith("files of"),
      );
    } finally {
      project.remove();
    }
  });

  it("Atlantis runs its project's step on a pull request", async () => {
    const layout = LAYOUTS["a monorepo"] as Layout;
    const project = new Project(layout, bundle);
    try {
      const options = ["--tool-source ./tools/drparity.cjs --pipeline atlantis", ...layout.init];
      expect(await project.command(`drparity init ${options.join(" ")}`)).toMatchObject({ status: 0 });
      const file = readFileSync(path.join(project.directory, "atlantis.yaml"), "utf8");
      const [step] = (parse(file) as AtlantisFile).workflows.drparity.plan.steps;
      // Atlantis gives a step to sh, and shows what it prints.
      const run = () => project.command(`sh -c '${step?.run ?? ""}'`);
      const passing = await run();
      expect(`${String(passing.status)}: ${passing.output}`).toMatch(
        /^0: PARITY {2}billing[^]*PARITY {2}store/,
      );
      project.change(layout.change);
      const failing = await run();
      expect(`${String(failing.status)}: ${failing.output}`).toMatch(
        /^2: DIVERGENT {2}billing[^]*delay_seconds/,
      );
      project.write("store/us-east-1/main.tf", "resource {\n");
      const broken = await run();
      expect(`${String(broken.status)}: ${broken.output}`).toMatch(
        /^1: [^]*store\/us-east-1|^1: [^]*main\.tf/,
      );
    } finally {
      project.remove();
    }
  });
});

interface AtlantisFile {
  readonly workflows: {
    readonly drparity: { readonly plan: { readonly steps: readonly { readonly run: string }[] } };
  };
}

/** What follows `Next:`, without what sets the repository's variables; a comment stands two blanks apart. */
function nextCommands(stdout: string): string[] {
  const [, after = ""] = stdout.split("Next:\n");
  return after
    .split("\n")
    .map((line) => line.trim().split(/ {2,}/)[0] ?? "")
    .filter((line) => line !== "" && !line.startsWith("gh "));
}
