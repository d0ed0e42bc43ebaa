import type { LoadBalanced } from "../compute/load-balancer";
import { type CloudfrontDistribution, DataAwsApigatewayv2Apis, DataAwsLb } from "../pair/aws";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import type { PerSide, Side } from "../pair/side";
import type { PairBuckets } from "../s3-replication/pair-buckets";

/** What is asked in the primary region first, and request by request in the DR region when that fails. It can only be read. */
interface Failing {
  /**
   * Why callers may read of the old primary before and after a failover, where a database of the pair is promoted: requests go back by
   * themselves as soon as the old primary answers. @default - they may not
   */
  readonly staleReadsBecause?: string;
}

/** Where CloudFront fetches from. */
export type Origin =
  /** Files in a bucket of each region, such as an `S3Replication`'s, which CloudFront alone may read. */
  | { readonly buckets: PairBuckets }
  /** A `Compute` or a `ContainerService`. CloudFront passes the distribution's name on, which their certificates must be for. */
  | (Failing & {
      readonly loadBalancer: LoadBalanced;
      /** Of load balancers and listeners that exist. @default - as it is called; "HTTPS" where nobody knows */
      readonly protocol?: "HTTPS" | "HTTP";
    })
  /** An `HttpApi` without a domain of its own, under API Gateway's name. */
  | (Failing & { readonly httpApi: NamedApi })
  /** A host name of each side, with a certificate for it. */
  | (Failing & { readonly hostnames: PerSide<string> })
  /**
   * The one name that a `FailoverDns` moves, with certificates for it in both regions: what is behind it takes requests of every method, and
   * readers and writers move together.
   */
  | { readonly failoverName: string };

type Balanced = Extract<Origin, { readonly loadBalancer: LoadBalanced }>;

/** An API that the link workspace finds by its name. */
export interface NamedApi {
  readonly id: string;
  apiInLink(): { readonly name: string };
}

type Config = ConstructorParameters<typeof CloudfrontDistribution>[2];
export type OriginConfig = Extract<Config["origin"], readonly unknown[]>[number];

/** Seconds in which CloudFront gives an origin up that takes no connection, and how often it tries: the least that is sensible twice. */
const CONNECTION = { connectionTimeout: 5, connectionAttempts: 2 } as const;
/** Seconds in which CloudFront gives an origin up that does not answer. It is S3's and the default of others. */
const READ_TIMEOUT = 30;

/** Names of the policies that AWS manages, by their ids, which are the same in every account. */
const MANAGED = {
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
  cachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
  allViewer: "216adef6-5c7f-47e4-b989-5492eafa07d3",
  allViewerExceptHost: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
} as const;

/** Whether requests go to one of two origins, by CloudFront's own choice. */
export function failsOver(origin: Origin): boolean {
  return !("failoverName" in origin);
}

/**
 * Seconds after which CloudFront asks the other origin at the latest. It waits for an answer of a bucket once, and of others as often as it
 * connects. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#origin-connection-attempts
 */
export function givesUpAfter(origin: Origin): number {
  const { connectionAttempts, connectionTimeout } = CONNECTION;
  const waits = "buckets" in origin ? 1 : connectionAttempts;
  return connectionAttempts * connectionTimeout + waits * READ_TIMEOUT;
}

/** How requests are sent to an origin, and what of its answers is kept. */
export function policiesOf(origin: Origin): { cachePolicyId: string; originRequestPolicyId?: string } {
  if ("buckets" in origin) return { cachePolicyId: MANAGED.cachingOptimized };
  // An application says by nothing what may be kept for whom: nothing is, unless the caller of the construct knows better.
  const cachePolicyId = MANAGED.cachingDisabled;
  const passesHost = "loadBalancer" in origin;
  return {
    cachePolicyId,
    originRequestPolicyId: passesHost ? MANAGED.allViewer : MANAGED.allViewerExceptHost,
  };
}

/**
 * The origins as CloudFront takes them: one of each side, or the one that moves.
 * @param id of the distribution and of the origin, as in `site_default`
 * @param accessControlId of buckets
 */
