import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { type Outcome, run } from "../../e2e/run";
import type { Run } from "../hcl/deployment";
import { Account } from "./account";
import { hashOf } from "./batch";
import { writeRun } from "./directory";
import { awsEnvironment } from "./environment";
import { PlanError } from "./plan-error";
import { ProviderServer } from "./provider-server";
import type { Template } from "./template";

const FLAGS = ["-no-color", "-input=false", "-lock=false", "-compact-warnings"];
/** `plan -detailed-exitcode` */
const CHANGES = 2;

/** A deployment that is applied, in an account of its own: names of different ones do not clash. */
export class Rollout {
  private constructor(
    private readonly applied: readonly Run[],
    private readonly directory: string,
    private readonly template: Template,
    private readonly account: Account,
    private readonly server: ProviderServer,
  ) {}

  /**
   * Applies all runs, in their order. Whoever gets one stops it.
   *
   * @throws PlanError if Terraform fails
   */
  static async start(applied: readonly Run[], directory: string, template: Template): Promise<Rollout> {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    const account = await Account.open();
    const server = await ProviderServer.start(template.provider, awsEnvironment(account.endpoint));
    const rollout = new Rollout(applied, path.resolve(directory), template, account, server);
    try {
      for (const one of applied) await rollout.apply(one);
      return rollout;
    } catch (error) {
      await rollout.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.account.close();
  }

  /**
   * Plans a run upon what is applied of its role, and changes nothing; returns the plan's JSON.
   *
   * @throws PlanError if Terraform fails, or sees a change where the run is what is applied
   */
  async plan(one: Run): Promise<string> {
    const name = hashOf(one, "");
    const steady = this.applied.some((run) => hashOf(run, "") === name);
    const root = writeRun(one, path.join(this.directory, name), this.template);
    const planned = await this.terraform(one, root, ["plan", "-detailed-exitcode", "-out=plan.bin"]);
    if (![0, CHANGES].includes(planned.status))
      throw new PlanError("terraform plan failed", root, planned.output);
    if (steady && planned.status === CHANGES)
      throw new PlanError("what is applied is to change", root, changesIn(planned.output));
    const shown = await run("terraform", ["show", "-json", "plan.bin"], root, this.environment(one));
    if (shown.status !== 0) throw new PlanError("terraform show failed", root, shown.output);
    return shown.stdout;
  }

  private async apply(one: Run): Promise<void> {
    const root = writeRun(one, path.join(this.directory, one.role), this.template);
    const { status, output } = await this.terraform(one, root, ["apply", "-auto-approve", "-parallelism=20"]);
    if (status !== 0) throw new PlanError("terraform apply failed", root, output);
  }

  private terraform(one: Run, root: string, [command = "", ...args]: readonly string[]): Promise<Outcome> {
    const state = `-state=${path.join(this.directory, `${one.role}.tfstate`)}`;
    return run("terraform", [command, ...FLAGS, state, ...args], root, this.environment(one));
  }

  private environment({ role, workspace }: Run): NodeJS.ProcessEnv {
    // One process serves one region at a time.
    const shared = role === "combined" ? {} : this.server.environment;
    const chosen = workspace === undefined ? {} : { TF_WORKSPACE: workspace };
    return { ...awsEnvironment(this.account.endpoint), ...chosen, ...shared };
  }
}

/** The lines of a printed plan that say what changes. */
function changesIn(output: string): string {
  return output
    .split("\n")
    .filter((line) => /^ {2}# | {4,}[-+~]/.test(line))
    .join("\n");
}
