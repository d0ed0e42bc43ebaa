import type { JsonObject } from "../../analyzer/base/json";
import { contextOf, reportOf, type PairInput } from "../support/analysis";
import { constant, plan } from "../support/plan-builder";

/** The addresses of both sides and of what serves both. */
function sides(input: PairInput) {
  const { sides: found } = contextOf(input);
  const addresses = (list: readonly { address: string }[]) => list.map(({ address }) => address);
  return {
    regions: [found.primary.region, found.dr.region],
    primary: addresses(found.primary.resources),
    dr: addresses(found.dr.resources),
    shared: addresses(found.shared),
  };
}

describe("two workspaces", () => {
  it("tell their regions by their providers", () => {
    const input = {
      primary: plan("eu-west-1").resource("aws_sqs_queue.q", {}),
      dr: plan("eu-central-1").resource("aws_sqs_queue.q", {}),
    };
    expect(sides(input).regions).toEqual(["eu-west-1", "eu-central-1"]);
  });

  it("a DR bucket that the primary workspace makes through an alias belongs to DR", () => {
    const primary = plan("us-east-1")
      .provider("aws.dr", constant("us-west-2"))
      .resource("aws_s3_bucket.data", {})
      .resource("aws_s3_bucket.replica", {}, { provider: "aws.dr" });
    const dr = plan("us-west-2").resource("aws_sqs_queue.q", {});
    expect(sides({ primary, dr })).toMatchObject({
      primary: ["aws_s3_bucket.data"],
      dr: ["aws_s3_bucket.replica", "aws_sqs_queue.q"],
    });
  });

  it("a resource with its own region (AWS provider 6) belongs to that region's side", () => {
    const primary = plan("us-east-1")
      .resource("aws_s3_bucket.data", { region: "us-east-1" })
      .resource("aws_s3_bucket.replica", { region: "us-west-2" });
    const dr = plan("us-west-2").resource("aws_sqs_queue.q", {});
    expect(sides({ primary, dr }).dr).toContain("aws_s3_bucket.replica");
  });

  it("a global resource stays with its workspace, whatever its provider's region", () => {
    const dr = plan("us-west-2")
      .provider("aws.us_east_1", constant("us-east-1"))
      .resource("aws_sqs_queue.q", {})
      .resource("aws_cloudfront_distribution.d", {}, { provider: "aws.us_east_1" });
    const primary = plan("us-east-1").resource("aws_sqs_queue.q", {});
    expect(sides({ primary, dr }).dr).toContain("aws_cloudfront_distribution.d");
  });

  it("given regions overrule what is found", () => {
    const input = {
      primary: plan("us-east-1").resource("aws_sqs_queue.q", {}),
      dr: plan("us-west-2").resource("aws_sqs_queue.q", {}),
      regions: { primary: "us-east-2", dr: "us-west-1" },
    };
    expect(sides(input).regions).toEqual(["us-east-2", "us-west-1"]);
  });

  it("a certificate in a third region does not make it the side's", () => {
    const dr = plan("us-west-2")
      .provider("aws.global", constant("us-east-1"))
      .resource("aws_sqs_queue.q", {})
      .resource("aws_sqs_queue.r", {})
      .resource("aws_acm_certificate.cdn", {}, { provider: "aws.global" });
    expect(sides({ primary: plan("eu-west-1").resource("aws_sqs_queue.q", {}), dr }).regions).toEqual([
      "eu-west-1",
      "us-west-2",
    ]);
  });
});

describe("a side of several workspaces", () => {
  it("has the resources of all, also where they share an address", () => {
    const part = (region: string, type: string) =>
      plan(region).resource(`${type}.main`, {}).resource("aws_sns_topic.t", {});
    const input = {
      primary: [part("us-east-1", "aws_sqs_queue"), part("us-east-1", "aws_vpc")],
      dr: [part("us-west-2", "aws_sqs_queue"), part("us-west-2", "aws_vpc")],
    };
    expect(sides(input).primary).toHaveLength(4);
    expect(contextOf(input).pairing.twins).toHaveLength(4);
  });
});

