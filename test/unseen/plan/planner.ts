import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { Emulator } from "../../e2e/emulator";
import { type Outcome, run } from "../../e2e/run";
import type { Run } from "../hcl/deployment";
import { SchemaServer } from "./schema-server";
import { Template } from "./template";

/** A plan that Terraform refused; the directory is kept to look at. */
export class PlanError extends Error {
  constructor(
    readonly directory: string,
    output: string,
  ) {
    super(`terraform plan failed in ${directory}:\n${output}`);
  }
}

/**
 * Plans runs with real Terraform, each content once: a plan's JSON is kept under a hash of all that Terraform reads, so
 * that the sides which a mistake does not touch cost nothing, nor does a seed that is played again.
 */
export class Planner {
  private readonly underWay = new Map<string, Promise<string>>();

  private constructor(
    private readonly cache: string,
    private readonly emulator: Emulator,
    private readonly template: Template,
    private readonly schemas: SchemaServer,
  ) {}

  /** Whoever gets one stops it. */
  static async start(cache: string): Promise<Planner> {
    mkdirSync(path.join(cache, "plans"), { recursive: true });
    const template = await Template.prepare(cache);
    const emulator = await Emulator.start();
    return new Planner(cache, emulator, template, await SchemaServer.start(template.provider));
  }

  async stop(): Promise<void> {
    await this.schemas.stop();
    await this.emulator.stop();
  }

  /** The file with the plan's JSON, gzipped. */
  plan(wanted: Run): Promise<string> {
    const hash = hashOf(wanted, this.template.version);
    const file = path.join(this.cache, "plans", `${hash}.json.gz`);
    const known =
      this.underWay.get(hash) ??
      (existsSync(file) ? Promise.resolve(file) : this.planNew(wanted, hash, file));
    this.underWay.set(hash, known);
    return known;
  }

  private async planNew(wanted: Run, hash: string, file: string): Promise<string> {
    const directory = path.join(this.cache, "work", hash);
    rmSync(directory, { recursive: true, force: true });
    const root = this.write(wanted, directory);
    const planned = await this.terraform(root, wanted, [
      "plan",
      "-no-color",
      "-input=false",
      "-lock=false",
      "-out=plan.bin",
    ]);
    if (planned.status !== 0) throw new PlanError(root, planned.output);
    const shown = await this.terraform(root, wanted, ["show", "-json", "plan.bin"], this.schemas.environment);
    if (shown.status !== 0) throw new PlanError(root, shown.output);
    writeFileSync(`${file}.part`, gzipSync(shown.stdout));
    renameSync(`${file}.part`, file);
    rmSync(directory, { recursive: true, force: true });
    return file;
  }

  /** What `terraform init` would leave behind, without its cost. Returns the root's directory. */
  private write({ files, directory, workspace, modules }: Run, to: string): string {
    for (const [name, text] of files) {
      mkdirSync(path.dirname(path.join(to, name)), { recursive: true });
      writeFileSync(path.join(to, name), text);
    }
    const root = path.join(to, directory);
    mkdirSync(path.join(root, ".terraform/modules"), { recursive: true });
    symlinkSync(this.template.providers, path.join(root, ".terraform/providers"));
    writeFileSync(path.join(root, ".terraform.lock.hcl"), this.template.lock);
    const calls = [...modules].map(([key, source]) => ({
      Key: key,
      Source:
        key === "" ? "" : relative(modules.get(key.split(".").slice(0, -1).join(".")) ?? directory, source),
      Dir: relative(directory, source),
    }));
    writeFileSync(path.join(root, ".terraform/modules/modules.json"), JSON.stringify({ Modules: calls }));
    if (workspace !== undefined && workspace !== "default") {
      mkdirSync(path.join(root, "terraform.tfstate.d", workspace), { recursive: true });
    }
    return root;
  }

  private terraform(
    root: string,
    { workspace }: Run,
    args: readonly string[],
    more: NodeJS.ProcessEnv = {},
  ): Promise<Outcome> {
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${this.emulator.port}`,
      AWS_ACCESS_KEY_ID: "emulator",
      AWS_SECRET_ACCESS_KEY: "emulator",
      AWS_EC2_METADATA_DISABLED: "true",
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
      NO_COLOR: "1",
      ...(workspace === undefined ? {} : { TF_WORKSPACE: workspace }),
      ...more,
    };
    return run("terraform", args, root, env);
  }
}

/** As Terraform writes sources: starting with a dot. */
function relative(from: string, to: string): string {
  const way = path.relative(from, to);
  if (way === "") return ".";
  return way.startsWith(".") ? way : `./${way}`;
}

function hashOf({ files, directory, workspace }: Run, version: string): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([version, directory, workspace ?? null, [...files].sort()]));
  return hash.digest("hex").slice(0, 24);
}
