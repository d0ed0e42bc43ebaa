import { branch } from "../../failover/branch";
import { call, expression, quoted, type Machine, type State, type States } from "../../failover/language";
import { allow, type PolicyStatement } from "../../iam/policy";
import { DRILL_TAG } from "../rehearsals/rehearsal";

/** A kind of thing that leads out of a VPC: how it is asked for, and which of what is found leads out. */
interface WayOut {
  readonly api: string;
  readonly filter: string;
  /** JSONata over `$states.result`: ids, or what else names them. */
  readonly found: string;
}

/** States in which a gateway or an attachment leads nowhere any more, or not yet. */
const DEAD = "['deleted', 'deleting', 'rejected', 'expired', 'failed', 'failing']";

/** The names are for whoever is told. */
const WAYS_OUT: Readonly<Record<string, WayOut>> = {
  // An isolated table has the VPC's own route and no other: endpoints for S3 and DynamoDB are routes too.
  route: {
    api: "describeRouteTables",
    filter: "vpc-id",
    found:
      "RouteTables.Routes[$not(GatewayId = 'local')].(DestinationCidrBlock ? DestinationCidrBlock : $string($))",
  },
  "internet gateway": {
    api: "describeInternetGateways",
    filter: "attachment.vpc-id",
    found: "InternetGateways.InternetGatewayId",
  },
  "NAT gateway": {
    api: "describeNatGateways",
    filter: "vpc-id",
    found: `NatGateways[$not(State in ${DEAD})].NatGatewayId`,
  },
  "VPN gateway": {
    api: "describeVpnGateways",
    filter: "attachment.vpc-id",
    found: `VpnGateways[$not(State in ${DEAD})].VpnGatewayId`,
  },
  "transit gateway attachment": {
    api: "describeTransitGatewayVpcAttachments",
    filter: "vpc-id",
    found: `TransitGatewayVpcAttachments[$not(State in ${DEAD})].TransitGatewayAttachmentId`,
  },
  "peering asked for": {
    api: "describeVpcPeeringConnections",
    filter: "requester-vpc-info.vpc-id",
    found: `VpcPeeringConnections[$not(Status.Code in ${DEAD})].VpcPeeringConnectionId`,
  },
  "peering accepted": {
    api: "describeVpcPeeringConnections",
    filter: "accepter-vpc-info.vpc-id",
    found: `VpcPeeringConnections[$not(Status.Code in ${DEAD})].VpcPeeringConnectionId`,
  },
  endpoint: {
    api: "describeVpcEndpoints",
    filter: "vpc-id",
    found: `VpcEndpoints[$not($lowercase(State) in ${DEAD})].VpcEndpointId`,
  },
};

/**
 * Finds the drill's network by its tag and looks whether anything leads out of it. Its output is `{ network: { vpc, group, subnets }, ways }`, ways in words.
 * It is looked at each time: whoever peers the network after it was made finds out before a copy of production's data is in it.
 */
export function lookAtNetwork(drill: string): Machine {
  const names = Object.keys(WAYS_OUT);
  const waysOut = names.map((name, index): [string, State] => [
    name,
    wayOut(name, names[index + 1] ?? "done"),
  ]);
  return branch("Look at the network", {
    group: call(
      "ec2:describeSecurityGroups",
      { Filters: [{ Name: `tag:${DRILL_TAG}`, Values: [drill] }] },
      {
        Assign: { groups: expression("[$states.result.SecurityGroups]"), out: expression("[]") },
        Next: "one?",
      },
    ),
    "one?": {
      Type: "Choice",
      Choices: [{ Condition: expression("$count($groups) = 1"), Next: "subnets" }],
      Default: "unclear",
    },
    unclear: {
      Type: "Fail",
      Error: "NoNetwork",
      Cause: expression(
        `$string($count($groups)) & ${quoted(` security groups have the tag ${DRILL_TAG} = ${drill}; it takes one`)}`,
      ),
    },
    subnets: call(
      "ec2:describeSubnets",
      { Filters: [{ Name: "vpc-id", Values: [expression("$groups[0].VpcId")] }] },
      { Assign: { subnets: expression("[$states.result.Subnets.SubnetId]") }, Next: names[0] },
    ),
    ...(Object.fromEntries(waysOut) as States),
    done: {
      Type: "Pass",
      Output: {
        network: {
          vpc: expression("$groups[0].VpcId"),
          group: expression("$groups[0].GroupId"),
          subnets: expression("$subnets"),
        },
        ways: expression("$out"),
        losses: [],
      },
      End: true,
    },
  });
}

function wayOut(name: string, next: string): State {
  const { api, filter, found } = WAYS_OUT[name] as WayOut;
  return call(
    `ec2:${api}`,
    { Filters: [{ Name: filter, Values: [expression("$groups[0].VpcId")] }] },
    {
      Assign: { out: expression(`[$out, $states.result.${found}.(${quoted(`${name} `)} & $)]`) },
      Output: {},
      Next: next,
    },
  );
}

/** None of these can be held to a VPC. */
export const NETWORK_STATEMENT: PolicyStatement = allow(
  [
    ...["describeSecurityGroups", "describeSubnets"],
    ...new Set(Object.values(WAYS_OUT).map(({ api }) => api)),
  ].map((api) => `ec2:D${api.slice(1)}`),
  "*",
);