export function originsOf(
  pair: Pair,
  id: string,
  origin: Origin,
  accessControlId: () => string,
): OriginConfig[] {
  if ("failoverName" in origin) return [custom("moves", origin.failoverName, "https-only")];
  return pair.sides.map((side) => {
    if ("buckets" in origin) {
      return {
        ...CONNECTION,
        originId: side.name,
        domainName: `${origin.buckets.bucketName(side)}.s3.${side.region}.amazonaws.com`,
        originAccessControlId: accessControlId(),
      };
    }
    const isPlain = "loadBalancer" in origin && protocolOf(origin) === "HTTP";
    return custom(side.name, hostOf(pair, id, side, origin), isPlain ? "http-only" : "https-only");
  });
}

function protocolOf({ loadBalancer, protocol }: Balanced): "HTTPS" | "HTTP" {
  return protocol ?? (loadBalancer.plainHttp === true ? "HTTP" : "HTTPS");
}

function hostOf(
  pair: Pair,
  id: string,
  side: Side,
  origin: Exclude<Origin, { readonly buckets: PairBuckets } | { readonly failoverName: string }>,
): string {
  if ("hostnames" in origin) return origin.hostnames[side.name];
  const provider = pair.link.providerFor(side.region);
  if ("loadBalancer" in origin) {
    const found = origin.loadBalancer.loadBalancerInLink(side);
    return new DataAwsLb(pair.link, `${id}_${side.name}`, { provider, ...found }).dnsName;
  }
  const { name } = origin.httpApi.apiInLink();
  const apis = new DataAwsApigatewayv2Apis(pair.link, `${id}_${side.name}`, {
    provider,
    name,
    protocolType: "HTTP",
  });
  return `\${one(${apis.fqn}.ids)}.execute-api.${side.region}.amazonaws.com`;
}

function custom(originId: string, domainName: string, originProtocolPolicy: string): OriginConfig {
  return {
    ...CONNECTION,
    originId,
    domainName,
    customOriginConfig: {
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy,
      originSslProtocols: ["TLSv1.2"],
      originReadTimeout: READ_TIMEOUT,
    },
  };
}

/**
 * @param names of the distribution
 * @throws ConfigurationError when CloudFront could not reach what it is told to
 */
export function checkOrigin(field: string, origin: Origin, names: readonly string[]): void {
  if ("loadBalancer" in origin) checkBalanced(field, origin, names);
  if ("failoverName" in origin && names.includes(origin.failoverName))
    throw new ConfigurationError(
      field,
      `is "${origin.failoverName}", which leads to the distribution itself`,
      "Give the application behind it a name of its own",
    );
}

function checkBalanced(field: string, origin: Balanced, names: readonly string[]): void {
  const { loadBalancer, protocol } = origin;
  const { id, plainHttp } = loadBalancer;
  if (protocol !== undefined && plainHttp !== undefined)
    throw new ConfigurationError(
      `${field}.protocol`,
      `is ${protocol}, and "${id}" is called by ${plainHttp ? "HTTP" : "HTTPS"} as its listener says`,
      "Leave it out: it is for load balancers that exist",
    );
  if (protocolOf(origin) === "HTTPS" && names.length === 0)
    throw new ConfigurationError(
      field,
      `is "${id}" by HTTPS, whose certificate is not for CloudFront's own name`,
      "Give the distribution a domain that its certificates are for too",
    );
  const hosts = names.length === 0 ? [CLOUDFRONTS_OWN] : names;
  const missed = hosts.find((host) => loadBalancer.answers?.({ host }) === false);
  if (missed === undefined) return;
  throw new ConfigurationError(
    field,
    `passes on requests for ${missed === CLOUDFRONTS_OWN ? "CloudFront's own name" : missed}, which the shared listener does not lead to "${id}"`,
    `Add ${missed === CLOUDFRONTS_OWN ? "a domain of the distribution" : "it"} to listener.hosts of "${id}"`,
  );
}

/** Stands for the name that a distribution gets from CloudFront, which nobody knows beforehand. */
const CLOUDFRONTS_OWN = "d111111abcdef8.cloudfront.net";
