import { Certificate } from "../../modules/certificate/certificate";
import { ContentDelivery, type ContentDeliveryProps } from "../../modules/content-delivery/content-delivery";
import { LoadBalancer } from "../../modules/existing/load-balancer";
import { FailoverDns } from "../../modules/failover-dns/failover-dns";
import { Duration } from "../../modules/pair/duration";
import { RdsReadReplica } from "../../modules/rds-read-replica/rds-read-replica";
import { S3Replication } from "../../modules/s3-replication/s3-replication";
import { HttpApi } from "../../modules/serverless/http-api";
import { LambdaFunction } from "../../modules/serverless/lambda-function";
import { EdgeWebAcl } from "../../modules/web-acl/edge-web-acl";
import type { RegionPair, RegionPairProps } from "../../stacks/region-pair";
import { synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";
import { statementsOf } from "./statements";

type On = { pair: RegionPair } & ReturnType<typeof base>;

const DISTRIBUTION = "aws_cloudfront_distribution.site_distribution";
const hostnames = { primary: "a.example.com", dr: "b.example.com" };
const filesIn = ({ pair, keys }: On) =>
  new S3Replication(pair, "files", { bucketPrefix: "acme-files", keys });
const certificateIn = ({ pair }: On) =>
  new Certificate(pair, "certificate", { domainName: "*.example.com", zone: "example.com" });
const arn = (region: string, rest: string) => `arn:aws:elasticloadbalancing:${region}:111122223333:${rest}`;
const balancerIn = ({ pair }: On) =>
  LoadBalancer.existing(pair, "theirs", {
    primary: { loadBalancerArn: arn("eu-west-1", "loadbalancer/app/theirs/aaaaaaaaaaaaaaaa") },
    dr: { loadBalancerArn: arn("eu-central-1", "loadbalancer/app/theirs/bbbbbbbbbbbbbbbb") },
  });

const site = (
  props: (on: On) => Partial<ContentDeliveryProps> = () => ({}),
  pairProps: Partial<RegionPairProps> = {},
) =>
  synthesized((pair) => {
    const on = { pair, ...base(pair) };
    const { origin = { buckets: filesIn(on) }, ...others } = props(on);
    new ContentDelivery(pair, "site", { origin, ...others });
  }, pairProps);

describe("ContentDelivery", () => {
  it("asks the DR region's bucket when the primary's fails, and gives a dead one up soon", () => {
    const { link } = site();
    expect(link.resource(DISTRIBUTION)).toMatchObject({
      origin: [
        {
          origin_id: "default-primary",
          domain_name: "acme-files-111122223333-eu-west-1.s3.eu-west-1.amazonaws.com",
          connection_attempts: 2,
          connection_timeout: 5,
          origin_access_control_id: "${aws_cloudfront_origin_access_control.site_access.id}",
        },
        { origin_id: "default-dr", domain_name: expect.stringContaining("eu-central-1") as string },
      ],
      origin_group: [
        {
          origin_id: "default",
          failover_criteria: { status_codes: [500, 502, 503, 504] },
          member: [{ origin_id: "default-primary" }, { origin_id: "default-dr" }],
        },
      ],
      default_cache_behavior: {
        target_origin_id: "default",
        // CloudFront refuses others before an origin group.
        allowed_methods: ["GET", "HEAD", "OPTIONS"],
        viewer_protocol_policy: "redirect-to-https",
      },
      default_root_object: "index.html",
      viewer_certificate: { cloudfront_default_certificate: true },
    });
  });

  it("fails over on the status codes that are asked for", () => {
    const { link } = site(() => ({ failoverStatusCodes: [404, 503] }));
    expect(link.resource(DISTRIBUTION)).toMatchObject({
      origin_group: [{ failover_criteria: { status_codes: [404, 503] } }],
    });
    expect(() => site(() => ({ failoverStatusCodes: [] }))).toThrow("site.failoverStatusCodes: is empty");
  });

  it.each([
    [undefined, "distribution/*"],
    ["E2EXAMPLE", "distribution/E2EXAMPLE"],
  ])(
    "alone reads the buckets and decrypts what is in them, in both regions (id %s)",
    (distributionId, source) => {
      const { primary, dr } = site(() => ({ distributionId }));
      const condition = { ArnLike: { "aws:SourceArn": `arn:aws:cloudfront::111122223333:${source}` } };
      for (const side of [primary, dr]) {
        expect(statementsOf(side.resource("aws_s3_bucket_policy.files_policy"))).toEqual([
          expect.objectContaining({ Sid: "TlsOnly", Effect: "Deny" }),
          expect.objectContaining({
            Principal: { Service: "cloudfront.amazonaws.com" },
            Action: "s3:GetObject",
            Condition: condition,
          }),
        ]);
        expect(statementsOf(side.resource("aws_kms_key.data_key"))).toContainEqual({
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: condition,
        });
      }
    },
  );

  it("lets nobody read twice that it lets read once", () => {
    const { dr } = synthesized((pair) => {
      const on = { pair, ...base(pair) };
      const buckets = filesIn(on);
      for (const id of ["site", "downloads"]) new ContentDelivery(pair, id, { origin: { buckets } });
    });
    expect(statementsOf(dr.resource("aws_s3_bucket_policy.files_policy"))).toHaveLength(2);
  });

  it("takes certificate and web ACL of us-east-1, whichever the regions are, and makes the names records", () => {
    const { link, primary } = site((on) => ({
      domain: { names: ["www.example.com"], certificate: certificateIn(on), zone: "example.com" },
      webAcl: new EdgeWebAcl(on.pair, "firewall", { rateLimit: 500 }),
    }));
    const elsewhere = { provider: "aws.us_east_1" };
    expect(link.resource("aws_acm_certificate.certificate_edge-certificate")).toMatchObject({
      ...elsewhere,
      domain_name: "*.example.com",
    });
    expect(link.resource("aws_wafv2_web_acl.firewall_acl")).toMatchObject({
      ...elsewhere,
      scope: "CLOUDFRONT",
    });
    expect(link.resource(DISTRIBUTION)).toMatchObject({
      aliases: ["www.example.com"],
      web_acl_id: "${aws_wafv2_web_acl.firewall_acl.arn}",
      viewer_certificate: {
        acm_certificate_arn: "${aws_acm_certificate_validation.certificate_edge-issued.certificate_arn}",
        minimum_protocol_version: "TLSv1.2_2021",
      },
    });
    for (const type of ["A", "AAAA"])
      expect(link.resource(`aws_route53_record.site_record-1-${type}`)).toMatchObject({
        name: "www.example.com",
        type,
      });
    // The regions' certificates are proved by the same record.
    expect(primary.resources).toContain("aws_route53_record.certificate_proof-example-com");
    expect(link.types().filter((type) => type === "aws_route53_record")).toHaveLength(1);
  });

  it("refuses names that the certificate is not for", () => {
    const named = (name: string) => () =>
      site((on) => ({ domain: { names: [name], certificate: certificateIn(on) } }));
    expect(named("www.example.com")).not.toThrow();
    expect(named("www.shop.example.com")).toThrow('site.domain: "www.shop.example.com" is not a name of');
    expect(named("www.example.org")).toThrow('site.domain: "www.example.org" is not a name of');
  });

  it("sends what changes something to the one name that a failover moves", () => {
    const { link } = site((on) => ({
      origin: { buckets: filesIn(on) },
      paths: { "/api/*": { failoverName: "app.example.com" } },
    }));
    expect(link.resource(DISTRIBUTION)).toMatchObject({
      ordered_cache_behavior: [
        {
          path_pattern: "/api/*",
          target_origin_id: "path-1-moves",
          allowed_methods: expect.arrayContaining(["POST", "DELETE"]) as string[],
        },
      ],
      origin_group: [{ origin_id: "default" }],
    });
  });

  it("finds load balancers and APIs by their names, each in its own region", () => {
    const { link } = site((on) => ({
      origin: { loadBalancer: fleetIn(on.pair, on) },
      paths: {
        "/api/*": {
          httpApi: new HttpApi(on.pair, "api", {
            handler: new LambdaFunction(on.pair, "handler", {
              code: {
                bucket: { bucketName: () => "code" },
                key: "1",
                runtime: "nodejs22.x",
                handler: "index.handler",
              },
            }),
          }),
        },
      },
      domain: { names: ["www.example.com"], certificate: certificateIn(on) },
    }));
    const { aws_lb: balancers = {}, aws_apigatewayv2_apis: apis = {} } = link.json.data ?? {};
    for (const [found, name] of [
      [balancers, "shop-web"],
      [apis, "shop-api"],
    ] as const)
      expect(Object.values(found)).toEqual(
        ["aws.eu_west_1", "aws"]
          .map((provider) => expect.objectContaining({ provider, name }) as unknown)
          .reverse(),
      );
    expect(link.resource(DISTRIBUTION)).toMatchObject({
      origin: expect.arrayContaining([
        expect.objectContaining({ domain_name: "${data.aws_lb.site_default_dr.dns_name}" }),
        expect.objectContaining({
          domain_name:
            "${one(data.aws_apigatewayv2_apis.site_path-1_dr.ids)}.execute-api.eu-central-1.amazonaws.com",
        }),
      ]) as unknown,
    });
  });

  it("refuses what could not work: a certificate for no name, a name that leads back to the distribution, another partition", () => {
    expect(() => site((on) => ({ origin: { loadBalancer: fleetIn(on.pair, on) } }))).toThrow(
      'site.origin: is "web" by HTTPS, whose certificate is not for CloudFront\'s own name',
    );
    expect(() =>
      site((on) => ({
        origin: { failoverName: "www.example.com" },
        domain: { names: ["www.example.com"], certificate: certificateIn(on) },
      })),
    ).toThrow("leads to the distribution itself");
    expect(() => site(undefined, { primary: "cn-north-1", dr: "cn-northwest-1" })).toThrow(
      "site: is CloudFront in aws-cn",
    );
  });

  const plainHttp = { listener: { plainHttpBecause: "nobody signs in" } };

  it("calls a fleet as its listener says, and an existing load balancer as it is told", () => {
    const policies = (origin: (on: On) => ContentDeliveryProps["origin"], named = true) =>
      (
        site((on) => ({
          origin: origin(on),
          ...(named ? { domain: { names: ["www.example.com"], certificate: certificateIn(on) } } : {}),
        })).link.resource(DISTRIBUTION).origin as { custom_origin_config: object }[]
      ).map((one) => one.custom_origin_config);
    const plain = expect.objectContaining({ origin_protocol_policy: "http-only" }) as unknown;
    const tls = expect.objectContaining({ origin_protocol_policy: "https-only" }) as unknown;
    expect(policies((on) => ({ loadBalancer: fleetIn(on.pair, { ...on, ...plainHttp }) }), false)).toEqual([
      plain,
      plain,
    ]);
    expect(policies((on) => ({ loadBalancer: fleetIn(on.pair, on) }))).toEqual([tls, tls]);
    expect(policies((on) => ({ loadBalancer: balancerIn(on) }))).toEqual([tls, tls]);
    expect(policies((on) => ({ loadBalancer: balancerIn(on), protocol: "HTTP" }), false)).toEqual([
      plain,
      plain,
    ]);
  });

  it.each([
    ["HTTPS", plainHttp, 'site.origin.protocol: is HTTPS, and "web" is called by HTTP as its listener says'],
    ["HTTP", {}, 'site.origin.protocol: is HTTP, and "web" is called by HTTPS as its listener says'],
  ] as const)("refuses %s to a fleet whose listener says otherwise", (protocol, listener, message) => {
    expect(() =>
      site((on) => ({ origin: { loadBalancer: fleetIn(on.pair, { ...on, ...listener }), protocol } })),
    ).toThrow(message);
  });

  it.each<[string, Partial<ContentDeliveryProps>, string]>([
    ["a bucket, for whose answer it waits once", {}, "40 s"],
    ["others, for whose answer it waits as often as it connects", { origin: { hostnames } }, "70 s"],
    ["the slowest of several", { paths: { "/api/*": { hostnames } } }, "70 s"],
  ])("says how long CloudFront takes to give up %s", (_, props, seconds) => {
    expect(() => site(() => props, { rto: Duration.seconds(39) })).toThrow(
      `${seconds} for CloudFront giving up a primary origin of "site", for each request`,
    );
  });

  const withDatabase = (origin: ContentDeliveryProps["origin"]) => () =>
    synthesized(
      (pair) => {
        const on = { pair, ...base(pair) };
        const database = new RdsReadReplica(pair, "orders", {
          ...on,
          engine: "postgres",
          engineVersion: "16.6",
          instanceClass: "db.t4g.medium",
          storage: 20,
          databaseName: "orders",
        });
        database.connections.allowDefaultPortFrom(on.network.peer);
        new ContentDelivery(pair, "site", { origin });
      },
      { strategy: "pilot-light" },
    );
  it("refuses to lead readers to a database that is not promoted, and back to the one that was replaced", () => {
    expect(withDatabase({ hostnames })).toThrow(
      'site: the origin "default" fails over request by request, and back by itself',
    );
    expect(withDatabase({ hostnames, staleReadsBecause: "the catalogue changes once a day" })).not.toThrow();
    expect(withDatabase({ failoverName: "app.example.com" })).not.toThrow();
  });

  it("calls when neither region serves, in us-east-1, where CloudFront's metrics are", () => {
    const { link, manifest } = site();
    expect(link.resource("aws_cloudwatch_metric_alarm.site_errors")).toMatchObject({
      provider: "aws.us_east_1",
      metric_name: "5xxErrorRate",
      alarm_actions: ["${aws_sns_topic.alerts_us-east-1.arn}"],
    });
    expect(manifest.byDesign).toContainEqual(
      expect.objectContaining({ side: "link", address: DISTRIBUTION }),
    );
  });

  it("stands beside a DNS name that fails over", () => {
    const { link } = site((on) => {
      const web = fleetIn(on.pair, on);
      new FailoverDns(on.pair, "name", {
        zone: { name: "example.com" },
        name: "app.example.com",
        target: { loadBalancer: web },
        check: { kind: "endpoint" },
      });
      return { origin: { failoverName: "app.example.com" } };
    });
    expect(link.resource(DISTRIBUTION)).toMatchObject({
      origin: [
        { origin_id: "default-moves", custom_origin_config: { origin_protocol_policy: "https-only" } },
      ],
    });
    expect(link.resource(DISTRIBUTION).origin_group ?? []).toEqual([]);
  });
});
