import type { JsonObject } from "../../../analyzer/base/json";
import type { Strategy } from "../../../analyzer/model/report";
import { reportOf } from "../../support/analysis";
import { plan, type PlanBuilder } from "../../support/plan-builder";

/** What a test may say of a pair besides the twins themselves. */
export interface Setting {
  readonly strategy?: Strategy;
  readonly primary?: (builder: PlanBuilder) => PlanBuilder;
  readonly dr?: (builder: PlanBuilder) => PlanBuilder;
}

const same = (builder: PlanBuilder): PlanBuilder => builder;

/** What the report says of twins of a type that differ: `expected`, `equal`, or the finding's severity. */
export function verdictOf(
  type: string,
  primary: JsonObject,
  dr: JsonObject,
  { strategy = "warm-standby", ...more }: Setting = {},
): string {
  const report = reportOf({
    primary: (more.primary ?? same)(plan("us-east-1").resource(`${type}.x`, primary)),
    dr: (more.dr ?? same)(plan("us-west-2").resource(`${type}.x`, dr)),
    strategy,
  });
  const isOfIt = ({ kind, dr: resource }: { kind: string; dr: { address: string } | null }) =>
    kind === "attribute" && resource?.address === `${type}.x`;
  const [finding] = report.findings.filter(isOfIt);
  return finding?.severity ?? (report.expected.some(isOfIt) ? "expected" : "equal");
}
