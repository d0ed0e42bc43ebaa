import { pushTo } from "../../../base/push-to";
import { regionOfBalancerZone, regionsIn } from "../../../base/aws/regions";
import type { PairContext } from "../../../compare/context";
import { ROUTING_POLICIES } from "../../../pair/roles/routing-set";
import type { SideName } from "../../../model/report";
import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "./field";
import { PairGraph } from "./graph";

/** How Route 53 chooses among the records of one name. */
export type Routing =
  "simple" | "failover" | "weighted" | "latency" | "geolocation" | "geoproximity" | "multivalue" | "cidr";

/** What a record leads to. */
export interface Destination {
  readonly field: Field;
  /** Where the destination lies; undefined when it is global or the sources do not tell. */
  readonly side: SideName | undefined;
  readonly resources: readonly Resource[];
}

/** A Route 53 record with its part in the set that it belongs to. */
export interface RoutedRecord {
  readonly record: Resource;
  readonly routing: Routing;
  /** Of a failover record. */
  readonly role: string | undefined;
  /** The zone, where the sources have it. */
  readonly zone: Resource | undefined;
  /** Name and type. */
  readonly question: string;
  /** Zone, name and type: records with the same key answer the same question. */
  readonly set: string;
  readonly alias: boolean;
  readonly destinations: readonly Destination[];
}

/** Types that a record may lead to. */
export const ENDPOINTS: readonly string[] = [
  "aws_lb",
  "aws_alb",
  "aws_elb",
  "aws_eip",
  "aws_instance",
  "aws_api_gateway_domain_name",
  "aws_apigatewayv2_domain_name",
  "aws_apigatewayv2_api",
  "aws_s3_bucket",
  "aws_s3_bucket_website_configuration",
  "aws_vpc_endpoint",
  "aws_elastic_beanstalk_environment",
  "aws_apprunner_service",
  "aws_db_instance",
  "aws_rds_cluster",
  "aws_elasticache_replication_group",
  "aws_opensearch_domain",
  "aws_efs_file_system",
];

/** Every record of the pair, the ones in shared workspaces included. */
export function routedRecords(pair: PairContext): RoutedRecord[] {
  const graph = PairGraph.of(pair);
  return graph.managed("aws_route53_record").map((record) => {
    const alias = Field.of(record, "alias").elements.length > 0;
    const [zone] = graph.resolve(Field.of(record, "zone_id"), ["aws_route53_zone"]);
    const question = questionOf(record);
    const places = alias ? [Field.of(record, "alias", 0, "name")] : recordsOf(record);
    return {
      record,
      routing: routingOf(record),
      role: Field.of(record, "failover_routing_policy", 0, "type").text,
      zone,
      question,
      set: `${zoneText(record, zone)}\n${question}`,
      alias,
      destinations: places.map((field) => destination(pair, graph, field)),
    };
  });
}

/** Records grouped by the question that they answer. */
export function recordSets(records: readonly RoutedRecord[]): RoutedRecord[][] {
  const sets = new Map<string, RoutedRecord[]>();
  for (const record of records) {
    pushTo(sets, record.set, record);
  }
  return [...sets.values()];
}

/** The one side that all destinations lie on; undefined when they do not, or cannot be told. */
export function sideServed({ destinations }: RoutedRecord): SideName | undefined {
  const sides = new Set(destinations.map(({ side }) => side));
  return sides.size === 1 ? [...sides][0] : undefined;
}

function recordsOf(record: Resource): Field[] {
  const records = Field.of(record, "records");
  return records.elements.length > 0 ? records.elements : [records];
}

function routingOf(record: Resource): Routing {
  const policy = ROUTING_POLICIES.find(([block]) => Field.of(record, block).elements.length > 0);
  if (policy) return policy[1];
  return Field.of(record, "multivalue_answer_routing_policy").isTrue ? "multivalue" : "simple";
}

function zoneText(record: Resource, zone: Resource | undefined): string {
  return zone ? `${zone.workspace}\n${zone.address}` : (Field.of(record, "zone_id").text ?? "");
}

function questionOf(record: Resource): string {
  const name = Field.of(record, "name").text ?? `${record.workspace}\n${record.address}`;
  return `${name.toLowerCase().replace(/\.$/, "")}\n${Field.of(record, "type").text ?? ""}`;
}

function destination(pair: PairContext, graph: PairGraph, field: Field): Destination {
  const known = graph.resolve(field, ENDPOINTS);
  const resources = known.length > 0 ? known : balancersOfHost(graph, field);
  const sides = new Set(resources.map((resource) => graph.sideOf(resource)));
  const [only] = sides;
  if (sides.size > 0) return { field, side: sides.size === 1 ? only : undefined, resources };
  return { field, side: sideOfRegion(pair, regionOf(field)), resources };
}

/** `NAME-ID.REGION.elb.amazonaws.com`, and of network load balancers `NAME-ID.elb.REGION.amazonaws.com`. */
const BALANCER_HOST =
  /^(?:dualstack\.)?(?:internal-)?([a-z0-9-]+)-[a-z0-9]+\.(?:[a-z0-9-]+\.elb|elb\.[a-z0-9-]+)\.amazonaws\.com/i;

/** Before a load balancer exists its host name is unknown, but a record may have been given it: it begins with the name. */
function balancersOfHost(graph: PairGraph, field: Field): Resource[] {
  const host = field.text ?? "";
  const name = BALANCER_HOST.exec(host)?.[1];
  if (name === undefined) return [];
  const regions = regionsIn(host);
  const named = graph.namedAnywhere(name, ["aws_lb", "aws_alb", "aws_elb"]);
  return named.filter(({ region }) => region !== undefined && regions.includes(region));
}

/** Host names of AWS's say their region, as a team's own may; else a load balancer's hosted zone id stands for one. */
function regionOf(name: Field): string | undefined {
  const text = name.text ?? "";
  const [region, ...others] = new Set(regionsIn(text));
  if (region !== undefined) return others.length === 0 || AWS_HOST.test(text) ? region : undefined;
  if (name.path.startsWith("records")) return undefined;
  return regionOfBalancerZone(Field.of(name.resource, "alias", 0, "zone_id").text);
}

const AWS_HOST = /\.amazonaws\.com(?:\.cn)?\.?$/;

/** The side that lies in a region. */
export function sideOfRegion({ sides }: PairContext, region: string | undefined): SideName | undefined {
  if (region === undefined || sides.primary.region === sides.dr.region) return undefined;
  return region === sides.primary.region ? "primary" : region === sides.dr.region ? "dr" : undefined;
}
