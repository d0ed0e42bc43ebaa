import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Manifest, ManifestWorkspace } from "../../stacks/manifest";
import { Emulator } from "./emulator";
import { NOT_EMULATED } from "./not-emulated";
import { exceptGlobal, RegionProxy } from "./region-proxy";
import { type Outcome } from "./run";
import { synthesize } from "./synthesize";
import { Terraform } from "./terraform";

/** Everything that was done to one workspace, in this order. */
export interface WorkspaceRun {
  readonly workspace: ManifestWorkspace;
  readonly init: Outcome;
  /** Of the whole definition, before anything exists; only where not all of it can be applied. */
  readonly firstPlan?: Outcome;
  readonly apply: Outcome;
  readonly secondPlan: Outcome;
  /** Where the second plan's JSON lies. */
  readonly planFile: string;
  /** Calls to the primary region while the DR workspace was planned and applied. */
  readonly refusedCalls: readonly string[];
}

/** One example application, deployed into an emulator of its own. */
export class Deployment {
  readonly runs: WorkspaceRun[] = [];

  private constructor(
    readonly example: string,
    /** The directory of the synthesis. */
    readonly out: string,
    readonly manifest: Manifest,
    private readonly emulator: Emulator,
    readonly proxy: RegionProxy,
  ) {}

  /**
   * Starts an emulator, and synthesizes. Whoever gets one stops it.
   * @param prepare makes in the emulator what exists beforehand, and says what the synthesis is given in the environment
   */
  static start(
    example: string,
    directory: string,
    prepare: (endpoint: string) => Promise<NodeJS.ProcessEnv> | NodeJS.ProcessEnv = () => ({}),
  ): Promise<Deployment> {
    return Deployment.of(example, directory, async (endpoint) =>
      synthesize(example, directory, await prepare(endpoint)),
    );
  }

  /** The same with any application that is synthesized into `cdktf.out` of the directory. */
  static async of(
    example: string,
    directory: string,
    synthesizeIt: (endpoint: string) => Promise<void> | void,
  ): Promise<Deployment> {
    const out = join(directory, "cdktf.out");
    mkdirSync(directory, { recursive: true });
    const emulator = await Emulator.start();
    const proxy = await RegionProxy.start(emulator.port);
    try {
      await synthesizeIt(proxy.url);
      const manifest = JSON.parse(readFileSync(join(out, "drparity.json"), "utf8")) as Manifest;
      return new Deployment(example, out, manifest, emulator, proxy);
    } catch (error) {
      await proxy.stop();
      await emulator.stop();
      throw error;
    }
  }

  /** Applies in the manifest's order; the DR workspace while the primary region is away. */
  async applyAll(): Promise<void> {
    for (const workspace of this.manifest.workspaces) {
      const run = await this.apply(workspace);
      this.runs.push(run);
      if (run.apply.status !== 0) break;
    }
  }

  runOf(side: ManifestWorkspace["side"]): WorkspaceRun {
    const run = this.runs.find(({ workspace }) => workspace.side === side);
    if (run !== undefined) return run;
    const last = this.runs.at(-1);
    throw new Error(
      `${this.example}: ${side} was not reached, ${last?.workspace.name} failed:\n${last?.apply.output}`,
    );
  }

  terraform(side: ManifestWorkspace["side"]): Terraform {
    return new Terraform(join(this.out, this.runOf(side).workspace.directory), this.proxy.url);
  }

  /** Plans a workspace anew, and replaces its plan's JSON. */
  async planAgain(side: ManifestWorkspace["side"]): Promise<void> {
    const { planFile } = this.runOf(side);
    const terraform = this.terraform(side);
    await terraform.plan();
    writeFileSync(planFile, (await terraform.show()).stdout);
  }

  async stop(): Promise<void> {
    await this.proxy.stop();
    await this.emulator.stop();
  }

  private async apply(workspace: ManifestWorkspace): Promise<WorkspaceRun> {
    const directory = join(this.out, workspace.directory);
    const terraform = new Terraform(directory, this.proxy.url);
    // Roles are made before the day: nobody can make one while us-east-1 is away.
    if (workspace.side === "dr") this.proxy.refuse(this.manifest.pair.primaryRegion, exceptGlobal);
    const init = await terraform.init();
    const firstPlan = needsLeavingOut(directory) ? await terraform.plan() : undefined;
    if (firstPlan !== undefined) leaveOutWhatIsNotEmulated(directory);
    const apply = await terraform.apply();
    const secondPlan = await terraform.plan();
    const refusedCalls = [...this.proxy.refusedCalls];
    this.proxy.allowAll();
    const planFile = join(directory, "plan.json");
    writeFileSync(planFile, (await terraform.show()).stdout);
    return { workspace, init, firstPlan, apply, secondPlan, planFile, refusedCalls };
  }
}

/** Waits for all of them, also where one fails: what is at work is not left alone. @throws {AggregateError} of what failed */
export async function allOf(started: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(started)).filter((one) => one.status === "rejected");
  const reasons = failed.map(({ reason }) => reason as unknown);
  if (failed.length > 0) throw new AggregateError(reasons, "deployments failed");
}

function needsLeavingOut(directory: string): boolean {
  const { resource = {} } = read(directory);
  return Object.keys(resource).some((type) => NOT_EMULATED[type] !== undefined);
}

function leaveOutWhatIsNotEmulated(directory: string): void {
  const { resource = {}, output = {}, ...rest } = read(directory);
  const addresses = new Set<string>();
  for (const type of Object.keys(resource).filter((one) => NOT_EMULATED[one] !== undefined))
    for (const name of Object.keys(resource[type] ?? {})) addresses.add(`${type}.${name}`);
  addReferring(resource, addresses);
  const kept: Resources = {};
  for (const [type, named] of Object.entries(resource)) {
    const left = Object.entries(named).filter(([name]) => !addresses.has(`${type}.${name}`));
    // Terraform takes no type without a resource.
    if (left.length > 0) kept[type] = Object.fromEntries(left);
  }
  const told = Object.entries(output).filter(([, value]) => !refersTo(addresses, value));
  // Nor outputs without one.
  const outputs = told.length === 0 ? {} : { output: Object.fromEntries(told) };
  writeFileSync(join(directory, "cdk.tf.json"), JSON.stringify({ ...rest, ...outputs, resource: kept }));
}

/** Adds what refers to one of them, or to what refers to one. */
function addReferring(resource: Resources, addresses: Set<string>): void {
  const before = addresses.size;
  for (const [type, named] of Object.entries(resource))
    for (const [name, attributes] of Object.entries(named))
      if (refersTo(addresses, attributes)) addresses.add(`${type}.${name}`);
  if (addresses.size > before) addReferring(resource, addresses);
}

function refersTo(addresses: ReadonlySet<string>, value: unknown): boolean {
  const text = JSON.stringify(value);
  return [...addresses].some((address) => text.includes(`${address}.`) || text.includes(`"${address}"`));
}

type Resources = Record<string, Record<string, unknown>>;

/** A workspace may be without any. */
function read(directory: string): { resource?: Resources; output?: Record<string, unknown> } {
  return JSON.parse(readFileSync(join(directory, "cdk.tf.json"), "utf8")) as {
    resource?: Resources;
    output?: Record<string, unknown>;
  };
}
