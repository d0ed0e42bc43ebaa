import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "./field";
import { PairGraph } from "./graph";
import { holdsPassingData } from "./purpose";

const BUCKET = ["aws_s3_bucket"];

/** One replication rule of a bucket, wherever it is configured. */
export interface BucketReplication {
  readonly source: Resource;
  /** The configuration resource, or the bucket itself where the rules stand inline or are read back. */
  readonly holder: Resource;
  readonly rule: Field;
  readonly status: string | undefined;
  readonly destination: Field;
  /** Buckets of the sources that it copies to; empty when the destination is in none of them. */
  readonly targets: readonly Resource[];
  /** Whether the sources tell where it copies to. */
  readonly certain: boolean;
}

/** Every bucket's replication rules; a bucket without an entry has none in the sources. */
export function bucketReplications(pair: PairContext): Map<Resource, BucketReplication[]> {
  const graph = PairGraph.of(pair);
  const found = new Map<Resource, BucketReplication[]>();
  for (const configuration of graph.managed("aws_s3_bucket_replication_configuration")) {
    const rules = Field.of(configuration, "rule");
    for (const source of graph.resolve(Field.of(configuration, "bucket"), BUCKET)) {
      found.set(source, rulesOf(graph, source, configuration, rules));
    }
  }
  for (const bucket of graph.managed("aws_s3_bucket")) {
    const inline = Field.of(bucket, "replication_configuration").only.at("rules");
    if (found.has(bucket) || inline.elements.length === 0) continue;
    found.set(bucket, rulesOf(graph, bucket, bucket, inline));
  }
  return found;
}

function rulesOf(graph: PairGraph, source: Resource, holder: Resource, rules: Field): BucketReplication[] {
  return rules.elements.map((rule) => {
    const destination = rule.at("destination", 0, "bucket");
    const { resources, certain } = graph.resolved(destination, BUCKET);
    return {
      source,
      holder,
      rule,
      status: rule.at("status").text,
      destination,
      targets: resources,
      certain,
    };
  });
}

/** Replication configurations that the sources do not tell all of. */
export interface OpenReplications {
  /** Buckets that have a configuration whose rules are not known. */
  readonly sources: ReadonlySet<Resource>;
  /** Whether there is a configuration of which not even the bucket is known: it may be any one's. */
  readonly anywhere: boolean;
}

/** What may replicate buckets besides what `bucketReplications` tells. */
export function openReplications(pair: PairContext): OpenReplications {
  const graph = PairGraph.of(pair);
  const sources = new Set<Resource>();
  let anywhere = false;
  for (const configuration of graph.managed("aws_s3_bucket_replication_configuration")) {
    const { resources, certain } = graph.resolved(Field.of(configuration, "bucket"), BUCKET);
    anywhere ||= !certain;
    if (isOpen(Field.of(configuration, "rule"))) for (const source of resources) sources.add(source);
  }
  for (const bucket of graph.managed("aws_s3_bucket")) {
    const inline = Field.of(bucket, "replication_configuration");
    if (inline.expression !== undefined && (isOpen(inline) || isOpen(inline.only.at("rules"))))
      sources.add(bucket);
  }
  return { sources, anywhere };
}

/** Rules of which not even the number is known, as a `dynamic` block's may be. */
function isOpen(rules: Field): boolean {
  return rules.unknown || rules.elements.some((rule) => rule.at("destination").unknown);
}

/** Arguments that name a bucket as a place for logs, artifacts or code. */
const SINKS: readonly (readonly [string, ...(string | number)[]])[] = [
  ["aws_s3_bucket_logging", "target_bucket"],
  ["aws_s3_bucket", "logging", 0, "target_bucket"],
  ["aws_lb", "access_logs", 0, "bucket"],
  ["aws_lb", "connection_logs", 0, "bucket"],
  ["aws_elb", "access_logs", 0, "bucket"],
  ["aws_flow_log", "log_destination"],
  ["aws_cloudtrail", "s3_bucket_name"],
  ["aws_cloudfront_distribution", "logging_config", 0, "bucket"],
  ["aws_config_delivery_channel", "s3_bucket_name"],
  ["aws_codepipeline", "artifact_store", 0, "location"],
  ["aws_codebuild_project", "artifacts", 0, "location"],
  ["aws_athena_workgroup", "configuration", 0, "result_configuration", 0, "output_location"],
  ["aws_lambda_function", "s3_bucket"],
  ["aws_lambda_layer_version", "s3_bucket"],
  ["aws_s3_object", "bucket"],
  ["aws_s3_bucket_object", "bucket"],
];

/** Buckets that hold what is written anew in each region: logs, artifacts, code, objects that Terraform uploads. */
export function passingBuckets(pair: PairContext): Set<Resource> {
  const graph = PairGraph.of(pair);
  const passing = new Set(graph.managed("aws_s3_bucket").filter(holdsPassingData));
  for (const [type, ...path] of SINKS) {
    for (const user of graph.managed(type)) {
      for (const bucket of graph.resolve(Field.of(user, ...path), BUCKET)) passing.add(bucket);
    }
  }
  return passing;
}

/** The bucket's versioning as `Enabled`, `Suspended`, `Disabled`; undefined when the sources do not tell. */
export function versioningOf(
  pair: PairContext,
): Map<Resource, { readonly status: string; readonly field: Field }> {
  const graph = PairGraph.of(pair);
  const found = new Map<Resource, { status: string; field: Field }>();
  for (const bucket of graph.managed("aws_s3_bucket")) {
    const field = Field.of(bucket, "versioning", 0, "enabled");
    if (typeof field.value === "boolean")
      found.set(bucket, { status: field.value ? "Enabled" : "Disabled", field });
  }
  for (const versioning of graph.managed("aws_s3_bucket_versioning")) {
    const field = Field.of(versioning, "versioning_configuration", 0, "status");
    for (const bucket of graph.resolve(Field.of(versioning, "bucket"), BUCKET)) {
      if (field.text !== undefined) found.set(bucket, { status: field.text, field });
    }
  }
  return found;
}

/** The replications of a bucket that lead to the DR side, or to a bucket that is in no source. */
export function* replicationsToDr(pair: PairContext): Iterable<BucketReplication> {
  const graph = PairGraph.of(pair);
  for (const [source, list] of bucketReplications(pair)) {
    if (graph.sideOf(source) !== "primary") continue;
    yield* list.filter(
      ({ targets }) => targets.length === 0 || targets.some((target) => graph.sideOf(target) !== "primary"),
    );
  }
}

/** The default encryption of a bucket, where the sources tell: `AES256`, `aws:kms` or `aws:kms:dsse`. */
export function encryptionOf(pair: PairContext): Map<Resource, Field> {
  const graph = PairGraph.of(pair);
  const by = ["apply_server_side_encryption_by_default", 0, "sse_algorithm"] as const;
  const found = new Map<Resource, Field>();
  for (const bucket of graph.managed("aws_s3_bucket")) {
    const field = Field.of(bucket, "server_side_encryption_configuration", 0, "rule", 0, ...by);
    if (field.text !== undefined) found.set(bucket, field);
  }
  for (const configuration of graph.managed("aws_s3_bucket_server_side_encryption_configuration")) {
    const field = Field.of(configuration, "rule", 0, ...by);
    for (const bucket of graph.resolve(Field.of(configuration, "bucket"), BUCKET)) {
      if (field.text !== undefined) found.set(bucket, field);
    }
  }
  return found;
}
