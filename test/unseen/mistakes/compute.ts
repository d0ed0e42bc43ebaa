import { change, gone, reworded, scaled, switchedOff } from "./change";
import type { Mistake } from "./mistake";

/** Mistakes with what runs: functions, containers, machines. */
const mistakes: Mistake[] = [
  scaled("function-memory", ["aws_lambda_function"], "memory_size", 0.5, "the function is slower, or dies, after failover"),
  scaled("function-timeout", ["aws_lambda_function"], "timeout", 0.5, "calls that succeed in one region time out in the other"),
  reworded("function-runtime-stale", ["aws_lambda_function"], "runtime", ["python3.9", "nodejs18.x"], "a runtime that one side left"),
  reworded("function-release-stale", ["aws_lambda_function"], "s3_key", ["v1.3.9/app.zip"], "failover would run an old release"),
  reworded("function-handler", ["aws_lambda_function"], "handler", ["main.run"], "the function does not start"),
  change({
    id: "function-never-runs",
    what: "Reserved concurrency 0 was left behind by an incident.",
    types: ["aws_lambda_function"],
    path: "reserved_concurrent_executions",
    to: () => 0,
    why: "the function never runs",
  }),
  change({
    id: "function-environment-missing",
    what: "A variable was added in one region only.",
    types: ["aws_lambda_function"],
    path: "environment.variables.STAGE",
    to: () => gone,
    why: "the code reads a variable that is not there",
  }),
  change({
    id: "function-environment-wrong-region",
    what: "A variable names the other region.",
    types: ["aws_lambda_function"],
    path: "environment.variables.TABLE_REGION",
    to: (_, __, side) => side.facts.regions[side.name === "dr" ? "primary" : "dr"].name,
    sides: ["dr"],
    why: "the code calls the region that is down",
  }),
  change({
    id: "container-image-stale",
    what: "The image's tag was not raised in one region.",
    types: ["aws_ecs_task_definition"],
    path: "container_definitions[0].image",
    to: (_, __, side) =>
      `${side.facts.account}.dkr.ecr.${side.facts.regions[side.name].name}.amazonaws.com/${side.facts.name}/api:0.9.0`,
    why: "failover would run an old release",
  }),
  scaled("container-cpu", ["aws_ecs_task_definition"], "cpu", 2, "tasks of another size"),
  change({
    id: "service-scaled-to-zero",
    what: "A service was scaled to nothing where the strategy wants it to run.",
    types: ["aws_ecs_service"],
    path: "desired_count",
    to: (before, _, side) => (side.facts.strategy !== "pilot-light" && Number(before) > 0 ? 0 : undefined),
    sides: ["dr"],
    why: "a warm standby that runs nothing is none",
  }),
  switchedOff("service-circuit-breaker-off", ["aws_ecs_service"], "deployment_circuit_breaker.rollback", "a bad release is not rolled back"),
  change({
    id: "service-public-address",
    what: "Tasks have public addresses on one side.",
    types: ["aws_ecs_service"],
    path: "network_configuration.assign_public_ip",
    to: () => true,
    why: "tasks are reachable from the internet",
  }),
  scaled("autoscaling-ceiling-lower", ["aws_appautoscaling_target"], "max_capacity", 0.25, "the side cannot take the load"),
  scaled("fleet-ceiling-lower", ["aws_autoscaling_group"], "max_size", 0.34, "the side cannot take the load"),
  change({
    id: "fleet-scaled-to-zero",
    what: "A fleet was scaled to nothing where the strategy wants it to run.",
    types: ["aws_autoscaling_group"],
    path: "desired_capacity",
    to: (before, resource, side) => {
      if (side.facts.strategy === "pilot-light" || Number(before) === 0) return undefined;
      return resource.args.min_size === before ? 0 : undefined;
    },
    sides: ["dr"],
    why: "a warm standby that runs nothing is none",
  }),
  reworded("template-instance-type", ["aws_launch_template", "aws_instance"], "instance_type", ["t3.micro"], "machines too small for the load"),
  reworded("template-imds-v1", ["aws_launch_template", "aws_instance"], "metadata_options.http_tokens", ["optional"], "credentials can be stolen through a forged request"),
  switchedOff("template-volume-plain", ["aws_launch_template"], "block_device_mappings.ebs.encrypted", "volumes are not encrypted"),
  change({
    id: "template-user-data-stale",
    what: "The start script was changed in one region only.",
    types: ["aws_launch_template"],
    path: "user_data",
    to: () => Buffer.from("#!/bin/bash\nsystemctl start legacy-agent\n").toString("base64"),
    why: "machines start other software",
  }),
  scaled("volume-smaller", ["aws_ebs_volume"], "size", 0.5, "the data does not fit"),
  switchedOff("volume-plain", ["aws_ebs_volume"], "encrypted", "a disk is not encrypted"),
  switchedOff("machine-unprotected", ["aws_instance"], "disable_api_termination", "a machine can be ended by a slip"),
  reworded("cluster-version-stale", ["aws_eks_cluster"], "version", ["1.27"], "workloads meet another Kubernetes"),
  scaled("nodes-ceiling-lower", ["aws_eks_node_group"], "scaling_config.max_size", 0.25, "the cluster cannot grow to the load"),
  change({
    id: "cluster-open",
    what: "A cluster's endpoint is open to the internet on one side.",
    types: ["aws_eks_cluster"],
    path: "vpc_config.endpoint_public_access",
    to: () => true,
    why: "the Kubernetes API is open to the internet",
  }),
  reworded("repository-mutable", ["aws_ecr_repository"], "image_tag_mutability", ["MUTABLE"], "tags can be overwritten"),
  switchedOff("repository-unscanned", ["aws_ecr_repository"], "image_scanning_configuration.scan_on_push", "images are not scanned"),
  scaled("batch-ceiling-lower", ["aws_batch_compute_environment"], "compute_resources.max_vcpus", 0.25, "reports queue up"),
  reworded("batch-queue-disabled", ["aws_batch_job_queue"], "state", ["DISABLED"], "no job starts"),
];

export default mistakes;
