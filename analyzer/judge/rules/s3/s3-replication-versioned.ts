import { replicationsToDr, versioningOf } from "../lib/buckets";
import { difference } from "../lib/field";
import { called, twinOf } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Both buckets of a replication have versioning enabled. */
export const rule: ReadinessRule = {
  id: "s3-replication-versioned",
  title: "Both buckets of a replication to the DR region have versioning enabled",
  checks:
    "Source and destination of every replication rule to the DR side, where the sources tell their versioning. A bucket " +
    "whose versioning another workspace sets is judged by its refreshed state.",
  impact: "S3 stops replicating as soon as either bucket's versioning is suspended.",
  remediation: 'Set versioning_configuration.status = "Enabled" on both buckets.',
  severity: "critical",
  references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html"],
  replacesArc: [],
  *evaluate(pair) {
    const versioning = versioningOf(pair);
    const seen = new Set<unknown>();
    for (const { source, holder, targets } of replicationsToDr(pair)) {
      for (const bucket of [source, ...targets]) {
        const found = versioning.get(bucket);
        if (seen.has(bucket) || found === undefined || found.status === "Enabled") continue;
        seen.add(bucket);
        const setBy = found.field.resource;
        const ofSource = bucket === source;
        yield {
          primary: ofSource ? setBy : (twinOf(pair, setBy) ?? holder),
          dr: ofSource ? (twinOf(pair, setBy) ?? targets[0] ?? null) : setBy,
          differences: [ofSource ? difference(found.field, undefined) : difference(undefined, found.field)],
          message: `${called(bucket)} is an end of a replication and has its versioning ${found.status.toLowerCase()}`,
        };
      }
    }
  },
};
