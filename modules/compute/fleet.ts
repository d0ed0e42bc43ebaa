import type { BootImage } from "../ami-copy/boot-image";
import type { Member } from "../connections/connections";
import { assumedBy } from "../iam/policy";
import type { SideNetwork } from "../network/pair-network";
import {
  AutoscalingGroup,
  AutoscalingPolicy,
  AutoscalingSchedule,
  IamInstanceProfile,
  IamRole,
  IamRolePolicyAttachment,
  LaunchTemplate,
  SecurityGroup,
} from "../pair/aws";
import { type Construct, Token } from "../pair/cdk";
import type { Duration } from "../pair/duration";
import type { Side } from "../pair/side";
import type { Capacity, ScheduledCapacity } from "./capacity";
import type { Front } from "./front";
import { encodedUserData } from "./user-data";

export interface FleetProps {
  readonly name: string;
  readonly side: Side;
  readonly network: SideNetwork;
  readonly port: number;
  readonly front: Front;
  readonly keyArn: string;
  readonly image: BootImage;
  readonly instanceType: string;
  readonly userData?: string;
  readonly capacity: Capacity;
  readonly schedules: readonly ScheduledCapacity[];
  readonly maxInstanceLifetime?: Duration;
  /** Whether the instances may call HTTPS anywhere. */
  readonly httpsOutbound: boolean;
}

/** The instances of one side, and what they act as. */
export interface Fleet {
  readonly scope: Construct;
  readonly side: Side;
  readonly group: AutoscalingGroup;
  readonly template: LaunchTemplate;
  readonly role: IamRole;
  readonly securityGroup: SecurityGroup;
  readonly schedules: readonly AutoscalingSchedule[];
}

export function createFleet(scope: Construct, props: FleetProps): Fleet {
  const { name, side, network, capacity } = props;
  const securityGroup = new SecurityGroup(scope, "instances", {
    name: `${name}-instances`,
    description: "Instances behind the load balancer",
    vpcId: network.vpcId,
    tags: { Name: `${name}-instances` },
  });
  const { role, profile, access } = identity(scope, props);
  const template = launchTemplate(scope, props, profile, securityGroup);
  const group = new AutoscalingGroup(scope, "group", {
    name,
    minSize: capacity.min,
    desiredCapacity: capacity.desired,
    maxSize: capacity.max,
    vpcZoneIdentifier: [...network.privateSubnetIds],
    targetGroupArns: [props.front.targetGroup.arn],
    healthCheckType: "ELB",
    healthCheckGracePeriod: 120,
    // Its number and not `$Latest`: a new version is a change of the group, which replaces the running instances.
    launchTemplate: { id: template.id, version: Token.asString(template.latestVersion) },
    instanceRefresh: {
      strategy: "Rolling",
      // New instances first, so that the fleet never serves with less than it has.
      preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 200 },
    },
    ...(props.maxInstanceLifetime === undefined
      ? {}
      : { maxInstanceLifetime: props.maxInstanceLifetime.seconds }),
    tag: [{ key: "Name", value: name, propagateAtLaunch: true }],
    // A region that is short of instances must not make the apply fail half-way.
    waitForCapacityTimeout: "0",
    dependsOn: [access],
    // Scaling, schedules and a failover move it; floor and ceiling are Terraform's, so that growth reaches the standby.
    lifecycle: { ignoreChanges: ["desired_capacity"] },
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
  const schedules = addSchedules(scope, group, props);
  return { scope, side, group, template, role, securityGroup, schedules };
}

/** They move the desired capacity alone: floor and ceiling stay what Terraform has written. */
function addSchedules(
  scope: Construct,
  group: AutoscalingGroup,
  { schedules }: FleetProps,
): AutoscalingSchedule[] {
  return schedules.map(({ name, recurrence, timeZone = "Etc/UTC", desired }) => {
    return new AutoscalingSchedule(scope, `schedule-${name}`, {
      scheduledActionName: name,
      autoscalingGroupName: group.name,
      recurrence,
      timeZone,
      desiredCapacity: desired,
      minSize: UNCHANGED,
      maxSize: UNCHANGED,
    });
  });
}

/** How the provider writes: leave it as it is. */
const UNCHANGED = -1;

function launchTemplate(
  scope: Construct,
  props: FleetProps,
  profile: IamInstanceProfile,
  securityGroup: SecurityGroup,
): LaunchTemplate {
  const { name, userData, image } = props;
  // The template names a parameter, which stays the same: with the image's version it changes when the image does.
  const instanceTags = {
    Name: name,
    ...(image.version === undefined ? {} : { ImageVersion: image.version }),
  };
  return new LaunchTemplate(scope, "template", {
    name,
    imageId: `resolve:ssm:${props.image.parameterIn(props.side)}`,
    instanceType: props.instanceType,
    updateDefaultVersion: true,
    iamInstanceProfile: { arn: profile.arn },
    vpcSecurityGroupIds: [securityGroup.id],
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
    tagSpecifications: [{ resourceType: "instance", tags: instanceTags }],
    ...(userData === undefined ? {} : { userData: encodedUserData(userData) }),
  });
}

/** What the instances may do with the network whatever they are given to use. */
export function memberOf({ side, securityGroup }: Fleet, props: FleetProps): Member {
  return {
    side,
    group: securityGroup,
    network: props.network.cidr.toString(),
    ingress: [
      {
        description: "Load balancer",
        port: props.port,
        securityGroups: [props.front.securityGroupId],
      },
    ],
    egress: props.httpsOutbound
      ? [{ description: "AWS and package sources", port: 443, cidrBlocks: ["0.0.0.0/0"] }]
      : [],
  };
}

function identity(scope: Construct, { name, side }: FleetProps) {
  const role = new IamRole(scope, "role", {
    // IAM is global: each side has a role of its own, so that neither needs the other to exist.
    name: `${name}-${side.name}`,
    assumeRolePolicy: assumedBy("ec2.amazonaws.com"),
  });
  const access = new IamRolePolicyAttachment(scope, "session-manager", {
    role: role.name,
    policyArn: `arn:${side.region.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`,
  });
  const profile = new IamInstanceProfile(scope, "profile", { name: `${name}-${side.name}`, role: role.name });
  return { role, profile, access };
}
