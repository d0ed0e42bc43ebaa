import type { PairContext } from "../../../compare/context";
import type { SideName } from "../../../model/report";
import type { Resource } from "../../../model/workspace/workspace";
import { difference, type Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { allowedArns, policiesOfRoles, sharedRoles } from "../lib/iam";
import { called, ends, isIncomplete } from "../lib/twins";
import type { ReadinessRule, Violation } from "../rule";

/** A role that both regions work under grants both regions' resources. */
export const rule: ReadinessRule = {
  id: "iam-shared-role-covers-dr",
  title: "A role that both regions work under grants the resources of both",
  checks:
    "IAM roles that resources of either side use, and the policies of theirs that the sources hold: for every service of " +
    "which they name resources of the primary region (by the ARN's region, or a bucket of the sources), they must name " +
    "some of the DR region, or all regions. Policies that are known only after apply are passed over.",
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
    for (const role of sharedRoles(pair)) yield* homeOnly(pair, role, policies.get(role) ?? []);
  },
};

function* homeOnly(pair: PairContext, role: Resource, policies: readonly Field[]): Iterable<Violation> {
  const grants = policies.map((policy) => ({ policy, arns: allowedArns(policy) }));
  if (grants.some(({ arns }) => arns === undefined)) return;
  const covered = new Set<string>();
  for (const arn of grants.flatMap(({ arns }) => arns ?? [])) {
    if (sideOfArn(pair, role, arn) !== "primary") covered.add(serviceOf(arn));
  }
  if (covered.has("*")) return;
  for (const { policy, arns } of grants) {
    const services = new Set((arns ?? []).map(serviceOf).filter((service) => !covered.has(service)));
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
