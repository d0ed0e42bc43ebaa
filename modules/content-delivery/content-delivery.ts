import type { Certificate } from "../certificate/certificate";
import {
  CloudfrontDistribution,
  CloudfrontOriginAccessControl,
  DataAwsRoute53Zone,
  Route53Record,
} from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import { Bucket } from "../existing/bucket";
import { Keys } from "../keys/keys";
import type { EdgeWebAcl } from "../web-acl/edge-web-acl";
import { addErrorAlarm } from "./error-alarm";
import { checkOrigin, failsOver, givesUpAfter, type Origin, originsOf, policiesOf } from "./origin";

export type { Origin } from "./origin";

/**
 * What of an origin's answers makes CloudFront ask the other one. 403 is what S3 says to it of an object that is not there: it may read
 * objects and not list them, and 404 would tell which there are.
 */
export type FailoverStatus = 403 | 404 | 416 | 429 | 500 | 502 | 503 | 504;

export interface ContentDeliveryProps {
  /** Where requests go that no path is for. */
  readonly origin: Origin;
  /** Where requests of certain paths go, such as `/api/*`; the first that fits. @default - none */
  readonly paths?: Readonly<Record<string, Origin>>;
  /** The application's names, with a certificate that is for all of them. @default - CloudFront's own name */
  readonly domain?: {
    readonly names: readonly string[];
    /** Of a `Certificate`, which then has one in us-east-1 as well; or the ARN of one there. */
    readonly certificate: Certificate | { readonly arnInUsEast1: string };
    /** Name of a public hosted zone that exists, in which the names become records. @default - none is made */
    readonly zone?: string;
  };
  /** Answers of the primary origin after which the DR region's is asked, as after none at all. @default [500, 502, 503, 504] */
  readonly failoverStatusCodes?: readonly FailoverStatus[];
  /** What blocks requests at the edge. @default - nothing does */
  readonly webAcl?: EdgeWebAcl;
  /** What is asked for at `/`. @default - "index.html" of buckets */
  readonly defaultRootObject?: string;
  /**
   * The distribution's id, once it is known: buckets and keys then let no other distribution of the account read.
   * @default - they let every one of the account
   */
  readonly distributionId?: string;
}

const ONE = "one distribution serves both regions";

/**
 * A CloudFront distribution that fetches from the primary region, and from the DR region when that does not answer. CloudFront decides it
 * by itself for each request, in its data plane: nothing is changed at a failover.
 *
 * Link: distribution, access control for buckets, records, an alarm on errors in us-east-1. Primary and DR: nothing but what lets CloudFront
 * read buckets and decrypt. While us-east-1 is away the distribution goes on serving and failing over, and cannot be changed.
 */
