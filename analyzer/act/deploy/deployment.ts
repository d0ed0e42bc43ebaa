import { rm } from "node:fs/promises";
import { InputError } from "../../base/errors";
import type { JsonObject } from "../../base/json";
import { counted } from "../../render/words";
import type { SourceDocument } from "../../read/sources/document";
import { applySavedPlan, initialiseAnew, readSavedPlan, savePlan } from "../drift/plan-workspace";
import type { PlanTarget } from "../drift/target";
import type { TerraformOptions } from "../drift/terraform";
import { changesOf, doesSomething, losses, unreviewed } from "./changes";
import { type DeployEntry, isBegun, isSettled, isUnderWay, type Journal } from "./journal";
import { firstSide } from "./order";
import { standing, WAYS_ON } from "./standing";
import type { DeployStore } from "./store";
import type { DeployEnd, DeployPair, DeployWorkspace, DeployWorld, Question } from "./world";

const ANEW = "Run drparity deploy without --resume and --rollback.";

/**
 * Deploys a pair by saved plans, one workspace after the other, and remembers in the journal how far it came. It stops at the
 * first workspace that fails: those behind it stay as they were.
 */
export class Deployment {
  private readonly plans = new Map<string, SourceDocument>();
  private readonly news: Question["news"][number][] = [];
  private journal: Journal;

  constructor(
    private readonly pair: DeployPair,
    private readonly store: DeployStore,
    private readonly world: DeployWorld,
  ) {
    const { name, commit } = pair;
    const startedAt = new Date().toISOString();
    this.journal = {
      schemaVersion: "1.0",
      pair: name,
      kind: "deploy",
      commit,
      startedAt,
      complete: false,
      workspaces: [],
    };
  }

  /** How far it came. */
  get state(): Journal {
    return this.journal;
  }

  /**
   * Plans all workspaces and, unless only plans are wanted, applies them.
   * @throws InputError when a workspace cannot be planned, or a deployment is under way
   */
  async deploy(planOnly: boolean): Promise<DeployEnd> {
    await this.refuseUnderWay();
    await this.store.begin();
    const [sides, links] = [this.of("primary", "dr"), this.of("link")];
    for (const workspace of sides) await this.prepare(workspace);
    const sidesChange = sides.some(({ name }) => this.entry(name).state === "planned");
    for (const workspace of links) await this.prepareLink(workspace, sidesChange);
    await this.order();
    return this.go(planOnly);
  }

  /**
   * Goes on with a deployment or a rollback from where the journal says that it stands. What was planned and not begun is applied
   * as it was reviewed; what was begun, or has another configuration by now, is planned anew.
   *
   * @throws InputError when there is none, or a workspace cannot be planned
   */
  async resume(): Promise<DeployEnd> {
    this.journal = await this.unfinished();
    for (const entry of this.journal.workspaces) await this.pickUp(entry, this.workspace(entry.name));
    return this.go(false);
  }

  /**
   * Deploys again what the workspaces had that a deployment has begun, last begun first.
   * @param force also where that destroys or replaces what holds data
   * @throws InputError when nothing was begun, the earlier configuration is not known, or data would be lost
   */
  async rollback(force: boolean): Promise<DeployEnd> {
    const failed = await this.unfinished();
    const begun = failed.workspaces.filter(isBegun).map(({ name }) => this.workspace(name));
    if (begun.length === 0)
      throw this.problem("No workspace was changed: there is nothing to go back from.", ANEW);
    const unknown = begun.find(({ name }) => !this.store.hasDeployed(name));
    if (unknown !== undefined) {
      throw this.problem(
        `What ${unknown.name} had before is not kept here.`,
        "At a first deployment, mend the cause and --resume. Else check out what was deployed last, synthesize it, and deploy that.",
      );
    }
    begun.reverse();
    const plans: SourceDocument[] = [];
    try {
      for (const workspace of begun) plans.push(await this.planBack(workspace, force));
    } catch (error) {
      for (const { name, target } of begun) await this.store.putBack("next", name, target.directory);
      throw error;
    }
    this.journal = { ...this.journal, kind: "rollback", workspaces: [] };
    for (const [i, workspace] of begun.entries()) {
      await this.store.keep(workspace.name, workspace.target.directory);
      await this.store.takeNewPlan(workspace.name);
      await this.takeIn(workspace, plans[i] as SourceDocument);
    }
    await this.save();
    return this.go(false);
  }

  private async planBack({ name, target }: DeployWorkspace, force: boolean): Promise<SourceDocument> {
    const { terraform } = this.world;
    await this.store.putBack("deployed", name, target.directory);
    this.world.tell(`${name}: planning the way back ...`);
    await initialiseAnew(target, terraform);
    const plan = await this.planFile(target, this.store.planFile(name, ".new"));
    if (!force) this.refuseLosses(name, plan.document);
    return plan;
  }

