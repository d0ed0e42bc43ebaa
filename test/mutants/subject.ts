import { analyze, understand, type AnalyzeInput } from "../../analyzer/analyze";
import type { JsonObject } from "../../analyzer/base/json";
import type { PairContext } from "../../analyzer/compare/context";
import type { Report } from "../../analyzer/model/report";
import { readPlan } from "../../analyzer/read/terraform/plan";
import type { Workspace } from "../../analyzer/model/workspace/workspace";
import { PlanEditor } from "./edit/plan-editor";
import type { CleanPair, Role } from "./pairs";

/** A clean pair, read and analyzed once; its mutants are analyzed against it. */
export class Subject {
  readonly editors: ReadonlyMap<Role, PlanEditor>;
  readonly context: PairContext;
  readonly report: Report;
  private readonly workspaces: ReadonlyMap<Role, Workspace>;

  constructor(readonly pair: CleanPair) {
    this.editors = new Map(Array.from(pair.plans, ([role, plan]) => [role, new PlanEditor(plan)]));
    this.workspaces = new Map(Array.from(pair.plans, ([role, plan]) => [role, readPlan(plan, role)]));
    this.context = understand(this.input(this.workspaces));
    this.report = analyze(this.input(this.workspaces));
  }

  /** The report on the pair with some of its plans replaced; the others are not read again. */
  analyzeWith(plans: ReadonlyMap<Role, JsonObject>, regions = this.pair.regions): Report {
    const read = Array.from(plans, ([role, plan]) => [role, readPlan(plan, role)] as const);
    return analyze({ ...this.input(new Map([...this.workspaces, ...read])), regions });
  }

  private input(workspaces: ReadonlyMap<Role, Workspace>): AnalyzeInput {
    const of = (role: Role) =>
      [...workspaces].filter(([name]) => name === role).map(([, workspace]) => workspace);
    return {
      primary: of("primary"),
      dr: of("dr"),
      shared: [],
      combined: of("combined"),
      regions: this.pair.regions,
      name: this.pair.id,
      strategy: this.pair.strategy,
      declared: [],
      byDesign: [],
      generatedAt: new Date(0),
    };
  }
}
