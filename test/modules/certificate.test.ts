import { Certificate, type CertificateProps } from "../../modules/certificate/certificate";
import { synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";

const certificate = (props: Partial<CertificateProps> = {}) =>
  synthesized((pair) => {
    const made = new Certificate(pair, "tls", {
      domainName: "www.example.com",
      zone: "example.com",
      ...props,
    });
    fleetIn(pair, { ...base(pair), listener: { certificateArns: made.arns } });
  });

const proofs = (side: ReturnType<typeof certificate>["dr"]) =>
  side.resources.filter((address) => address.startsWith("aws_route53_record."));

describe("Certificate", () => {
  it("refuses names that the zone cannot prove, and one that is named twice", () => {
    expect(() => certificate({ domainName: "www.badexample.com" })).toThrow(
      'tls: "www.badexample.com" does not lie in the zone "example.com"',
    );
    expect(() => certificate({ alternativeNames: ["www.example.com"] })).toThrow(
      '"www.example.com" is named twice',
    );
  });

  it("is one of each region for the same names, used once it is issued", () => {
    const { primary, dr, link } = certificate();
    for (const side of [primary, dr]) {
      expect(side.resource("aws_acm_certificate.tls_certificate")).toMatchObject({
        domain_name: "www.example.com",
        validation_method: "DNS",
        lifecycle: { create_before_destroy: true },
      });
      expect(side.resource("aws_lb_listener.web_https")).toMatchObject({
        certificate_arn: "${aws_acm_certificate_validation.tls_issued.certificate_arn}",
      });
    }
    expect(link.resources).toEqual([]);
  });

  it("is proved by one record for both regions, a wildcard by its parent's", () => {
    const { primary, dr, manifest } = certificate({
      domainName: "example.com",
      alternativeNames: ["*.example.com", "*.shop.example.com"],
    });
    expect(proofs(primary)).toEqual([
      "aws_route53_record.tls_proof-example-com",
      "aws_route53_record.tls_proof-shop-example-com",
    ]);
    expect(primary.resource("aws_route53_record.tls_proof-example-com").name).toContain(
      'o.resource_record_name if o.domain_name == "example.com"',
    );
    expect(proofs(dr)).toEqual([]);
    expect(dr.json.data?.aws_route53_zone).toBeUndefined();
    expect(manifest.byDesign).toContainEqual(
      expect.objectContaining({ address: "aws_route53_record.tls_proof-example-com" }),
    );
  });
});