describe("a shared workspace", () => {
  it("belongs to neither side, but for what lies in a side's region", () => {
    const shared = plan("us-east-1")
      .provider("aws.dr", constant("us-west-2"))
      .resource("aws_route53_record.www", {})
      .resource("aws_cloudwatch_metric_alarm.dr", {}, { provider: "aws.dr" });
    const input = {
      primary: plan("us-east-1").resource("aws_sqs_queue.q", {}),
      dr: plan("us-west-2").resource("aws_sqs_queue.q", {}),
      shared,
    };
    expect(sides(input)).toMatchObject({
      shared: ["aws_route53_record.www"],
      dr: ["aws_sqs_queue.q", "aws_cloudwatch_metric_alarm.dr"],
    });
  });
});

describe("one workspace of both regions", () => {
  const combined = () =>
    plan("us-east-1")
      .provider("aws.dr", constant("us-west-2"))
      .resource("aws_sqs_queue.q", {})
      .resource("aws_sqs_queue.q_dr", {}, { provider: "aws.dr" });

  it("splits by provider alias; the default provider's region is primary", () => {
    expect(sides({ combined: combined() })).toMatchObject({
      regions: ["us-east-1", "us-west-2"],
      primary: ["aws_sqs_queue.q"],
      dr: ["aws_sqs_queue.q_dr"],
    });
  });

  it("splits by the region argument of the AWS provider 6", () => {
    const builder = plan("us-east-1")
      .resource("aws_sqs_queue.a", { region: "us-east-1" })
      .resource("aws_sqs_queue.b", { region: "us-west-2" });
    expect(sides({ combined: builder, regions: { primary: "us-east-1", dr: "us-west-2" } })).toMatchObject({
      primary: ["aws_sqs_queue.a"],
      dr: ["aws_sqs_queue.b"],
    });
  });

  it("global resources go with their module, else with what their name says", () => {
    const builder = combined()
      .resource("module.west.aws_sqs_queue.x", {}, { provider: "aws.dr" })
      .resource("module.west.aws_iam_role.x", {})
      .resource("aws_iam_role.app", {})
      .resource("aws_iam_role.app_dr", {});
    expect(sides({ combined: builder }).dr).toEqual([
      "aws_sqs_queue.q_dr",
      "module.west.aws_sqs_queue.x",
      "module.west.aws_iam_role.x",
      "aws_iam_role.app_dr",
    ]);
  });

  it("a module that has global resources alone goes with its caller's other modules", () => {
    const builder = combined()
      .resource("module.home.module.app.aws_sqs_queue.x", {})
      .resource("module.home.module.dns_failover.aws_route53_record.www", {})
      .resource("module.away.module.app.aws_sqs_queue.x", {}, { provider: "aws.dr" })
      .resource("module.away.module.dns_failover.aws_route53_record.www", {});
    const found = sides({ combined: builder });
    expect(found.primary).toContain("module.home.module.dns_failover.aws_route53_record.www");
    expect(found.dr).toContain("module.away.module.dns_failover.aws_route53_record.www");
  });

  it("a record goes with the side that its routing policy names, whatever its module is called", () => {
    const record = (block: string, policy: JsonObject) => ({ name: "www", type: "A", [block]: [policy] });
    const builder = combined()
      .resource(
        "module.dns_failover.aws_route53_record.a",
        record("failover_routing_policy", { type: "PRIMARY" }),
      )
      .resource(
        "module.dns_failover.aws_route53_record.b",
        record("failover_routing_policy", { type: "SECONDARY" }),
      )
      .resource("aws_route53_record.a", record("latency_routing_policy", { region: "us-east-1" }))
      .resource("aws_route53_record.b", record("latency_routing_policy", { region: "us-west-2" }));
    expect(sides({ combined: builder })).toMatchObject({
      primary: ["aws_sqs_queue.q", "module.dns_failover.aws_route53_record.a", "aws_route53_record.a"],
      dr: ["aws_sqs_queue.q_dr", "module.dns_failover.aws_route53_record.b", "aws_route53_record.b"],
    });
  });

  it("a resource's own name tells before its module's", () => {
    const builder = combined()
      .resource("module.dns_failover.aws_route53_health_check.primary", {})
      .resource("module.dns_failover.aws_route53_health_check.dr", {})
      .resource("module.dns_failover.aws_route53_health_check.all", {});
    expect(sides({ combined: builder })).toMatchObject({
      primary: [
        "aws_sqs_queue.q",
        "module.dns_failover.aws_route53_health_check.primary",
        "module.dns_failover.aws_route53_health_check.all",
      ],
      dr: ["aws_sqs_queue.q_dr", "module.dns_failover.aws_route53_health_check.dr"],
    });
  });

  it("primary is not the region whose alias says dr, even if it has more resources", () => {
    const builder = plan("us-west-2")
      .provider("aws.standby", constant("us-east-1"))
      .resource("aws_sqs_queue.a", {})
      .resource("aws_sqs_queue.b", {}, { provider: "aws.standby" })
      .resource("aws_sqs_queue.c", {}, { provider: "aws.standby" });
    expect(sides({ combined: builder }).regions).toEqual(["us-west-2", "us-east-1"]);
  });
});