  private async planFile(target: PlanTarget, file: string): Promise<SourceDocument> {
    await rm(file, { force: true });
    await savePlan(target, file, this.world.terraform);
    return readSavedPlan(target, file, this.world.terraform);
  }

  private async go(planOnly: boolean): Promise<DeployEnd> {
    const open = this.journal.workspaces.filter((entry) => !isSettled(entry));
    for (const { name } of open) this.show(name);
    if (!(await this.passesGate())) return "diverges";
    if (planOnly) return "planned";
    const waiting = open.filter(({ state }) => state !== "pending").map(({ name }) => name);
    if (waiting.length > 0 && !(await this.approve(waiting))) return "not approved";
    for (const { name } of this.journal.workspaces) {
      const end = await this.step(this.workspace(name));
      if (end !== undefined) return end;
    }
    await this.store.finish(this.journal.workspaces.map(({ name }) => name));
    this.journal = { ...this.journal, complete: true };
    await this.save();
    return "done";
  }

  private async step(workspace: DeployWorkspace): Promise<DeployEnd | undefined> {
    const { name } = workspace;
    if (this.followsSides(workspace)) {
      const refused = await this.planBehindSides(workspace);
      if (refused !== undefined) return refused;
    }
    if (isSettled(this.entry(name))) return undefined;
    const { planned = 0 } = this.entry(name);
    this.world.tell(`${name}: applying ${counted(planned, "change")} ...`);
    await this.set(name, { state: "applying", changed: 0, problem: undefined });
    let changed = 0;
    try {
      await applySavedPlan(workspace.target, this.store.planFile(name), this.patient, (n) => (changed = n));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await this.set(name, { state: "failed", changed, problem: error.what });
      return "failed";
    }
    await this.set(name, { state: "applied", changed });
    this.world.tell(`${name}: applied.`);
    return undefined;
  }

  /** An apply that is interrupted ends what it has begun with AWS, which takes as long as it takes. */
  private get patient(): TerraformOptions {
    return { ...this.world.terraform, graceMs: this.world.terraform.timeoutMs };
  }

  /** What joins the sides looks up what they have: planned before they changed, it knows too little. */
  private followsSides({ name, side }: DeployWorkspace): boolean {
    const { kind, workspaces } = this.journal;
    if (side !== "link" || kind === "rollback" || this.entry(name).state === "applied") return false;
    return workspaces.some((one) => one.state === "applied" && this.workspace(one.name).side !== "link");
  }

  private async planBehindSides(workspace: DeployWorkspace): Promise<DeployEnd | undefined> {
    const { name } = workspace;
    const isFirst = this.entry(name).state === "pending";
    this.news.length = 0;
    await this.planAnew(workspace);
    const isNews = isFirst || this.news.length > 0;
    if (!isNews || isSettled(this.entry(name))) return undefined;
    this.show(name);
    if (!(await this.passesGate())) return "diverges";
    return (await this.approve([name])) ? undefined : "not approved";
  }

  private async prepare(workspace: DeployWorkspace): Promise<void> {
    const { name, target } = workspace;
    this.world.tell(`${name}: planning ...`);
    await initialiseAnew(target, this.world.terraform);
    await this.store.keep(name, target.directory);
    await this.takeIn(workspace, await this.planFile(target, this.store.planFile(name)));
  }

  private async prepareLink(workspace: DeployWorkspace, sidesChange: boolean): Promise<void> {
    try {
      await this.prepare(workspace);
    } catch (error) {
      if (!(error instanceof InputError) || !sidesChange || this.world.terraform.signal.aborted) throw error;
      this.world.tell(
        `${workspace.name}: it is planned when the sides are applied; as they are, ${error.what}`,
      );
      await rm(this.store.planFile(workspace.name), { force: true });
      await this.store.keep(workspace.name, workspace.target.directory);
      this.put({ name: workspace.name, state: "pending" });
    }
  }

  private async pickUp(entry: DeployEntry, workspace: DeployWorkspace): Promise<void> {
    const { name, target } = workspace;
    await initialiseAnew(target, this.world.terraform);
    const isAsKept = await this.store.isAsKept(name, target.directory);
    if (!isAsKept) await this.store.keep(name, target.directory);
    if (entry.state === "pending") return;
    const isWaiting = entry.state === "planned" && entry.begun !== true;
    const plan = isAsKept && (isWaiting || isSettled(entry)) ? await this.reviewed(workspace) : undefined;
    if (plan === undefined) await this.planAnew(workspace);
    else this.plans.set(name, plan);
  }

  /** The saved plan; undefined where there is none, or one that is not what was reviewed. */
  private async reviewed({ name, target }: DeployWorkspace): Promise<SourceDocument | undefined> {
    const { planSha256 } = this.entry(name);
    if (planSha256 === undefined || (await this.store.planDigest(name)) !== planSha256) return undefined;
    return readSavedPlan(target, this.store.planFile(name), this.world.terraform);
  }