export class ContentDelivery {
  /** For resources of the link workspace. */
  readonly distribution: CloudfrontDistribution;
  private accessControl?: CloudfrontOriginAccessControl;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: ContentDeliveryProps,
  ) {
    this.check();
    const { origin, paths = {}, domain } = props;
    const behaviors = Object.entries(paths).map(([pathPattern, one], index) => ({
      pathPattern,
      ...this.behavior(`path-${index + 1}`, one),
    }));
    this.distribution = new CloudfrontDistribution(pair.link, `${id}_distribution`, {
      enabled: true,
      comment: `${pair.name} ${id}`,
      isIpv6Enabled: true,
      httpVersion: "http2and3",
      ...(domain === undefined ? {} : { aliases: [...domain.names] }),
      ...rootOf(props),
      origin: this.origins().flatMap(([key, one]) => this.originsIn(key, one)),
      originGroup: this.groups(),
      defaultCacheBehavior: this.behavior("default", origin),
      ...(behaviors.length === 0 ? {} : { orderedCacheBehavior: behaviors }),
      ...(props.webAcl === undefined ? {} : { webAclId: props.webAcl.arn }),
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: this.viewerCertificate(),
    });
    pair.design.differs(this.distribution, ONE);
    addErrorAlarm(pair, id, this.distribution);
    this.addRecords();
    this.letRead();
    this.declare();
  }

  private check(): void {
    const { pair, id, props } = this;
    const { partition } = pair.primary.region;
    if (partition !== "aws")
      throw new ConfigurationError(id, `is CloudFront in ${partition}`, "Use regions of the partition aws");
    const names = props.domain?.names ?? [];
    checkOrigin(`${id}.origin`, props.origin, names);
    for (const [pattern, origin] of Object.entries(props.paths ?? {}))
      checkOrigin(`${id}.paths["${pattern}"]`, origin, names);
    this.checkNames(names);
    if (props.failoverStatusCodes?.length === 0)
      throw new ConfigurationError(`${id}.failoverStatusCodes`, "is empty", "Leave it out, or name one code");
    pair.link.node.addValidation({ validate: () => this.staleReads() });
  }

  private checkNames(names: readonly string[]): void {
    const { domain } = this.props;
    if (domain === undefined) return;
    const { certificate, zone } = domain;
    if (names.length === 0) throw new ConfigurationError(`${this.id}.domain.names`, "is empty", "Name one");
    const bare = "covers" in certificate ? names.find((name) => !certificate.covers(name)) : undefined;
    if (bare !== undefined)
      throw new ConfigurationError(
        `${this.id}.domain`,
        `"${bare}" is not a name of the certificate`,
        "Add it to the certificate's alternativeNames",
      );
    const outside = names.find((name) => zone !== undefined && name !== zone && !name.endsWith(`.${zone}`));
    if (outside !== undefined)
      throw new ConfigurationError(
        `${this.id}.domain`,
        `"${outside}" is not in zone ${zone}`,
        "Name its zone",
      );
  }

  /** Asked when everything is defined: a database may come after the distribution. */
  private staleReads(): string[] {
    const [database] = this.pair.promotions;
    if (database === undefined) return [];
    return this.origins().flatMap(([key, origin]) =>
      "buckets" in origin || "failoverName" in origin || origin.staleReadsBecause !== undefined
        ? []
        : [
            `${this.id}: the origin "${key}" fails over request by request, and back by itself, so readers get to a region where "${database}" is not promoted, and later to the database that was replaced. Let it be { failoverName } with the name of a latched FailoverDns, or say in staleReadsBecause why that is acceptable.`,
          ],
    );
  }

  /** By what they are called in the distribution. */
  private origins(): [key: string, origin: Origin][] {
    const { origin, paths = {} } = this.props;
    const others = Object.values(paths).map((one, index): [string, Origin] => [`path-${index + 1}`, one]);
    return [["default", origin], ...others];
  }

  private originsIn(key: string, origin: Origin) {
    const made = originsOf(this.pair, `${this.id}_${key}`, origin, () => this.accessControlId());
    return made.map((one) => ({ ...one, originId: `${key}-${one.originId}` }));
  }

  private groups() {
    const { failoverStatusCodes = [500, 502, 503, 504] } = this.props;
    return this.origins()
      .filter(([, origin]) => failsOver(origin))
      .map(([key]) => ({
        originId: key,
        failoverCriteria: { statusCodes: [...failoverStatusCodes] },
        member: this.pair.sides.map(({ name }) => ({ originId: `${key}-${name}` })),
      }));
  }

  private behavior(key: string, origin: Origin) {
    const reading = ["GET", "HEAD", "OPTIONS"];
    return {
      targetOriginId: failsOver(origin) ? key : `${key}-moves`,
      // CloudFront refuses other methods before an origin group: a request that changes something must not be made twice.
      allowedMethods: failsOver(origin) ? reading : [...reading, "DELETE", "PATCH", "POST", "PUT"],
      cachedMethods: ["GET", "HEAD"],
      compress: true,
      viewerProtocolPolicy: "redirect-to-https",
      ...policiesOf(origin),
      responseHeadersPolicyId: SECURITY_HEADERS,
    };
  }

  private viewerCertificate() {
    const { domain } = this.props;
    if (domain === undefined) return { cloudfrontDefaultCertificate: true };
    const { certificate } = domain;
    return {
      acmCertificateArn: "covers" in certificate ? certificate.arnInUsEast1() : certificate.arnInUsEast1,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    };
  }

  private accessControlId(): string {
    this.accessControl ??= new CloudfrontOriginAccessControl(this.pair.link, `${this.id}_access`, {
      name: `${this.pair.name}-${this.id}`,
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    return this.accessControl.id;
  }

  private addRecords(): void {
    const { pair, id, distribution } = this;
    const { names = [], zone } = this.props.domain ?? {};
    if (zone === undefined) return;
    const { zoneId } = new DataAwsRoute53Zone(pair.link, `${id}_zone`, { name: zone });
    for (const [index, name] of names.entries())
      for (const type of ["A", "AAAA"]) {
        const record = new Route53Record(pair.link, `${id}_record-${index + 1}-${type}`, {
          zoneId,
          name,
          type,
          alias: {
            name: distribution.domainName,
            zoneId: distribution.hostedZoneId,
            evaluateTargetHealth: false,
          },
        });
        pair.design.differs(record, ONE);
      }
  }

  /** In the sides' workspaces, which do not know the distribution. */
  private letRead(): void {
    const { account } = this.pair;
    const sourceArn = `arn:aws:cloudfront::${account}:distribution/${this.props.distributionId ?? "*"}`;
    const buckets = this.origins().flatMap(([, origin]) => ("buckets" in origin ? [origin.buckets] : []));
    for (const one of new Set(buckets))
      one.letServiceRead?.({ service: "cloudfront.amazonaws.com", sourceArn });
  }

  private declare(): void {
    const { pair, id, accessControl } = this;
    if (accessControl !== undefined) pair.design.differs(accessControl, ONE);
    const failing = this.origins().flatMap(([, origin]) => (failsOver(origin) ? [origin] : []));
    if (failing.length === 0) return;
    pair.objectives.add({
      part: `CloudFront giving up a primary origin of "${id}", for each request`,
      phase: "redirect",
      rto: Duration.seconds(Math.max(...failing.map(givesUpAfter))),
    });
  }
}

/** `SecurityHeadersPolicy`, AWS's own. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html */
const SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";

function rootOf({ origin, defaultRootObject }: ContentDeliveryProps) {
  const root = defaultRootObject ?? ("buckets" in origin ? "index.html" : undefined);
  return root === undefined ? {} : { defaultRootObject: root };
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "content-delivery",
  build: (pair, id) =>
    new ContentDelivery(pair, id, {
      origin: {
        buckets: Bucket.existing(pair, "files", {
          primary: { bucketName: "primary-bucket" },
          dr: { bucketName: "secondary-bucket" },
          keys: new Keys(pair, "keys"),
        }),
      },
      paths: { "/api/*": { failoverName: "application-name" } },
      domain: { names: ["site-name"], certificate: { arnInUsEast1: "certificate-arn" } },
    }),
  parameters: [
    text(
      "primary_bucket",
      /primary-bucket/g,
      "Name of the primary region's bucket, which must let CloudFront read.",
    ),
    text("dr_bucket", /secondary-bucket/g, "Name of the DR region's bucket, which must let CloudFront read."),
    text("application_name", /application-name/g, "Name of what answers /api/*, which fails over by itself."),
    text("site_name", /site-name/g, "Name of the site."),
    text("certificate_arn", /certificate-arn/g, "ARN of a certificate in us-east-1."),
  ],
};
