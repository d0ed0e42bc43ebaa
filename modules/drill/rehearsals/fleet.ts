import type { Compute } from "../../compute/compute";
import { branch } from "../../failover/branch";
import { call, expression, type Json } from "../../failover/language";
import { until } from "../../failover/until";
import { allow, type PolicyStatement } from "../../iam/policy";
import { arnIn } from "../../pair/arn";
import { Token } from "../../pair/cdk";
import type { Side } from "../../pair/side";
import { DRILL_TAG, type DrillPlace, measured, type Rehearsal, tagsOf } from "./rehearsal";

/** On an instance: the fleet that it is of. */
const FLEET_TAG = "drparity:drill-fleet";
/** States of an instance that costs or will. */
const THERE = ["pending", "running", "shutting-down", "stopping", "stopped"];

/** What a launch into the drill's network needs. References, for the policies alone. */
export interface FleetWhere extends DrillPlace {
  /** The DR side. */
  readonly side: Side;
  readonly subnetArns: readonly string[];
  readonly securityGroupArn: string;
}

/**
 * One instance of a fleet, from its launch template and so from the image that a failover would boot, in the drill's network instead of its own. What is
 * probed are EC2's status checks: the instance has started and its network answers. The application in it reaches nothing there, and is not asked.
 */
export function fleetRehearsal(where: FleetWhere, compute: Compute): Rehearsal {
  const { drill } = where;
  const { id, name } = compute;
  const copyName = `${drill}-${id}`;
  const instances = (states: readonly string[]) =>
    call("ec2:describeInstances", {
      Filters: [...filters(drill, id), { Name: "instance-state-name", Values: states }],
    });
  return {
    boot: (timing) =>
      branch(`Boot ${id}`, {
        begin: { Type: "Pass", Assign: { since: expression("$millis()") }, Next: "launch" },
        launch: call("ec2:runInstances", launchArguments(drill, { id, name }), {
          Assign: { instance: expression("$states.result.Instances[0].InstanceId") },
          Next: "running",
        }),
        ...until("running", {
          look: call("ec2:describeInstances", { InstanceIds: [expression("$instance")] }),
          good: "$seen.Reservations[0].Instances[0].State.Name = 'running'",
          what: `${copyName} to run`,
          stand:
            "'It is ' & $seen.Reservations[0].Instances[0].State.Name & ' ' & $seen.Reservations[0].Instances[0].StateReason.Message & '.'",
          timing,
          then: "done",
        }),
        done: { Type: "Pass", Output: expression(measured("boot", id)), End: true },
      }),
    probe: (timing) =>
      branch(`Probe ${id}`, {
        instance: {
          ...instances(["running"]),
          Assign: {
            since: expression("$millis()"),
            instance: expression("$states.result.Reservations[0].Instances[0].InstanceId"),
          },
          Next: "checks",
        },
        ...until("checks", {
          look: call("ec2:describeInstanceStatus", { InstanceIds: [expression("$instance")] }),
          good: "$seen.InstanceStatuses[0].InstanceStatus.Status = 'ok' and $seen.InstanceStatuses[0].SystemStatus.Status = 'ok'",
          what: `${copyName} to pass its status checks`,
          stand: "'They are ' & $seen.InstanceStatuses[0].InstanceStatus.Status & '.'",
          timing,
          then: "done",
        }),
        done: { Type: "Pass", Output: expression(measured("probe", id)), End: true },
      }),
    remove: (timing) =>
      branch(`Remove ${id}`, {
        list: {
          ...instances(THERE),
          Assign: { instances: expression("[$states.result.Reservations.Instances.InstanceId]") },
          Output: {},
          Next: "any?",
        },
        "any?": {
          Type: "Choice",
          Choices: [{ Condition: expression("$count($instances) = 0"), Next: "done" }],
          Default: "terminate",
        },
        terminate: call(
          "ec2:terminateInstances",
          { InstanceIds: expression("$instances") },
          { Next: "gone" },
        ),
        ...until("gone", {
          look: instances(THERE),
          good: "$lastError = '' and $count($seen.Reservations.Instances) = 0",
          what: `${copyName} to be gone`,
          stand: "'It is still there.'",
          timing,
          then: "done",
        }),
        done: { Type: "Pass", End: true },
      }),
    statements: launchStatements(where, compute),
    removal: [
      // Cannot be held to an instance.
      allow(["ec2:DescribeInstances"], "*"),
      allow(["ec2:TerminateInstances"], arnIn(where.place, "ec2", "instance/*"), {
        StringEquals: { [`aws:ResourceTag/${DRILL_TAG}`]: drill },
      }),
    ],
  };
}

function filters(drill: string, id: string) {
  return [
    { Name: `tag:${DRILL_TAG}`, Values: [drill] },
    { Name: `tag:${FLEET_TAG}`, Values: [id] },
  ];
}

function launchArguments(drill: string, { id, name }: Pick<Compute, "id" | "name">): Json {
  return {
    LaunchTemplate: { LaunchTemplateName: name, Version: "$Default" },
    MinCount: 1,
    MaxCount: 1,
    SubnetId: expression("$network.subnets[0]"),
    SecurityGroupIds: [expression("$network.group")],
    TagSpecifications: ["instance", "volume"].map((ResourceType) => ({
      ResourceType,
      Tags: [...tagsOf(drill), { Key: FLEET_TAG, Value: id }],
    })),
    // The same launch, however often it is asked for: an answer may be lost.
    ClientToken: expression(`$string($began) & '-${id}'`),
  };
}

function launchStatements(where: FleetWhere, compute: Compute): PolicyStatement[] {
  const { place, drill, side, subnetArns, securityGroupArn } = where;
  const ec2 = (resource: string) => arnIn(place, "ec2", resource);
  const parameter = compute.imageParameter(side);
  const slash = Token.isUnresolved(parameter) || parameter.startsWith("/") ? "" : "/";
  const made = [ec2("instance/*"), ec2("volume/*")];
  return [
    allow(["ec2:RunInstances"], made, { StringEquals: { [`aws:RequestTag/${DRILL_TAG}`]: drill } }),
    allow(
      ["ec2:RunInstances"],
      [
        compute.launchTemplate(side).arn,
        ec2("network-interface/*"),
        securityGroupArn,
        ...subnetArns,
        // What the template's parameter leads to: an id of an image has no account in its ARN.
        `arn:${place.partition}:ec2:${place.region}::image/*`,
      ],
    ),
    allow(["ec2:CreateTags"], made, { StringEquals: { "ec2:CreateAction": "RunInstances" } }),
    allow(["ssm:GetParameters"], arnIn(place, "ssm", `parameter${slash}${parameter}`)),
    allow(["iam:PassRole"], compute.role(side).arn, {
      // EC2's name in all partitions, and in China alone.
      StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] },
    }),
    // Neither can be held to an instance.
    allow(["ec2:DescribeInstances", "ec2:DescribeInstanceStatus"], "*"),
  ];
}
