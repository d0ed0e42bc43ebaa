import { regionOfArn } from "../../../base/aws/regions";
import type { PairContext } from "../../../compare/context";
import { encryptionOf, replicationsToDr, type BucketReplication } from "../lib/buckets";
import { difference, type Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called } from "../lib/twins";
import type { ReadinessRule, Violation } from "../rule";

/** Objects encrypted with KMS replicate too, under a key of the DR region. */
export const rule: ReadinessRule = {
  id: "s3-replication-encrypted-objects",
  title: "Objects encrypted with KMS replicate too, under a key of the DR region",
  checks:
    "Enabled replication rules to the DR side. Where the source bucket encrypts with aws:kms by default, the rule must " +
    "select encrypted objects (source_selection_criteria); and a replica key must lie in the DR region.",
  impact: "S3 passes over every encrypted object without an error: the DR bucket stays empty.",
  remediation:
    "Enable sse_kms_encrypted_objects and set encryption_configuration.replica_kms_key_id to a key of the DR region; let " +
    "the replication role decrypt with the source's key and encrypt with the replica's.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    const encryption = encryptionOf(pair);
    for (const replication of replicationsToDr(pair)) {
      if (replication.status !== "Enabled") continue;
      const algorithm = encryption.get(replication.source);
      if (algorithm?.text?.startsWith("aws:kms")) yield* unselected(replication, algorithm);
      yield* wrongKey(pair, replication);
    }
  },
};

function* unselected(
  { rule: place, source, holder, targets }: BucketReplication,
  algorithm: Field,
): Iterable<Violation> {
  const selection = place.at("source_selection_criteria", 0, "sse_kms_encrypted_objects", 0);
  const [status, enabled] = [selection.at("status"), selection.at("enabled")];
  if (place.at("source_selection_criteria").partlyUnknown || status.text === "Enabled" || enabled.isTrue)
    return;
  yield {
    primary: holder,
    dr: targets[0] ?? null,
    differences: [difference(status, undefined), difference(algorithm, undefined)],
    message: `${called(source)} encrypts with KMS, and its replication passes over encrypted objects`,
  };
}

function* wrongKey(
  pair: PairContext,
  { rule: place, source, holder, targets }: BucketReplication,
): Iterable<Violation> {
  const graph = PairGraph.of(pair);
  const destination = place.at("destination", 0);
  const places = [
    destination.at("encryption_configuration", 0, "replica_kms_key_id"),
    destination.at("replica_kms_key_id"),
  ];
  for (const key of places) {
    const keys = graph.resolve(key, ["aws_kms_key", "aws_kms_replica_key", "aws_kms_alias"]);
    const region = keys.length === 1 ? keys[0]?.region : regionOfArn(key.text ?? "");
    if (region === undefined || pair.sides.primary.region === pair.sides.dr.region) continue;
    if (region !== pair.sides.primary.region || targets.length === 0) continue;
    yield {
      primary: holder,
      dr: targets[0] ?? null,
      differences: [difference(key, undefined)],
      message: `the replication of ${called(source)} encrypts its copies with a key of the primary region`,
    };
  }
}
