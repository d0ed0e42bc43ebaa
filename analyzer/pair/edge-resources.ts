import { objectsIn, own } from "../base/json";
import { stripKeys } from "../model/workspace/configuration";
import type { Resource, Workspace } from "../model/workspace/workspace";
import { shownValues } from "./names";

/** Where the services at the edge look for what they use, wherever the application runs. */
const EDGE_REGION = "us-east-1";

/** Services without a region, which take certificates, functions and keys from the edge region alone. */
const EDGE_SERVICE = /^aws_(?:cloudfront_|route53_(?!resolver)|cognito_user_pool_domain$)/;

/** Services whose metrics are there only. */
const EDGE_METRICS = /^AWS\/(?:Route53|CloudFront|Billing)$/;

/** A provider alias that says what its resources are for. One named after the region may be a mere mistake. */
const EDGE_ALIAS = /(?:^|[^a-z])(?:global|edge|cdn|cloudfront|acm|cert\w*|waf|billing)(?:$|[^a-z])/;

/** What such services, or alarms on them, make use of. */
const USED_AT_EDGE = /^aws_(?:lambda_function|kms_key|sns_topic|cloudwatch_log_group)$/;

/** What completes one of these, and belongs where it is. */
const PART = /^aws_(?:sns_topic_subscription|kms_alias|wafv2_web_acl_logging_configuration)$/;

/**
 * The resources that have to lie in us-east-1 for CloudFront, Route 53 or an alarm on either, in whichever regions the
 * pair is: where they lie does not say whose they are.
 * Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html,
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html
 */
export function edgeResources(workspaces: readonly Workspace[]): Set<Resource> {
  const found = new Set<Resource>();
  for (const workspace of workspaces) {
    const here = workspace.resources.filter(
      ({ region, mode }) => region === EDGE_REGION && mode === "managed",
    );
    if (here.length > 0) addEdge(workspace, here, found);
  }
  return found;
}

function addEdge({ resources }: Workspace, here: readonly Resource[], found: Set<Resource>): void {
  const users = usersByBlock(resources);
  for (const resource of here) {
    if (mustLieThere(resource)) found.add(resource);
  }
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const resource of here) {
      if (USED_AT_EDGE.test(resource.type) && isUsedAtEdgeOnly(resource, users, found)) found.add(resource);
      else if (PART.test(resource.type) && isPartOfAny(resource, found)) found.add(resource);
    }
  }
}

/** Whether the resource says by itself that it is for the edge: by its provider's alias, its scope or its metric. */
function mustLieThere(resource: Resource): boolean {
  const alias = resource.providerKey?.split(":").at(-1)?.split(".")[1]?.toLowerCase().replaceAll("_", "-");
  if (alias !== undefined && EDGE_ALIAS.test(alias)) return true;
  if (resource.type.startsWith("aws_wafv2_")) return isForCloudFront(resource);
  if (resource.type.startsWith("aws_acm_certificate")) return true; // no other region takes it: AWS refuses what is misplaced
  return hasEdgeMetrics(resource);
}

/** Whether a web ACL is CloudFront's. */
export function isForCloudFront(resource: Resource): boolean {
  return own(shownValues(resource), "scope") === "CLOUDFRONT";
}

/** Whether the resource is about metrics that are in us-east-1 alone. */
export function hasEdgeMetrics(resource: Resource): boolean {
  const { namespace, metric_query } = shownValues(resource);
  const nested = objectsIn(metric_query).flatMap(({ metric }) =>
    objectsIn(metric).map((one) => one.namespace),
  );
  const spaces = [namespace, ...nested].filter((name) => typeof name === "string" && name !== "");
  return spaces.length > 0 && spaces.every((name) => EDGE_METRICS.test(String(name)));
}

type Users = ReadonlyMap<string, readonly Resource[]>;

function usersByBlock(resources: readonly Resource[]): Users {
  const users = new Map<string, Resource[]>();
  for (const resource of resources) {
    for (const block of resource.dependencies) users.set(block, [...(users.get(block) ?? []), resource]);
  }
  return users;
}

function isUsedAtEdgeOnly(resource: Resource, users: Users, found: ReadonlySet<Resource>): boolean {
  const all = (users.get(stripKeys(resource.address)) ?? []).filter(({ type }) => !PART.test(type));
  return all.length > 0 && all.every((user) => found.has(user) || EDGE_SERVICE.test(user.type));
}

function isPartOfAny(part: Resource, found: ReadonlySet<Resource>): boolean {
  return [...found].some(
    (one) => one.workspace === part.workspace && part.dependencies.includes(stripKeys(one.address)),
  );
}
