import { objectsIn } from "../../base/json";
import { stripKeys } from "../../model/workspace/configuration";
import type { Resource, Workspace } from "../../model/workspace/workspace";
import { shownValues } from "../names";
import type { Lone } from "./role";

/** Where the services at the edge look for what they use, wherever the application runs. */
const EDGE_REGION = "us-east-1";

/** Services without a region, which take certificates, functions and keys from the edge region alone. */
const EDGE_SERVICE = /^aws_(?:cloudfront_|route53_(?!resolver)|cognito_user_pool_domain$)/;

/** Services whose metrics are there only. */
const EDGE_METRICS = /^AWS\/(?:Route53|CloudFront|Billing)$/;

/** What such services, or alarms on them, make use of. */
const USED_AT_EDGE = /^aws_(?:acm_certificate|lambda_function|kms_key|sns_topic|cloudwatch_log_group)$/;

/** What completes one of these, and belongs where it is. */
const PART =
  /^aws_(?:acm_certificate_validation|sns_topic_subscription|kms_alias|wafv2_web_acl_logging_configuration)$/;

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
    if (here.length > 0) addEdge(workspace, here, workspaces, found);
  }
  return found;
}

function addEdge(
  { resources }: Workspace,
  here: readonly Resource[],
  workspaces: readonly Workspace[],
  found: Set<Resource>,
): void {
  const users = usersByBlock(resources);
  for (const resource of here) {
    if (saysSo(resource) || isPlacedAlike(resource, users, workspaces)) found.add(resource);
  }
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const resource of here) {
      if (USED_AT_EDGE.test(resource.type) && isUsedAtEdgeOnly(resource, users, found)) found.add(resource);
      else if (PART.test(resource.type) && isPartOfAny(resource, found)) found.add(resource);
    }
  }
}

/** Whether the resource says by itself that it is for the edge. */
function saysSo(resource: Resource): boolean {
  const { scope, namespace, metric_query } = shownValues(resource);
  if (/^aws_wafv2_/.test(resource.type)) return scope === "CLOUDFRONT";
  if (resource.type !== "aws_cloudwatch_metric_alarm") return false;
  const nested = objectsIn(metric_query).flatMap(({ metric }) =>
    objectsIn(metric).map((one) => one.namespace),
  );
  const spaces = [namespace, ...nested].filter((name) => typeof name === "string" && name !== "");
  return spaces.length > 0 && spaces.every((name) => EDGE_METRICS.test(String(name)));
}

/** A certificate that nothing here uses, and that several workspaces keep there by one provider alias. */
function isPlacedAlike(resource: Resource, users: Users, workspaces: readonly Workspace[]): boolean {
  const { type, address, providerKey } = resource;
  if (type !== "aws_acm_certificate" || providerKey?.includes(".") !== true) return false;
  return (
    usersOf(resource, users).length === 0 &&
    workspaces.some(
      ({ label, resources }) =>
        label !== resource.workspace &&
        resources.some(
          (one) => one.address === address && one.providerKey === providerKey && one.region === EDGE_REGION,
        ),
    )
  );
}

type Users = ReadonlyMap<string, readonly Resource[]>;

function usersByBlock(resources: readonly Resource[]): Users {
  const users = new Map<string, Resource[]>();
  for (const resource of resources) {
    for (const block of resource.dependencies) users.set(block, [...(users.get(block) ?? []), resource]);
  }
  return users;
}

/** What uses a resource; a certificate's validation and its DNS records only prove it. */
function usersOf(resource: Resource, users: Users): Resource[] {
  const direct = users.get(stripKeys(resource.address)) ?? [];
  if (resource.type !== "aws_acm_certificate") return [...direct];
  return direct.flatMap((user) =>
    user.type === "aws_acm_certificate_validation"
      ? (users.get(stripKeys(user.address)) ?? [])
      : user.type === "aws_route53_record"
        ? []
        : [user],
  );
}

function isUsedAtEdgeOnly(resource: Resource, users: Users, found: ReadonlySet<Resource>): boolean {
  const all = usersOf(resource, users).filter(({ type }) => !PART.test(type));
  return all.length > 0 && all.every((user) => found.has(user) || EDGE_SERVICE.test(user.type));
}

function isPartOfAny(part: Resource, found: ReadonlySet<Resource>): boolean {
  return [...found].some(
    (one) => one.workspace === part.workspace && part.dependencies.includes(stripKeys(one.address)),
  );
}

/** A web ACL of CloudFront protects a distribution, which serves for both regions. */
export function edgeAlone({ resource }: Lone): string | undefined {
  return /^aws_wafv2_/.test(resource.type) && saysSo(resource)
    ? "lies in us-east-1 for CloudFront: one serves both regions"
    : undefined;
}
