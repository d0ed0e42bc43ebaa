import type { Strategy } from "../../../analyzer/model/report";
import { reportOf } from "../../support/analysis";
import { constant, plan, ref } from "../../support/plan-builder";

/** What the report says of what primary has alone: a database and a fleet, an alarm of the database, and a role. */
function alone(strategy: Strategy) {
  const queue = { name: "orders" };
  const report = reportOf({
    primary: plan("us-east-1")
      .resource("aws_sqs_queue.orders", queue)
      .resource("aws_rds_cluster.orders", { cluster_identifier: "orders" })
      .resource("aws_autoscaling_group.web", { name: "web" })
      .resource(
        "aws_cloudwatch_metric_alarm.lag",
        { alarm_name: "lag" },
        { expressions: { alarm_name: constant("lag"), dimensions: ref("aws_rds_cluster.orders.id") } },
      )
      .resource("aws_launch_template.web", { name: "web" }),
    dr: plan("us-west-2").resource("aws_sqs_queue.orders", queue),
    strategy,
  });
  const missing = ({ kind }: { kind: string }) => kind === "missing-in-dr";
  return {
    missing: report.findings.filter(missing).map(({ primary }) => primary?.address),
    expected: report.expected.filter(missing).map(({ primary, reason }) => `${primary?.address}: ${reason}`),
  };
}

describe("what a failover restores", () => {
  it("is not in DR under backup-and-restore, nor what refers to it; what costs nothing is", () => {
    const { missing, expected } = alone("backup-and-restore");
    const reason = "backup-and-restore: a failover makes it, or restores it from backups";
    expect(expected.sort()).toEqual([
      `aws_autoscaling_group.web: ${reason}`,
      `aws_cloudwatch_metric_alarm.lag: ${reason}`,
      `aws_rds_cluster.orders: ${reason}`,
    ]);
    expect(missing).toEqual(["aws_launch_template.web"]);
  });

  it.each(["pilot-light", "warm-standby", "active-active"] as const)("is missing under %s", (strategy) => {
    expect(alone(strategy).missing).toEqual(
      expect.arrayContaining(["aws_rds_cluster.orders", "aws_autoscaling_group.web"]),
    );
  });
});
