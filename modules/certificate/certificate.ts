import { AcmCertificate, AcmCertificateValidation, DataAwsRoute53Zone, Route53Record } from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { Region } from "../pair/region";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";

export interface CertificateProps {
  /** Such as `www.example.com` or `*.example.com`. */
  readonly domainName: string;
  /** Further names in the same zone. @default - none */
  readonly alternativeNames?: readonly string[];
  /** Name of a public hosted zone that exists, in which the names lie. */
  readonly zone: string;
}

/**
 * A TLS certificate in each region for the same names: load balancers and APIs take one of their own region alone. ACM asks for the same
 * DNS record in both, which also renews them, so it is made once.
 *
 * Primary: certificate, the records that prove the names, and the wait until it is issued. DR: certificate and wait. Link: nothing, or
 * on demand the certificate and wait of us-east-1.
 */
export class Certificate {
  /** Of the issued certificates: `listener: { certificateArns: certificate.arns }`. */
  readonly arns: PerSide<string>;
  /** What they are for. */
  readonly names: readonly string[];
  private atEdge?: string;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: CertificateProps,
  ) {
    this.names = [props.domainName, ...(props.alternativeNames ?? [])];
    this.check();
    const made = forSides(pair, (side) => this.createIn(side));
    this.arns = forSides(pair, (side) => made[side.name].certificateArn);
  }

  /** Whether they prove a name to callers: a wildcard is for one part of a name. */
  covers(name: string): boolean {
    return this.names.includes(name) || this.names.includes(name.replace(/^[^.]+/, "*"));
  }

  /**
   * Of a further certificate in us-east-1 for the same names, which the link workspace makes when it is asked for: CloudFront takes no
   * other region's. The records that prove it are the primary's.
   */
  arnInUsEast1(): string {
    this.atEdge ??= this.createAtEdge();
    return this.atEdge;
  }

  private createAtEdge(): string {
    const { pair, id } = this;
    const provider = pair.link.providerFor(Region.usEast1);
    const certificate = new AcmCertificate(pair.link, `${id}_edge-certificate`, {
      provider,
      ...this.config(),
    });
    const validation = new AcmCertificateValidation(pair.link, `${id}_edge-issued`, {
      provider,
      certificateArn: certificate.arn,
    });
    for (const one of [certificate, validation])
      pair.design.differs(one, "one certificate serves both regions, at the edge");
    return validation.certificateArn;
  }

  private config() {
    const { domainName, alternativeNames } = this.props;
    return {
      domainName,
      ...(alternativeNames === undefined ? {} : { subjectAlternativeNames: [...alternativeNames] }),
      validationMethod: "DNS",
      // A listener uses the old one until it has the new.
      lifecycle: { createBeforeDestroy: true },
    };
  }

  private check(): void {
    const { zone } = this.props;
    const outside = this.names.find((name) => baseOf(name) !== zone && !baseOf(name).endsWith(`.${zone}`));
    if (outside !== undefined)
      throw new ConfigurationError(
        this.id,
        `"${outside}" does not lie in the zone "${zone}"`,
        "Name the zone that it lies in",
      );
    const twice = this.names.find((name, index) => this.names.indexOf(name) !== index);
    if (twice !== undefined)
      throw new ConfigurationError(this.id, `"${twice}" is named twice`, "Name it once");
  }

  private createIn(side: Side): AcmCertificateValidation {
    const scope = scopeIn(side, this.id);
    const certificate = new AcmCertificate(scope, "certificate", this.config());
    const records = side === this.pair.primary ? this.prove(scope, certificate) : [];
    const validation = new AcmCertificateValidation(scope, "issued", {
      certificateArn: certificate.arn,
      ...(records.length === 0 ? {} : { validationRecordFqdns: records.map(({ fqdn }) => fqdn) }),
    });
    if (records.length > 0)
      this.pair.design.differs(validation, "the DR region's certificate is proved by the same records", [
        "validation_record_fqdns",
      ]);
    return validation;
  }

  /** A record for each name; a wildcard has its parent's. */
  private prove(scope: Construct, certificate: AcmCertificate): Route53Record[] {
    const zone = new DataAwsRoute53Zone(scope, "zone", { name: this.props.zone });
    const byBase = new Map([...this.names].reverse().map((name) => [baseOf(name), name]));
    return [...byBase].map(([base, name]) => {
      const option = (attribute: string) =>
        `\${one([for o in ${certificate.fqn}.domain_validation_options : o.${attribute} if o.domain_name == "${name}"])}`;
      const record = new Route53Record(scope, `proof-${base.replaceAll(".", "-")}`, {
        zoneId: zone.zoneId,
        name: option("resource_record_name"),
        type: option("resource_record_type"),
        records: [option("resource_record_value")],
        ttl: 300,
        // Another certificate for the same name, of another pair or by hand, has made the same.
        allowOverwrite: true,
      });
      this.pair.design.differs(record, "one record proves the name to ACM in both regions");
      return record;
    });
  }
}

function baseOf(name: string): string {
  return name.replace(/^\*\./, "");
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "certificate",
  build: (pair, id) => new Certificate(pair, id, { domainName: "www.example.com", zone: "example.com" }),
  parameters: [
    text("domain_name", /www\.example\.com/g, "The certificate's name."),
    text("zone_name", /example\.com/g, "Name of the hosted zone that it lies in."),
  ],
};
