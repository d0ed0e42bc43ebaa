import { AcmCertificate, AcmCertificateValidation, DataAwsRoute53Zone, Route53Record } from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
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
 * Primary: certificate, the records that prove the names, and the wait until it is issued. DR: certificate and wait. Link: nothing.
 */
export class Certificate {
  /** Of the issued certificates: `listener: { certificateArns: certificate.arns }`. */
  readonly arns: PerSide<string>;
  private readonly names: readonly string[];

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
    const { domainName, alternativeNames } = this.props;
    const certificate = new AcmCertificate(scope, "certificate", {
      domainName,
      ...(alternativeNames === undefined ? {} : { subjectAlternativeNames: [...alternativeNames] }),
      validationMethod: "DNS",
      // A listener uses the old one until it has the new.
      lifecycle: { createBeforeDestroy: true },
    });
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
