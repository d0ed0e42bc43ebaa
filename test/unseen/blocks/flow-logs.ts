import { block } from "../model/block";
import { policy, text, trust } from "../model/expression";
import network from "./network";

/** The network's flow logs, kept in a log group. */
export default block({
  id: "flow-logs",
  service: "VPC flow logs",
  applies: true,
  choose: (rng) => ({ traffic: rng.pick(["ALL", "REJECT"]), days: rng.pick([14, 90]) }),
  build(region, { traffic, days }) {
    const { vpc } = region.use(network);
    const group = region.resource("aws_cloudwatch_log_group", "flow", { name: text`/vpc/${region.name("flow")}`, retention_in_days: days });
    const role = region.resource("aws_iam_role", "flow", { name: region.globalName("flow-logs"), assume_role_policy: trust("vpc-flow-logs.amazonaws.com") });
    region.resource("aws_iam_role_policy", "flow", {
      name: "write",
      role: role.id,
      policy: policy({
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: text`${group.arn}:*`,
      }),
    });
    region.resource("aws_flow_log", "vpc", {
      vpc_id: vpc.id,
      traffic_type: traffic,
      log_destination: group.arn,
      iam_role_arn: role.arn,
      max_aggregation_interval: 60,
    });
  },
});