  /** Plans in the place of a plan that was reviewed, and notes what the new one does beyond that. */
  private async planAnew(workspace: DeployWorkspace): Promise<void> {
    const { name, target } = workspace;
    this.world.tell(`${name}: planning again ...`);
    const reviewed = await this.reviewed(workspace);
    const plan = await this.planFile(target, this.store.planFile(name, ".new"));
    const { document } = plan;
    const changes = reviewed === undefined ? changesOf(document) : unreviewed(reviewed.document, document);
    if (changes.length > 0) this.news.push({ workspace: name, changes });
    await this.store.takeNewPlan(name);
    await this.takeIn(workspace, plan);
    await this.save();
  }

  private async takeIn({ name }: DeployWorkspace, plan: SourceDocument): Promise<void> {
    this.plans.set(name, plan);
    this.put({
      name,
      state: doesSomething(plan.document) ? "planned" : "unchanged",
      planned: changesOf(plan.document).length,
      planSha256: await this.store.planDigest(name),
      ...(isBegun(this.entry(name)) ? { begun: true } : {}),
    });
  }

  /** The link's at the end, the sides' as their plans decide. */
  private async order(): Promise<void> {
    const primaryPlans = this.of("primary").map(({ name }) => this.planOf(name).document);
    const { side, reason } = firstSide(this.pair, primaryPlans);
    this.world.tell(`${side} is applied first: ${reason}.`);
    const sides = side === "dr" ? (["dr", "primary"] as const) : (["primary", "dr"] as const);
    const names = [...sides, "link" as const].flatMap((one) => this.of(one)).map(({ name }) => name);
    this.journal = { ...this.journal, workspaces: names.map((name) => this.entry(name)) };
    await this.save();
  }

  /** Before the first workspace that it needs to know is applied: without all plans, nobody can tell. */
  private async passesGate(): Promise<boolean> {
    if (this.journal.kind === "rollback") return true;
    if (this.plans.size === this.pair.workspaces.length) return this.world.gate(this.plans);
    this.world.tell("The pair is not analyzed yet: that waits for the plans of all workspaces.");
    return true;
  }

  private approve(workspaces: readonly string[]): Promise<boolean> {
    return this.world.approve({ workspaces, news: [...this.news] });
  }

  private show(name: string): void {
    const plan = this.plans.get(name);
    if (plan !== undefined && !isSettled(this.entry(name)))
      this.world.show(name, plan, this.store.planFile(name));
  }

  private refuseLosses(name: string, plan: JsonObject): void {
    const lost = losses(plan);
    const [first] = lost;
    if (first === undefined) return;
    throw this.problem(
      `Going back would ${first.action} ${first.address} in ${name}, and its data with it${lost.length > 1 ? ` (and ${String(lost.length - 1)} more)` : ""}.`,
      "Mend the cause and --resume, or --rollback --force where the data may go.",
    );
  }

  private async refuseUnderWay(): Promise<void> {
    const earlier = await this.store.journal();
    if (!isUnderWay(earlier)) return;
    throw this.problem(`A ${earlier.kind} is under way: ${standing(earlier)}.`, WAYS_ON);
  }

  private async unfinished(): Promise<Journal> {
    const journal = await this.store.journal();
    if (journal !== undefined && !journal.complete && journal.pair === this.pair.name) return journal;
    throw this.problem("There is no deployment to go on with.", ANEW);
  }

  /** The workspaces of these sides. */
  private of(...sides: readonly DeployWorkspace["side"][]): readonly DeployWorkspace[] {
    return sides.flatMap((side) => this.pair.workspaces.filter((workspace) => workspace.side === side));
  }

  private workspace(name: string): DeployWorkspace {
    const found = this.pair.workspaces.find((workspace) => workspace.name === name);
    if (found !== undefined) return found;
    throw this.problem(`The journal names ${name}, which is no workspace of the pair.`, ANEW);
  }

  private entry(name: string): DeployEntry {
    return this.journal.workspaces.find((entry) => entry.name === name) ?? { name, state: "pending" };
  }

  private planOf(name: string): SourceDocument {
    const plan = this.plans.get(name);
    if (plan === undefined) throw new Error(`${name} was not planned`);
    return plan;
  }

  private put(entry: DeployEntry): void {
    const { workspaces } = this.journal;
    const isKnown = workspaces.some(({ name }) => name === entry.name);
    const next = isKnown
      ? workspaces.map((one) => (one.name === entry.name ? entry : one))
      : [...workspaces, entry];
    this.journal = { ...this.journal, workspaces: next };
  }

  private async set(name: string, more: Partial<DeployEntry>): Promise<void> {
    this.put({ ...this.entry(name), ...more });
    await this.save();
  }

  private save(): Promise<void> {
    return this.store.write(this.journal);
  }

  private problem(what: string, fix: string): InputError {
    return new InputError({ where: this.pair.name, what, fix });
  }
}
