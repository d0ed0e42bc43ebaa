import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { Emulator } from "../../e2e/emulator";
import { type Outcome, run } from "../../e2e/run";
import type { Run } from "../hcl/deployment";
import { pool } from "../pool";
import { type Batch, batches, hashOf, type Named, rollouts, type Upon } from "./batch";
import { writeBatch } from "./directory";
import { awsEnvironment } from "./environment";
import { PlanError } from "./plan-error";
import { ProviderServer } from "./provider-server";
import { Rollout } from "./rollout";
import { planOf } from "./split";
import { Template } from "./template";

/** What is planned together for a pair. */
export interface Planned {
  readonly runs: readonly Run[];
  /** What was applied before, all of it; undefined on a first roll-out. */
  readonly applied: readonly Run[] | undefined;
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
      ProviderServer.start(template.provider, awsEnvironment(endpointOf(emulator))),
    );
    return new Planner(cache, emulator, template, await Promise.all(servers), width);
  }

  async stop(): Promise<void> {
    await Promise.all(this.idle.map((server) => server.stop()));
    await this.emulator.stop();
  }

  /** Plans what is not planned yet; `done` is told after each batch and each roll-out. */
  async prepare(wanted: readonly Planned[], done: (planned: number, all: number) => void): Promise<void> {
    const named = wanted.flatMap(({ runs, applied }) => runs.map((one) => this.named(one, applied)));
    const missing = [...new Map(named.map((one) => [one.hash, one])).values()].filter(
      ({ hash }) => !existsSync(this.file(hash)),
    );
    const work = [
      ...rollouts(missing).map((upon) => ({ ...upon, plan: () => this.planRollout(upon) })),
      ...batches(missing).map((batch) => ({ ...batch, plan: () => this.planBatch(batch) })),
    ];
    let planned = 0;
    await pool(work, this.width, async ({ members, plan }) => {
      await plan();
      planned += members.length;
      done(planned, missing.length);
    });
  }

  /** The file with the plan's JSON, gzipped; `prepare` has planned it. */
  plan(wanted: Run, applied: Planned["applied"]): string {
    const { hash } = this.named(wanted, applied);
    const failure = this.failed.get(hash);
    if (failure !== undefined) throw failure;
    return this.file(hash);
  }

  private named(one: Run, applied: Planned["applied"]): Named {
    return { hash: hashOf(one, this.template.version, applied), run: one, applied };
  }

  private keep(hash: string, plan: string): void {
    const file = this.file(hash);
    writeFileSync(`${file}.part`, gzipSync(plan));
    renameSync(`${file}.part`, file);
  }

  private async planRollout({ applied, members }: Upon): Promise<void> {
    const directory = path.join(this.cache, "work", members[0]?.hash ?? "none");
    await this.attempt(members, async () => {
      const rollout = await Rollout.start(applied, directory, this.template);
      try {
        for (const member of members) {
          const { hash, run: one } = member;
          await this.attempt([member], async () => this.keep(hash, await rollout.plan(one)));
        }
      } finally {
        await rollout.stop();
      }
    });
    if (!members.some(({ hash }) => this.failed.has(hash)))
      rmSync(directory, { recursive: true, force: true });
  }

  /** What Terraform refuses is told to whoever asks for these plans. */
  private async attempt(members: readonly Named[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      for (const { hash } of members) this.failed.set(hash, error);
    }
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
    const members = new Map(batch.members.map(({ hash, run: one }) => [nameOf(hash), one]));
    writeBatch(members, batch.workspace, directory, this.template);
    const server = this.idle.pop();
    if (server === undefined) throw new Error("more batches than providers");
    try {
      const flags = ["-no-color", "-input=false", "-lock=false", "-compact-warnings", "-out=plan.bin"];
      const own = batch.shared ? server.environment : {};
      const planned = await this.terraform(directory, batch, ["plan", ...flags], own);
      if (planned.status !== 0) throw new PlanError("terraform plan failed", directory, planned.output);
      const shown = await this.terraform(directory, batch, ["show", "-json", "plan.bin"], server.environment);
      if (shown.status !== 0) throw new PlanError("terraform show failed", directory, shown.output);
      const plan = JSON.parse(shown.stdout) as Parameters<typeof planOf>[1];
      for (const { hash } of batch.members) this.keep(hash, JSON.stringify(planOf(nameOf(hash), plan)));
      rmSync(directory, { recursive: true, force: true });
    } finally {
      this.idle.push(server);
    }
  }

  private terraform(
    directory: string,
    { workspace }: Batch,
    args: readonly string[],
    more: NodeJS.ProcessEnv,
  ): Promise<Outcome> {
    const env: NodeJS.ProcessEnv = {
      ...awsEnvironment(endpointOf(this.emulator)),
      ...(workspace === undefined ? {} : { TF_WORKSPACE: workspace }),
      ...more,
    };
    return run("terraform", args, directory, env);
  }
}

const endpointOf = ({ port }: Emulator): string => `http://127.0.0.1:${port}`;
/** A member's module. */
const nameOf = (hash: string): string => `s${hash}`;
