import { nameAttributes } from "../../../base/aws/families";
import { isObject, type Json } from "../../../base/json";
import { decodeText } from "../../../compare/documents";
import type { PairContext } from "../../../compare/context";
import { schemaOf } from "../../../model/catalogue/schema-of";
import type { Resource } from "../../../model/workspace/workspace";
import { PairGraph } from "./graph";

/** What an application reads and writes: it is named in environment variables, user data and policies. */
const NAMED: readonly string[] = [
  "aws_s3_bucket",
  "aws_dynamodb_table",
  "aws_dynamodb_table_replica",
  "aws_sqs_queue",
  "aws_sns_topic",
  "aws_kinesis_stream",
  "aws_secretsmanager_secret",
  "aws_ssm_parameter",
  "aws_kms_key",
  "aws_kms_replica_key",
  "aws_db_instance",
  "aws_rds_cluster",
  "aws_docdb_cluster",
  "aws_efs_file_system",
  "aws_elasticache_replication_group",
  "aws_opensearch_domain",
  "aws_ami",
  "aws_ami_copy",
  "aws_launch_template",
  "aws_ecs_task_definition",
  "aws_lambda_function",
  "aws_iam_role",
  "aws_iam_instance_profile",
  "aws_acm_certificate",
  "aws_lb_target_group",
  "aws_security_group",
];

/** Resources that everything refers to, and behind which no request goes on. */
const DEAD_END =
  /^aws_(?:vpc|subnet|route|route_table|internet_gateway|nat_gateway|eip|network_acl|cloudwatch_|iam_policy$|route53_zone)/;

/** A resource that a request reaches, and the one that led to it. */
export interface Step {
  readonly resource: Resource;
  readonly from: Step | undefined;
}

/** Walks from a resource of DR to everything that a request reaches from there. */
export class Walker {
  private readonly graph: PairGraph;
  private readonly known = new Map<Resource, readonly Resource[]>();

  /** @param servants what puts itself to a resource's service */
  constructor(
    pair: PairContext,
    private readonly servants: ReadonlyMap<Resource, readonly Resource[]>,
  ) {
    this.graph = PairGraph.of(pair);
  }

  /** Nearest first: what serves a resource, what it refers to, and what its values name. */
  *from(start: Resource): Iterable<Step> {
    const seen = new Set<Resource>([start]);
    const queue: Step[] = [{ resource: start, from: undefined }];
    for (const step of queue) {
      yield step;
      for (const other of this.next(step.resource)) {
        if (seen.has(other)) continue;
        seen.add(other);
        queue.push({ resource: other, from: step });
      }
    }
  }

  private next(resource: Resource): readonly Resource[] {
    const known = this.known.get(resource);
    if (known) return known;
    const { graph } = this;
    const all = DEAD_END.test(resource.type)
      ? []
      : [
          ...(this.servants.get(resource) ?? []),
          ...graph.dependenciesOf(resource),
          ...named(graph, resource),
        ];
    const next = all.filter((other) => graph.sideOf(other) !== "primary");
    this.known.set(resource, next);
    return next;
  }
}

/** The resources on the way to a step, the first one first. */
export function wayTo(step: Step): Resource[] {
  const way: Resource[] = [];
  for (let at: Step | undefined = step; at; at = at.from) way.unshift(at.resource);
  return way;
}

/** Not by what it is called itself: a load balancer with a database's name does not use the database. */
function named(graph: PairGraph, resource: Resource): Resource[] {
  const schema = schemaOf(resource);
  const own = new Set(["id", "tags", "tags_all", ...nameAttributes(resource.type)]);
  const said = Object.entries(resource.values ?? {}).filter(
    ([attribute]) => !own.has(attribute) && !schema?.member(attribute)?.computedOnly,
  );
  const texts = said.flatMap(([attribute, value]) => [...textsOf(value, attribute)]);
  return texts.flatMap((text) => graph.mentioned(text, NAMED, resource));
}

function* textsOf(value: Json, name = ""): Iterable<string> {
  if (typeof value === "string") yield decodeText(value, name) ?? value;
  else if (Array.isArray(value)) for (const item of value) yield* textsOf(item, name);
  else if (isObject(value)) for (const [key, item] of Object.entries(value)) yield* textsOf(item, key);
}
