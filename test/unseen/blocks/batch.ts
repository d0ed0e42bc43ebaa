import { block } from "../model/block";
import { json, text, trust } from "../model/expression";
import { nested } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** Batch jobs on Fargate. */
export default block({
  id: "batch",
  service: "Batch",
  // The emulator wants a service role for a compute environment, where AWS has one of its own.
  applies: false,
  choose: (rng) => ({
    cpus: rng.pick([16, 64]),
    attempts: rng.pick([1, 3]),
    tag: rng.pick(["3.1.0", "r2024-10"]),
  }),
  build(region, { cpus, attempts, tag }) {
    const { vpc, privateSubnets } = region.use(network);
    const group = securityGroup(region, "batch", {
      name: region.name("batch"),
      description: "Batch",
      vpc,
      ingress: [],
    });
    const role = region.resource("aws_iam_role", "batch_job", {
      name: region.globalName("batch-job"),
      assume_role_policy: trust("ecs-tasks.amazonaws.com"),
    });
    const environment = region.resource("aws_batch_compute_environment", "reports", {
      compute_environment_name: region.name("reports"),
      type: "MANAGED",
      state: "ENABLED",
      compute_resources: nested({
        type: "FARGATE",
        max_vcpus: cpus,
        subnets: privateSubnets.map((one) => one.id),
        security_group_ids: [group.id],
      }),
    });
    region.resource("aws_batch_job_queue", "reports", {
      name: region.name("reports"),
      state: "ENABLED",
      priority: 10,
      compute_environment_order: nested({ order: 1, compute_environment: environment.arn }),
    });
    region.resource("aws_batch_job_definition", "reports", {
      name: region.name("report"),
      type: "container",
      platform_capabilities: ["FARGATE"],
      retry_strategy: nested({ attempts }),
      container_properties: json({
        image: text`${region.account}.dkr.ecr.${region.region}.amazonaws.com/${region.app}/reports:${tag}`,
        jobRoleArn: role.arn,
        executionRoleArn: role.arn,
        resourceRequirements: [
          { type: "VCPU", value: "1" },
          { type: "MEMORY", value: "2048" },
        ],
      }),
    });
  },
});
