import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, twinOf } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** The registry's replication covers every repository and the DR region. */
export const rule: ReadinessRule = {
  id: "ecr-images-replicated",
  title: "The registry's replication covers every repository and the DR region",
  checks:
    "Repositories of the primary region against the aws_ecr_replication_configuration of its registry: a rule must name " +
    "the DR region, and its filters, if any, must match the repository. Without a replication configuration in the " +
    "sources the rule does not apply: the pipeline may push to both regions.",
  impact: "After a failover new tasks in DR cannot pull their image, or start an old one.",
  remediation: "Add the DR region as a destination, or the repository's prefix as a filter.",
  severity: "warning",
  references: ["https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html"],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    const [configuration] = graph.managed("aws_ecr_replication_configuration", "primary");
    const region = pair.sides.dr.region;
    if (configuration === undefined || region === undefined) return;
    const rules = Field.of(configuration, "replication_configuration", 0, "rule");
    for (const repository of graph.managed("aws_ecr_repository", "primary")) {
      const name = Field.of(repository, "name");
      if (name.text === undefined || rules.elements.some((one) => covers(one, region, name.text ?? "")))
        continue;
      yield rules.partlyUnknown
        ? { primary: repository, dr: twinOf(pair, repository) ?? null, path: "", unresolved: OPEN }
        : uncovered(pair, repository, rules);
    }
  },
};

const OPEN = "the registry's replication is not known in all its parts";

function covers(rule: Field, region: string, repository: string): boolean {
  const filters = rule.at("repository_filter").elements.map((one) => one.at("filter").text ?? "");
  const reaches = rule.at("destination").elements.some((one) => one.at("region").text === region);
  return reaches && (filters.length === 0 || filters.some((prefix) => repository.startsWith(prefix)));
}

function uncovered(pair: PairContext, repository: Resource, rules: Field) {
  return {
    primary: repository,
    dr: twinOf(pair, repository) ?? null,
    differences: [difference(rules, undefined)],
    message: `the registry's replication passes over ${called(repository)}`,
  };
}
