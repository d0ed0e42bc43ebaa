import type { PairContext } from "../../../../analyzer/compare/context";
import type { Objectives } from "../../../../analyzer/model/targets";
import { existing, pairOf } from "../../../support/pair";
import { failoverRecord, host } from "../route53/records";

const DATABASE = "arn:aws:rds:us-east-1:123456789012:db:ledger";

/** A pair with failover records, a replicated database, a group that runs less in DR and a replicated bucket. */
export function estimated(objectives: Objectives): PairContext {
  const group = (desired: number) =>
    existing("aws_autoscaling_group.web", { id: "web", name: "web", min_size: 1, desired_capacity: desired });
  const check = existing("aws_route53_health_check.web", {
    id: "hc-1",
    type: "HTTPS",
    request_interval: 10,
    failure_threshold: 3,
  });
  const rules = [{ status: "Enabled", destination: [{ bucket: "arn:aws:s3:::assets-us-west-2" }] }];
  const pair = pairOf({
    primary: [
      failoverRecord("PRIMARY", host("us-east-1"), { health_check_id: "hc-1" }),
      failoverRecord("SECONDARY", host("us-west-2")),
      check,
      existing("aws_db_instance.ledger", { id: "db-1", arn: DATABASE, identifier: "ledger" }),
      existing("aws_s3_bucket.assets", {
        id: "assets-us-east-1",
        bucket: "assets-us-east-1",
        replication_configuration: [{ rules }],
      }),
      existing("aws_dynamodb_table.carts", {
        id: "carts",
        name: "carts",
        replica: [{ region_name: "us-west-2" }],
      }),
      group(4),
    ],
    dr: [
      existing("aws_db_instance.ledger", { id: "db-2", identifier: "ledger", replicate_source_db: DATABASE }),
      existing("aws_s3_bucket.assets", { id: "assets-us-west-2", bucket: "assets-us-west-2" }),
      group(1),
    ],
  });
  return { ...pair, objectives };
}
