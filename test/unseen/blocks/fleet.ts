import { block } from "../model/block";
import { Call, policy, trust } from "../model/expression";
import { nested } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** Machines in an auto-scaling group; each region boots its own copy of the image. */
export default block({
  id: "fleet",
  service: "Auto Scaling",
  applies: true,
  choose: (rng) => ({
    type: rng.pick(["m6i.large", "c7g.xlarge", "t3.medium"]),
    size: rng.pick([2, 4]),
    volume: rng.pick([50, 100]),
    images: rng.pick([
      ["ami-0a1b2c3d4e5f60718", "ami-0f9e8d7c6b5a49382"],
      ["ami-01234567890abcdef", "ami-0fedcba9876543210"],
    ] as const),
  }),
  build(region, { type, size, volume, images }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const role = region.resource("aws_iam_role", "fleet", { name: region.globalName("fleet"), assume_role_policy: trust("ec2.amazonaws.com") });
    region.resource("aws_iam_role_policy", "fleet", {
      name: "fleet",
      role: role.id,
      policy: policy({ Effect: "Allow", Action: ["ec2:DescribeTags", "cloudwatch:PutMetricData"], Resource: "*" }),
    });
    const profile = region.resource("aws_iam_instance_profile", "fleet", { name: region.globalName("fleet"), role: role.attr("name") });
    const group = securityGroup(region, "fleet", {
      name: region.name("fleet"),
      description: "Fleet",
      vpc,
      ingress: [{ port: 8443, cidr, description: "From the VPC" }],
    });
    const template = region.resource("aws_launch_template", "fleet", {
      name: region.name("fleet"),
      image_id: region.bySide<string>(images[0], images[1]),
      instance_type: type,
      vpc_security_group_ids: [group.id],
      user_data: new Call("base64encode", [`#!/bin/bash\nset -e\nsystemctl enable --now ${region.app}-agent\n`]),
      iam_instance_profile: nested({ arn: profile.arn }),
      metadata_options: nested({ http_endpoint: "enabled", http_tokens: "required" }),
      block_device_mappings: nested({
        device_name: "/dev/xvda",
        ebs: nested({ volume_size: volume, volume_type: "gp3", encrypted: "true" }),
      }),
      update_default_version: true,
    });
    const running = region.floor(size);
    const machines = region.resource("aws_autoscaling_group", "fleet", {
      name: region.name("fleet"),
      min_size: running,
      desired_capacity: running,
      max_size: size * 3,
      vpc_zone_identifier: privateSubnets.map((one) => one.id),
      health_check_type: "EC2",
      health_check_grace_period: 120,
      launch_template: nested({ id: template.id, version: template.attr("latest_version") }),
      tag: nested({ key: "Role", value: "fleet", propagate_at_launch: true }),
    });
    region.resource("aws_autoscaling_policy", "fleet_cpu", {
      name: region.name("fleet-cpu"),
      autoscaling_group_name: machines.attr("name"),
      policy_type: "TargetTrackingScaling",
      target_tracking_configuration: nested({
        target_value: 55,
        predefined_metric_specification: nested({ predefined_metric_type: "ASGAverageCPUUtilization" }),
      }),
    });
  },
});
