import { block } from "../model/block";
import { nested } from "../model/resource";
import bucket from "./bucket";

/** A distribution with an origin group: the primary region's bucket, the DR region's when it fails. */
export default block({
  id: "cdn",
  service: "CloudFront",
  // The emulator does not take an origin group for a target.
  applies: false,
  choose: (rng) => ({ price: rng.pick(["PriceClass_100", "PriceClass_All"]) }),
  build(region, { price }) {
    const { bucket: own } = region.use(bucket);
    if (region.isDr) return;
    const control = region.resource(
      "aws_cloudfront_origin_access_control",
      "site",
      {
        name: `${region.app}-site`,
        origin_access_control_origin_type: "s3",
        signing_behavior: "always",
        signing_protocol: "sigv4",
      },
      { scope: "global", twin: null },
    );
    const origin = (id: string, domain: ReturnType<typeof own.attr>) =>
      nested({ origin_id: id, domain_name: domain, origin_access_control_id: control.id });
    region.resource(
      "aws_cloudfront_distribution",
      "site",
      {
        enabled: true,
        comment: `${region.app} site`,
        price_class: price,
        origin: [
          origin("primary", own.attr("bucket_regional_domain_name")),
          origin("dr", region.peer("aws_s3_bucket", own.name, "bucket_regional_domain_name")),
        ],
        origin_group: nested({
          origin_id: "site",
          failover_criteria: nested({ status_codes: [500, 502, 503, 504] }),
          member: [nested({ origin_id: "primary" }), nested({ origin_id: "dr" })],
        }),
        default_cache_behavior: nested({
          target_origin_id: "site",
          viewer_protocol_policy: "redirect-to-https",
          allowed_methods: ["GET", "HEAD"],
          cached_methods: ["GET", "HEAD"],
          cache_policy_id: "658327ea-f89d-4fab-a63d-7e88639e58f6",
          compress: true,
        }),
        restrictions: nested({ geo_restriction: nested({ restriction_type: "none" }) }),
        viewer_certificate: nested({ cloudfront_default_certificate: true }),
      },
      { scope: "global", twin: null },
    );
  },
  imagined: {
    "aws_s3_bucket.bucket_regional_domain_name": (name, region) => `${name}.s3.${region}.amazonaws.com`,
  },
});
