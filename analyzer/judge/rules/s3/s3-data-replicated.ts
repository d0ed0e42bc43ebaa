import type { PairContext } from "../../../compare/context";
import type { Twins } from "../../../pair/twins";
import {
  bucketReplications,
  openReplications,
  passingBuckets,
  versioningOf,
  type BucketReplication,
} from "../lib/buckets";
import { PairGraph } from "../lib/graph";
import { called, isIncomplete, standingTwins } from "../lib/twins";
import type { ReadinessRule, Undecided, Violation } from "../rule";

/** Every S3 bucket with data replicates to the DR region. */
export const rule: ReadinessRule = {
  id: "s3-data-replicated",
  title: "Every S3 bucket with data replicates to the DR region",
  checks:
    "Versioned buckets that have a twin in DR: at least one replication rule must copy them to the DR side. Not for " +
    "buckets without versioning, nor for those that hold logs, artifacts, code, temporary data or Terraform state, by " +
    "name, by tag or because other resources write such things to them. A replication that neither source holds " +
    "(configured in a workspace that was not given) shows only once the bucket exists and was refreshed.",
  impact: "After a failover the application finds the DR bucket empty, or as old as the last manual copy.",
  remediation:
    "Add aws_s3_bucket_replication_configuration to the primary bucket with the DR bucket as destination, and copy what " +
    "is there already with S3 Batch Replication. If another workspace holds it, give that workspace with --shared.",
  severity: "critical",
  untilFailover: true,
  references: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    if (isIncomplete(pair)) return;
    const replications = bucketReplications(pair);
    const open = openReplications(pair);
    const passing = passingBuckets(pair);
    const versioning = versioningOf(pair);
    for (const twins of standingTwins(pair, "aws_s3_bucket")) {
      if (passing.has(twins.primary) || passing.has(twins.dr)) continue;
      if (versioning.get(twins.primary)?.status !== "Enabled") continue;
      const ways = (replications.get(twins.primary) ?? []).map((one) => leadsToDr(pair, one));
      if (ways.includes(true)) continue;
      const undecided = ways.includes(undefined) || open.anywhere || open.sources.has(twins.primary);
      yield undecided ? undecidedOf(twins) : unreplicated(twins);
    }
  },
};

/** A known destination that is in no source may well be in the DR region; undefined for one that is not known. */
function leadsToDr(pair: PairContext, { targets, certain }: BucketReplication): boolean | undefined {
  const graph = PairGraph.of(pair);
  if (targets.some((target) => graph.sideOf(target) !== "primary")) return true;
  return !certain ? undefined : targets.length === 0;
}

function undecidedOf({ primary, dr }: Twins): Undecided {
  return {
    primary,
    dr,
    path: "",
    unresolved: "a replication configuration may cover it that is not known yet",
  };
}

function unreplicated({ primary, dr }: Twins): Violation {
  return { primary, dr, message: `nothing replicates ${called(primary)} to its twin in the DR region` };
}
