import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { isFailedOver } from "../../../pair/writer";
import { bucketReplications, passingBuckets, versioningOf } from "../lib/buckets";
import { isWritten } from "../lib/databases";
import { Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { holdsPassingData } from "../lib/purpose";
import { called, isIncomplete, standingTwins } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** What the DR region writes is copied to primary. */
export const rule: ReadinessRule = {
  id: "failover-data-unprotected",
  title: "While the DR region takes the writes, they are copied to the primary region",
  checks:
    "Only of a pair that is failed over (pair-failed-over), in place of the rules that ask whether primary's data reaches " +
    "DR: RDS instances, versioned S3 buckets and EFS file systems of the DR side whose twin in primary does not follow " +
    "them. Members of global clusters and DynamoDB replicas follow by themselves. Not for passing data by name or tag.",
  impact:
    "Until it is failed back, what the DR region writes is in that region alone: losing it loses the data.",
  remediation:
    "Copy the other way, as docs/failing-back.md says: a replica in the primary region, a replication of the bucket or " +
    "the file system back. Until then keep backups elsewhere.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
    "https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    if (!isFailedOver(pair) || isIncomplete(pair)) return;
    const copied = copiedBack(pair);
    const passing = passingBuckets(pair);
    const versioning = versioningOf(pair);
    for (const { primary, dr } of standingTwins(pair, [
      "aws_db_instance",
      "aws_s3_bucket",
      "aws_efs_file_system",
    ])) {
      if (copied.has(dr) || holdsPassingData(dr) || passing.has(dr)) continue;
      if (dr.type === "aws_s3_bucket" && versioning.get(dr)?.status !== "Enabled") continue;
      if (dr.type === "aws_db_instance" && isWritten(Field.of(primary, "replicate_source_db"))) continue;
      const message = `nothing in the sources copies what ${called(dr)} takes in the DR region to the primary region`;
      yield { primary, dr, message };
    }
  },
};

/** Buckets and file systems of which something is replicated. */
function copiedBack(pair: PairContext): Set<Resource> {
  const graph = PairGraph.of(pair);
  const fileSystems = graph
    .managed("aws_efs_replication_configuration")
    .flatMap((one) => graph.resolve(Field.of(one, "source_file_system_id"), ["aws_efs_file_system"]));
  return new Set([...bucketReplications(pair).keys(), ...fileSystems]);
}
