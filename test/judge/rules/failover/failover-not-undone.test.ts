import { rule } from "../../../../analyzer/judge/rules/failover/failover-not-undone";
import type { JsonObject } from "../../../../analyzer/base/json";
import { created, existing, type Planned, undecidedOf, violationsOf } from "../../../support/pair";

const ARN = "arn:aws:rds:us-east-1:123456789012:db:ledger";
const update = (address: string, before: JsonObject, values: JsonObject): Planned =>
  existing(address, values, { before, actions: ["update"] });
const messages = (dr: readonly Planned[], writer?: "dr") =>
  violationsOf(rule, { dr, writer }).map(({ message, severity }) => [severity, message]);

const scaledIn = update(
  "aws_autoscaling_group.web",
  { min_size: 6, max_size: 9 },
  { min_size: 2, max_size: 9 },
);

describe("failover-not-undone: while the DR region takes the writes, no plan undoes the failover", () => {
  test("a promoted replica would be attached again", () => {
    const replica = existing(
      "aws_db_instance.ledger",
      { replicate_source_db: ARN },
      {
        before: { replicate_source_db: "" },
        actions: ["update"],
        expressions: { replicate_source_db: { constant_value: ARN } },
      },
    );
    expect(messages([replica])).toEqual([
      ["critical", "the plan makes a replica again of aws_db_instance ledger, which was promoted"],
    ]);
  });

  test.each([
    [scaledIn, "the plan lowers min_size of aws_autoscaling_group web"],
    [
      update(
        "aws_eks_node_group.web",
        { scaling_config: [{ desired_size: 4, min_size: 4, max_size: 8 }] },
        { scaling_config: [{ desired_size: 1, min_size: 4, max_size: 8 }] },
      ),
      "the plan lowers scaling_config.desired_size of",
    ],
    [
      existing("aws_db_instance.ledger", { id: "ledger" }, { actions: ["delete", "create"] }),
      "the plan replaces aws_db_instance ledger",
    ],
    [
      update(
        "aws_rds_cluster.orders",
        { global_cluster_identifier: "orders" },
        { global_cluster_identifier: null },
      ),
      "the plan changes what aws_rds_cluster orders follows",
    ],
    [
      update("aws_route53_health_check.latch", { invert_healthcheck: true }, { invert_healthcheck: false }),
      "the plan changes aws_route53_health_check latch: traffic may turn back",
    ],
    [
      existing(
        "aws_cloudwatch_metric_alarm.take-over",
        { metric_name: "TakeOver" },
        { actions: ["delete", "create"] },
      ),
      "the plan replaces aws_cloudwatch_metric_alarm take-over: traffic may turn back",
    ],
  ])("%#: %s", (planned, message) => {
    expect(messages([planned], "dr")).toEqual([["critical", expect.stringContaining(message)]]);
  });

  test("primary's file system would be replicated over DR's", () => {
    const replication = created("aws_efs_replication_configuration.files", { source_file_system_id: "fs-1" });
    expect(violationsOf(rule, { primary: [replication], writer: "dr" })).toHaveLength(1);
  });

  test("compliant: what stays as it is, what grows, and primary's own capacity", () => {
    const grows = update("aws_autoscaling_group.web", { min_size: 2 }, { min_size: 6 });
    expect(messages([grows, existing("aws_db_instance.ledger", { id: "ledger" })], "dr")).toEqual([]);
    expect(violationsOf(rule, { writer: "dr", primary: [scaledIn] })).toEqual([]);
  });

  test("not applicable: the pair is not failed over", () => {
    expect(messages([scaledIn])).toEqual([]);
  });

  test("unresolved: who writes cannot be told", () => {
    const following = existing("aws_db_instance.ledger", { replicate_source_db: ARN });
    expect(messages([scaledIn, following], "dr")).toEqual([]);
    expect(undecidedOf(rule, { writer: "dr", dr: [scaledIn, following] })).toHaveLength(1);
  });
});
