import { replicationsToDr, type BucketReplication } from "../lib/buckets";
import { difference, type Field } from "../lib/field";
import { called } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** A bucket's replication covers all its objects. */
export const rule: ReadinessRule = {
  id: "s3-replication-covers-bucket",
  title: "A bucket's replication to the DR region covers all its objects",
  checks:
    "Enabled replication rules to the DR side: one of them should have no prefix and no tag in its filter.",
  impact: "Objects outside the filters are not in the DR region after a failover.",
  remediation: "Drop the filter, or make sure that what it leaves out can be done without in DR.",
  severity: "info",
  references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html"],
  replacesArc: [],
  *evaluate(pair) {
    const bySource = new Map<BucketReplication["source"], BucketReplication[]>();
    for (const one of replicationsToDr(pair)) {
      if (one.status === "Enabled") bySource.set(one.source, [...(bySource.get(one.source) ?? []), one]);
    }
    for (const [source, list] of bySource) {
      const filters = list.flatMap(({ rule: place }) => narrowing(place));
      if (filters.length < list.length) continue;
      yield {
        primary: source,
        dr: list[0]?.targets[0] ?? null,
        differences: filters.map((filter) => difference(filter, undefined)),
        message: `the replication of ${called(source)} to the DR region covers only part of its objects`,
      };
    }
  },
};

/** The place that narrows a rule down, if one does. */
function narrowing(rule: Field): Field[] {
  const places = [rule.at("filter"), rule.at("prefix")];
  return places.filter((place) => place.partlyUnknown || !place.absent).slice(0, 1);
}
