import type { JsonObject } from "../../../base/json";
import type { PairContext } from "../../../compare/context";
import type { SideName } from "../../../model/report";
import type { Resource } from "../../../model/workspace/workspace";
import { difference, type Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { allowedArns, policiesOfRoles, sharedRoles, statementsOf } from "../lib/iam";
import { holdsIn, isRegional } from "../lib/region-conditions";
import { called, ends, isIncomplete } from "../lib/twins";
import type { ReadinessRule, Violation } from "../rule";

/** A role that both regions work under grants both regions' resources. */
export const rule: ReadinessRule = {
  id: "iam-shared-role-covers-dr",
  title: "A role that both regions work under grants the resources of both",
  checks:
    "IAM roles that resources of either side use, and the policies of theirs that the sources hold: for every service of " +
    "which they name resources of the primary region (by the ARN's region, or a bucket of the sources), they must name " +
    "some of the DR region, or all regions. No statement may deny in the DR region what it does not deny in primary's, nor " +
    "allow in primary's alone (aws:RequestedRegion). Policies that are known only after apply are passed over.",
  impact: "In DR the application is denied access to its own table, queue, bucket or key.",
  remediation: "Name the DR region's resources in the policy too, or give each region a role of its own.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    if (isIncomplete(pair) || pair.sides.primary.region === pair.sides.dr.region) return;
    const policies = policiesOfRoles(pair);
    for (const role of sharedRoles(pair)) {
      const known = (policies.get(role) ?? []).flatMap((policy) => {
        const statements = statementsOf(policy);
        return statements === undefined ? [] : [{ policy, statements }];
      });
      yield* deniedInDr(pair, role, known);
      // What is not known may grant the rest; a denial stands whatever else is granted.
      if (known.length === (policies.get(role) ?? []).length) yield* homeOnly(pair, role, known);
    }
  },
};

/** A policy whose text is known. */
interface Known {
  readonly policy: Field;
  readonly statements: readonly JsonObject[];
}

/** Conditions on the region of the call that shut the DR region out. */
function* deniedInDr(pair: PairContext, role: Resource, policies: readonly Known[]): Iterable<Violation> {
  const [home, there] = [pair.sides.primary.region, pair.sides.dr.region];
  if (home === undefined || there === undefined) return;
  const all = policies.flatMap(({ statements }) => statements);
  for (const { policy, statements } of policies) {
    const denies = statements.some(
      (one) => one.Effect === "Deny" && isRegional(one) && holdsIn(one, there) && !holdsIn(one, home),
    );
    const lacks = statements.some(
      (one) =>
        one.Effect === "Allow" &&
        isRegional(one) &&
        holdsIn(one, home) &&
        !holdsIn(one, there) &&
        !all.some((other) => other.Effect === "Allow" && holdsIn(other, there) && grantsAsMuch(other, one)),
    );
    if (!denies && !lacks) continue;
    const { resource } = policy;
    yield {
      ...ends(resource, PairGraph.of(pair).sideOf(resource)),
      differences: [difference(policy, undefined)],
      message: denies
        ? `${called(resource)} denies calls in the DR region (aws:RequestedRegion), and DR works under ${called(role)} too`
        : `${called(resource)} allows calls in the primary region alone (aws:RequestedRegion), and DR works under ${called(role)} too`,
    };
  }
}

/** Whether a statement grants, as written, each action that the other does. */
function grantsAsMuch(statement: JsonObject, other: JsonObject): boolean {
  const granted = [statement.Action ?? []].flat().map(String);
  const isGranted = (action: string) =>
    granted.some((one) => one === "*" || one === action || one === `${action.split(":")[0] ?? ""}:*`);
  return [other.Action ?? "*"].flat().map(String).every(isGranted);
}

function* homeOnly(pair: PairContext, role: Resource, policies: readonly Known[]): Iterable<Violation> {
  const grants = policies.map(({ policy, statements }) => ({ policy, arns: allowedArns(statements) }));
  const covered = new Set<string>();
  for (const arn of grants.flatMap(({ arns }) => arns)) {
    if (sideOfArn(pair, role, arn) !== "primary") covered.add(serviceOf(arn));
  }
  if (covered.has("*")) return;
  for (const { policy, arns } of grants) {
    const services = new Set(arns.map(serviceOf).filter((service) => !covered.has(service)));
    if (services.size === 0) continue;
    const { resource } = policy;
    yield {
      ...ends(resource, PairGraph.of(pair).sideOf(resource)),
      differences: [difference(policy, undefined)],
      message: `${called(resource)} grants resources of the primary region alone (${[...services].sort().join(", ")}), and DR works under ${called(role)} too`,
    };
  }
}

function serviceOf(arn: string): string {
  return arn.split(":")[2] ?? "*";
}

/** The side of what an ARN names; undefined for what is global, in both, or cannot be told. */
function sideOfArn(pair: PairContext, role: Resource, arn: string): SideName | undefined {
  const [, , service, region = ""] = arn.split(":");
  if (region === pair.sides.primary.region) return "primary";
  if (region !== "" || service !== "s3") return region === pair.sides.dr.region ? "dr" : undefined;
  const graph = PairGraph.of(pair);
  const bucket = (arn.split(":")[5] ?? "").split("/")[0] ?? "";
  const sides = new Set(graph.named(bucket, ["aws_s3_bucket"], role).map((found) => graph.sideOf(found)));
  return sides.size === 1 ? [...sides][0] : undefined;
}