describe("a workspace of three regions", () => {
  const three = () =>
    plan("us-east-1")
      .provider("aws.dr", constant("us-west-2"))
      .provider("aws.apac", constant("ap-southeast-2"))
      .resource("aws_sqs_queue.q", {})
      .resource("aws_sqs_queue.r", {})
      .resource("aws_sqs_queue.q_dr", {}, { provider: "aws.dr" })
      .resource("aws_sqs_queue.r_dr", {}, { provider: "aws.dr" })
      .resource("aws_sqs_queue.q_apac", {}, { provider: "aws.apac" });

  it("has resources that belong to neither side, and that the report names", () => {
    const regions = { primary: "us-east-1", dr: "us-west-2" };
    expect(sides({ combined: three(), regions })).toMatchObject({
      primary: ["aws_sqs_queue.q", "aws_sqs_queue.r"],
      dr: ["aws_sqs_queue.q_dr", "aws_sqs_queue.r_dr"],
    });
    const report = reportOf({ combined: three(), regions });
    expect(report.findings).toEqual([]);
    expect(report.coverage.notCompared).toEqual([
      { address: "aws_sqs_queue.q_apac", reason: "lies in ap-southeast-2: it belongs to neither side" },
    ]);
  });
});

describe("a workspace whose sides go by words that no list has", () => {
  it("global resources go by the words that the regional ones teach", () => {
    const combined = plan("us-east-1")
      .provider("aws.London", constant("eu-west-2"))
      .resource("aws_sqs_queue.q", {})
      .resource("aws_sqs_queue.q_2nd", {}, { provider: "aws.London" })
      .resource("aws_sns_topic.t", {})
      .resource("aws_sns_topic.t_2nd", {}, { provider: "aws.London" })
      .resource("aws_iam_role.app", {})
      .resource("aws_iam_role.app_2nd", {});
    expect(sides({ combined })).toMatchObject({
      primary: ["aws_sqs_queue.q", "aws_sns_topic.t", "aws_iam_role.app"],
      dr: ["aws_sqs_queue.q_2nd", "aws_sns_topic.t_2nd", "aws_iam_role.app_2nd"],
    });
  });
});

describe("what is declared", () => {
  it("holds, wherever a resource lies", () => {
    const alarm = (name: string) => ({
      alarm_name: name,
      namespace: "AWS/Route53",
      metric_name: "HealthCheckStatus",
    });
    const shared = plan("us-east-1")
      .resource("aws_cloudwatch_metric_alarm.health-primary", alarm("a"))
      .resource("aws_cloudwatch_metric_alarm.health-dr", alarm("b"));
    const declared = [
      {
        primary: "aws_cloudwatch_metric_alarm.health-primary",
        dr: "aws_cloudwatch_metric_alarm.health-dr",
        reason: "manifest" as const,
      },
    ];
    const side = (region: string) => plan(region).resource("aws_sqs_queue.q", { name: "q" });
    const found = sides({ primary: side("us-east-1"), dr: side("us-west-2"), shared, declared });
    expect(found).toMatchObject({
      primary: ["aws_sqs_queue.q", "aws_cloudwatch_metric_alarm.health-primary"],
      dr: ["aws_sqs_queue.q", "aws_cloudwatch_metric_alarm.health-dr"],
    });
    const report = reportOf({ primary: side("us-west-2"), dr: side("us-east-1"), shared, declared });
    expect(report.findings).toEqual([]);
  });
});
