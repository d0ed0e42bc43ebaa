import type { SideNetwork } from "../network/network";
import {
  AutoscalingGroup,
  AutoscalingPolicy,
  IamInstanceProfile,
  IamRole,
  IamRolePolicyAttachment,
  LaunchTemplate,
  SecurityGroup,
} from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { Side } from "../pair/side";
import type { Capacity } from "./capacity";
import type { LoadBalancer } from "./load-balancer";
import { rule } from "./security-group-rule";

export interface FleetProps {
  readonly name: string;
  readonly side: Side;
  readonly network: SideNetwork;
  readonly port: number;
  readonly balancer: LoadBalancer;
  readonly keyArn: string;
  readonly imageParameter: string;
  readonly instanceType: string;
  readonly userData?: string;
  readonly capacity: Capacity;
}

/** The instances of one side. */
export function createFleet(scope: Construct, props: FleetProps): AutoscalingGroup {
  const { name, side, network, capacity } = props;
  const template = launchTemplate(scope, props);
  const group = new AutoscalingGroup(scope, "group", {
    name,
    minSize: capacity.min,
    desiredCapacity: capacity.desired,
    maxSize: capacity.max,
    vpcZoneIdentifier: [...network.privateSubnetIds],
    targetGroupArns: [props.balancer.targetGroup.arn],
    healthCheckType: "ELB",
    healthCheckGracePeriod: 120,
    launchTemplate: { id: template.id, version: "$Latest" },
    tag: [{ key: "Name", value: name, propagateAtLaunch: true }],
    // A region that is short of instances must not make the apply fail half-way.
    waitForCapacityTimeout: "0",
    lifecycle: {
      // Scaling moves the one; a failover raises both on the DR side, and the next plan must not take that back.
      ignoreChanges: side.name === "dr" ? ["desired_capacity", "min_size"] : ["desired_capacity"],
    },
  });
  new AutoscalingPolicy(scope, "scaling", {
    name: `${name}-cpu`,
    autoscalingGroupName: group.name,
    policyType: "TargetTrackingScaling",
    targetTrackingConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      targetValue: 50,
    },
  });
  return group;
}

function launchTemplate(scope: Construct, props: FleetProps): LaunchTemplate {
  const { name, userData } = props;
  return new LaunchTemplate(scope, "template", {
    name,
    imageId: `resolve:ssm:${props.imageParameter}`,
    instanceType: props.instanceType,
    updateDefaultVersion: true,
    iamInstanceProfile: { arn: instanceProfile(scope, props).arn },
    vpcSecurityGroupIds: [securityGroup(scope, props).id],
    // Session tokens: a forged request from the application cannot read the role's credentials.
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    monitoring: { enabled: true },
    blockDeviceMappings: [
      {
        deviceName: "/dev/xvda",
        ebs: {
          volumeType: "gp3",
          volumeSize: 20,
          encrypted: "true",
          kmsKeyId: props.keyArn,
          deleteOnTermination: "true",
        },
      },
    ],
    tagSpecifications: [{ resourceType: "instance", tags: { Name: name } }],
    ...(userData === undefined ? {} : { userData: Buffer.from(userData).toString("base64") }),
  });
}

function securityGroup(scope: Construct, { name, network, port, balancer }: FleetProps): SecurityGroup {
  return new SecurityGroup(scope, "instances", {
    name: `${name}-instances`,
    description: "Instances behind the load balancer",
    vpcId: network.vpcId,
    ingress: [rule({ description: "Load balancer", port, securityGroups: [balancer.securityGroup.id] })],
    egress: [
      rule({ description: "AWS and package sources", port: 443, cidrBlocks: ["0.0.0.0/0"] }),
      rule({ description: "Databases", port: 5432, cidrBlocks: [network.cidr.toString()] }),
    ],
    tags: { Name: `${name}-instances` },
  });
}

function instanceProfile(scope: Construct, { name, side }: FleetProps): IamInstanceProfile {
  const role = new IamRole(scope, "role", {
    // IAM is global: each side has a role of its own, so that neither needs the other to exist.
    name: `${name}-${side.name}`,
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
  });
  new IamRolePolicyAttachment(scope, "session-manager", {
    role: role.name,
    policyArn: `arn:${side.region.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`,
  });
  return new IamInstanceProfile(scope, "profile", { name: `${name}-${side.name}`, role: role.name });
}
