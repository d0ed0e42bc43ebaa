import { isObject, type Json, type JsonObject } from "../../base/json";
import { isRegion, parseZone, regionOfArn, regionsIn } from "../../base/aws/regions";
import { isGlobalType } from "../../base/aws/global-types";

/** What telling a resource's region needs to see of it. */
interface Located {
  readonly type: string;
  readonly providerKey: string | undefined;
  readonly values: JsonObject | null;
  readonly before: JsonObject | null;
}

/**
 * Tells the region of every provider configuration: what the configuration says, else (a `local`, a profile
 * or the environment, which no plan carries) what most of its resources' ARNs, zones and endpoints say.
 */
export function providerRegions(
  resources: readonly Located[],
  configured: (key: string | undefined) => string | undefined,
): (key: string | undefined) => string | undefined {
  const votes = new Map<string | undefined, Map<string, number>>();
  for (const resource of resources) {
    if (configured(resource.providerKey) !== undefined || isGlobalType(resource.type)) continue;
    const counts = votes.get(resource.providerKey) ?? new Map<string, number>();
    votes.set(resource.providerKey, counts);
    for (const region of evidence(resource)) counts.set(region, (counts.get(region) ?? 0) + 1);
  }
  for (const [key, counts] of votes) if (counts.size === 0) countMentions(resources, key, counts);
  const inferred = new Map(Array.from(votes, ([key, counts]) => [key, mostVoted(counts)]));
  return (key) => configured(key) ?? inferred.get(key);
}

/** Before the first apply no ARN is known: then the region is the one that the values mention most. */
function countMentions(
  resources: readonly Located[],
  key: string | undefined,
  counts: Map<string, number>,
): void {
  for (const { providerKey, values, before } of resources) {
    if (providerKey !== key) continue;
    for (const region of strings(values ?? before).flatMap(regionsIn)) {
      counts.set(region, (counts.get(region) ?? 0) + 1);
    }
  }
}

/** A resource's own region: its `region` argument (AWS provider 6), its provider's, or its ARN's. */
export function resourceRegion(resource: Located, ofProvider: string | undefined): string | undefined {
  const shown = resource.values ?? resource.before;
  const own = shown?.region;
  if (typeof own === "string" && isRegion(own) && !isGlobalType(resource.type)) return own;
  return ofProvider ?? regionOfArn(text(shown?.arn));
}

function* evidence({ values, before }: Located): Iterable<string> {
  const shown = before ?? values;
  if (!shown) return;
  const arn = regionOfArn(text(shown.arn));
  if (arn) yield arn;
  for (const zone of strings(shown.availability_zone ?? shown.availability_zones)) {
    const parsed = parseZone(zone);
    if (parsed) yield parsed.region;
  }
  const service = regionsIn(text(shown.service_name))[0];
  if (service) yield service;
}

function mostVoted(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function strings(value: Json | undefined | null): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return isObject(value) ? Object.values(value).flatMap(strings) : [];
}
