import { understand } from "../../../../analyzer/analyze";
import { failoverPaths } from "../../../../analyzer/judge/rules/lib/failover-paths";
import { rule } from "../../../../analyzer/judge/rules/failover/failover-path-serves";
import { existing, pairInput, violationsOf, type Planned } from "../../../support/pair";
import { RECORDS, webTier, type Changes } from "./application";

const ID = { "us-east-1": "a", "us-west-2": "b" } as const;

const found = (dr: Changes, primary: Changes = {}) =>
  violationsOf(rule, {
    primary: [...RECORDS, ...webTier("us-east-1", primary)],
    dr: webTier("us-west-2", dr),
  });

describe("failover-path-serves: a request that DNS leads to the DR region is served there", () => {
  test("the load balancer has no listener", () => {
    expect(found({ listener: false })).toEqual([
      expect.objectContaining({ primary: "aws_lb_listener.https", dr: "aws_lb.web", severity: "critical" }),
    ]);
  });

  test("the certificate is for another name", () => {
    expect(found({ certificate: "*.internal.example.com" })).toEqual([
      expect.objectContaining({
        primary: "aws_acm_certificate.web",
        dr: "aws_acm_certificate.web",
        paths: ["domain_name", "subject_alternative_names"],
      }),
    ]);
  });

  test("nothing registers with the target group", () => {
    expect(found({ group: false })).toEqual([
      expect.objectContaining({ primary: "aws_autoscaling_group.web", dr: "aws_lb_target_group.web" }),
    ]);
  });

  test("the web servers do not let the load balancer in", () => {
    expect(found({ admission: false })).toEqual([
      expect.objectContaining({
        primary: "aws_vpc_security_group_ingress_rule.web",
        dr: "aws_security_group.web",
        message: expect.stringContaining("on port 8080") as string,
      }),
    ]);
  });

  test("the bucket that user data names is never filled", () => {
    const [violation] = found({ bucketReplicated: false }, { bucketReplicated: false });
    expect(violation).toEqual(expect.objectContaining({ dr: "aws_s3_bucket.assets", severity: "critical" }));
    expect(violation?.message).toBe(
      "aws_route53_record secondary → aws_lb web → aws_lb_listener https → aws_lb_target_group web → aws_autoscaling_group web → " +
        "aws_launch_template web → aws_s3_bucket assets: nothing replicates aws_s3_bucket assets to its twin in the DR region",
    );
  });

  test("a bucket with the load balancer's name is not on the way, and neither is what an ARN's words name", () => {
    const namesake = (region: keyof typeof ID) =>
      existing("aws_s3_bucket.uploads", {
        id: `app-web-${ID[region]}`,
        bucket: `app-web-${ID[region]}`,
        versioning: [{ enabled: true }],
      });
    const called = (region: keyof typeof ID) => {
      const tier = JSON.stringify(webTier(region)).replaceAll(
        "targetgroup/web/",
        `targetgroup/app-web-${ID[region]}/`,
      );
      return (JSON.parse(tier) as Planned[]).map((one) =>
        one.address === "aws_lb_target_group.web"
          ? { ...one, values: { ...one.values, name: `app-web-${ID[region]}` } }
          : one,
      );
    };
    const parts = {
      primary: [...RECORDS, ...called("us-east-1"), namesake("us-east-1")],
      dr: [...called("us-west-2"), namesake("us-west-2")],
    };
    expect(violationsOf(rule, parts)).toEqual([]);
  });

  test("follows a host name that the record was given before the load balancer exists", () => {
    const planned = (region: keyof typeof ID, changes: Changes = {}) =>
      webTier(region, changes).map((one) =>
        one.address === "aws_lb.web"
          ? {
              ...one,
              values: { ...one.values, name: `shop-${ID[region]}`, dns_name: null, id: null, arn: null },
              unknown: { dns_name: true, id: true, arn: true },
            }
          : one,
      );
    const host = (region: keyof typeof ID) => `shop-${ID[region]}-123456.${region}.elb.amazonaws.com`;
    const records = RECORDS.map((record) => {
      const region = record.address.endsWith(".secondary") ? "us-west-2" : "us-east-1";
      return { ...record, values: { ...record.values, alias: [{ name: host(region) }] } };
    });
    const pair = understand(
      pairInput({ primary: [...records, ...planned("us-east-1")], dr: planned("us-west-2") }),
    );
    expect(failoverPaths(pair).map(({ steps }) => steps[0]?.resource.address)).toEqual(["aws_lb.web"]);
  });

  test("names the first obstacle only", () => {
    expect(found({ certificate: "*.internal.example.com", group: false, admission: false })).toHaveLength(1);
  });

  test("compliant: the way is open to the end", () => {
    expect(found({})).toEqual([]);
  });

  test("not applicable: primary lacks it too, DNS leads elsewhere, a partial plan", () => {
    expect(found({ group: false, admission: false }, { group: false, admission: false })).toEqual([]);
    expect(
      violationsOf(rule, { primary: webTier("us-east-1"), dr: webTier("us-west-2", { group: false }) }),
    ).toEqual([]);
    const parts = {
      primary: [...RECORDS, ...webTier("us-east-1")],
      dr: webTier("us-west-2", { group: false }),
    };
    expect(violationsOf(rule, { ...parts, partial: true })).toEqual([]);
  });
});
