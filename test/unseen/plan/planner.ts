import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { Emulator } from "../../e2e/emulator";
import { type Outcome, run } from "../../e2e/run";
import { quoted } from "../hcl/tree";
import type { Run } from "../hcl/deployment";
import { pool } from "../pool";
import { type Batch, batches, hashOf } from "./batch";
import { ProviderServer } from "./provider-server";
import { planOf } from "./split";
import { Template } from "./template";

/** A plan that Terraform refused; the directory is kept to look at. */
export class PlanError extends Error {
  constructor(
    readonly directory: string,
    output: string,
  ) {
    const start = output.indexOf("Error:");
    super(`terraform plan failed in ${directory}:\n${output.slice(Math.max(0, start))}`);
  }
}

/**
 * Plans runs with real Terraform, each content once: a plan's JSON is kept under a hash of all that Terraform reads, so
 * that the sides which a mistake does not touch cost nothing, nor does a seed that is played again.
 */
export class Planner {
  private readonly failed = new Map<string, PlanError>();

  private constructor(
    private readonly cache: string,
    private readonly emulator: Emulator,
    private readonly template: Template,
    private readonly idle: ProviderServer[],
    private readonly width: number,
  ) {}

  /** Whoever gets one stops it. Plans `width` batches at a time. */
  static async start(cache: string, width: number): Promise<Planner> {
    mkdirSync(path.join(cache, "plans"), { recursive: true });
    const template = await Template.prepare(cache);
    const emulator = await Emulator.start();
    const servers = Array.from({ length: width }, () =>
      ProviderServer.start(template.provider, awsEnvironment(emulator)),
    );
    return new Planner(cache, emulator, template, await Promise.all(servers), width);
  }

  async stop(): Promise<void> {
    await Promise.all(this.idle.map((server) => server.stop()));
    await this.emulator.stop();
  }

  /** Plans what is not planned yet; `done` is told after each batch. */
  async prepare(runs: readonly Run[], done: (planned: number, all: number) => void): Promise<void> {
    const wanted = new Map(runs.map((one) => [hashOf(one, this.template.version), one]));
    const missing = [...wanted]
      .filter(([hash]) => !existsSync(this.file(hash)))
      .map(([hash, one]) => ({ hash, run: one }));
    let planned = 0;
    await pool(batches(missing), this.width, async (batch) => {
      await this.planBatch(batch);
      planned += batch.members.length;
      done(planned, missing.length);
    });
  }

  /** The file with the plan's JSON, gzipped; `prepare` has planned it. */
  plan(wanted: Run): string {
    const hash = hashOf(wanted, this.template.version);
    const failure = this.failed.get(hash);
    if (failure !== undefined) throw failure;
    return this.file(hash);
  }

  private file(hash: string): string {
    return path.join(this.cache, "plans", `${hash}.json.gz`);
  }

  /** One bad member spoils a batch: those that the errors name are left out, and the rest is planned again. */
  private async planBatch(batch: Batch): Promise<void> {
    const { members } = batch;
    const directory = path.join(this.cache, "work", members[0]?.hash ?? "none");
    try {
      await this.planTogether(batch, directory);
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      const named = members.filter(({ hash }) => error.message.includes(nameOf(hash)));
      const bad = named.length === 0 ? members : named;
      for (const { hash } of bad) this.failed.set(hash, error);
      const rest = members.filter((one) => !bad.includes(one));
      if (rest.length > 0) await this.planBatch({ ...batch, members: rest });
    }
  }

  private async planTogether(batch: Batch, directory: string): Promise<void> {
    this.write(batch, directory);
    const server = this.idle.pop();
    if (server === undefined) throw new Error("more batches than providers");
    try {
      const flags = ["-no-color", "-input=false", "-lock=false", "-compact-warnings", "-out=plan.bin"];
      const own = batch.shared ? server.environment : {};
      const planned = await this.terraform(directory, batch, ["plan", ...flags], own);
      if (planned.status !== 0) throw new PlanError(directory, planned.output);
      const shown = await this.terraform(directory, batch, ["show", "-json", "plan.bin"], server.environment);
      if (shown.status !== 0) throw new PlanError(directory, shown.output);
      const plan = JSON.parse(shown.stdout) as Parameters<typeof planOf>[1];
      for (const { hash } of batch.members) {
        const file = this.file(hash);
        writeFileSync(`${file}.part`, gzipSync(JSON.stringify(planOf(nameOf(hash), plan))));
        renameSync(`${file}.part`, file);
      }
      rmSync(directory, { recursive: true, force: true });
    } finally {
      this.idle.push(server);
    }
  }

  /** A root that calls every member as a module, and what `terraform init` would leave behind, without its cost. */
  private write({ members, workspace }: Batch, directory: string): void {
    rmSync(directory, { recursive: true, force: true });
    const calls: { Key: string; Source: string; Dir: string }[] = [{ Key: "", Source: "", Dir: "." }];
    const texts: string[] = [];
    for (const { hash, run: one } of members) {
      const name = nameOf(hash);
      for (const [file, text] of one.files) {
        if (file.endsWith("terraform.tfvars")) continue;
        mkdirSync(path.dirname(path.join(directory, name, file)), { recursive: true });
        writeFileSync(path.join(directory, name, file), text);
      }
      const values = one.files.get(`${one.directory}/terraform.tfvars`) ?? "";
      const source = quoted(`./${name}/${one.directory}`);
      texts.push(`module "${name}" {\n  source = ${source}\n${values}}\n`);
      for (const [key, source_] of one.modules) {
        const parent = one.modules.get(key.split(".").slice(0, -1).join(".")) ?? one.directory;
        calls.push({
          Key: key === "" ? name : `${name}.${key}`,
          Source: key === "" ? `./${name}/${one.directory}` : relative(parent, source_),
          Dir: `${name}/${source_}`,
        });
      }
    }
    mkdirSync(path.join(directory, ".terraform/modules"), { recursive: true });
    writeFileSync(path.join(directory, "main.tf"), texts.join("\n"));
    writeFileSync(path.join(directory, ".terraform/modules/modules.json"), JSON.stringify({ Modules: calls }));
    symlinkSync(this.template.providers, path.join(directory, ".terraform/providers"));
    writeFileSync(path.join(directory, ".terraform.lock.hcl"), this.template.lock);
    if (workspace !== undefined && workspace !== "default") {
      mkdirSync(path.join(directory, "terraform.tfstate.d", workspace), { recursive: true });
    }
  }

  private terraform(
    directory: string,
    { workspace }: Batch,
    args: readonly string[],
    more: NodeJS.ProcessEnv,
  ): Promise<Outcome> {
    const env: NodeJS.ProcessEnv = {
      ...awsEnvironment(this.emulator),
      ...(workspace === undefined ? {} : { TF_WORKSPACE: workspace }),
      ...more,
    };
    return run("terraform", args, directory, env);
  }
}

function awsEnvironment({ port }: Emulator): NodeJS.ProcessEnv {
  return {
    ...process.env,
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: "emulator",
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_EC2_METADATA_DISABLED: "true",
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    NO_COLOR: "1",
  };
}

/** A member's module. */
const nameOf = (hash: string): string => `s${hash}`;

/** As Terraform writes sources: starting with a dot. */
function relative(from: string, to: string): string {
  const way = path.relative(from, to);
  if (way === "") return ".";
  return way.startsWith(".") ? way : `./${way}`;
}
