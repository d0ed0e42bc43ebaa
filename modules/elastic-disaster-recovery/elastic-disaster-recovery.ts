import { assumedBy } from "../iam/policy";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { createNetwork } from "../network/create-network";
import { Network } from "../network/network";
import type { PairNetwork, SideNetwork } from "../network/pair-network";
import { IamInstanceProfile, IamRole, IamRolePolicyAttachment } from "../pair/aws";
import { type Capability, STAND_IN_CIDRS } from "../pair/capability";
import { Annotations, type Construct, TerraformOutput, TerraformResource } from "../pair/cdk";
import { Cidr } from "../pair/cidr";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import { claim } from "../pair/one-per-region";
import type { Pair } from "../pair/pair";
import { type PerSide, scopeIn, type Side } from "../pair/side";
import { installAgents } from "./agent";
import { reportFailures } from "./failures";
import { type PointInTimePolicy, rulesOf } from "./point-in-time";
import { createStaging } from "./staging";

export type { PointInTimePolicy, PointsInTime } from "./point-in-time";

export interface ElasticDisasterRecoveryProps {
  readonly keys: PairKeys;
  /** Whose first private subnet receives the servers' disks. It needs a way out to AWS's APIs, such as NAT. */
  readonly network: PairNetwork;
  /**
   * Networks from which servers send their disks to each side: those of the region, and of a data centre.
   * @default - the other side's network
   */
  readonly sourceCidrs?: PerSide<readonly string[]>;
  /**
   * How disks travel. `private` needs the networks to be connected (peering, a transit gateway, a VPN), which is not made here.
   * @default "private"
   */
  readonly routing?: "private" | { readonly publicBecause: string };
  /** How far back servers can be recovered. @default every 10 min for 1 h, every hour for 24 h, daily for a week */
  readonly pointsInTime?: PointInTimePolicy;
  /** The network in the DR region in which servers are launched, /16 to /25. @default "10.100.0.0/16" */
  readonly recoveryCidr?: string;
  /** Of the servers that receive disks. @default "t3.small" */
  readonly replicationInstanceType?: string;
  /** Mbit/s that each server may send, 0 for no limit. @default 0 */
  readonly bandwidth?: number;
  /** Key of the tag that has the pair's name as its value on each server that is to be copied. @default "DisasterRecovery" */
  readonly tagKey?: string;
  /** What the service holds for these servers. @default 20 min to launch, 1 min of data: AWS's own "minutes" and "seconds" */
  readonly promises?: { readonly rto: Duration; readonly rpo: Duration };
}

const RECOVERY_CIDR = "10.100.0.0/16";
const RECOVERY_ZONES = 2;

/**
 * Servers that are copied disk by disk, by AWS Elastic Disaster Recovery: what cannot be built anew from an image.
 *
 * Primary and DR: how servers are copied to the region (staging area in the pair's network, encrypted with the region's key; each way,
 * since failing back copies them back), the documents and associations by which Systems Manager installs the agent, a role for servers, and
 * events of failures. DR: the network in which servers are launched. Link: nothing. The service must be initialised once in each region before
 * this is applied, and has no resource for that, nor for launch settings: see docs/elastic-disaster-recovery.md.
 */
export class ElasticDisasterRecovery {
  /** The network in the DR region in which servers are launched. */
  readonly recoveryNetwork: SideNetwork;
  /** What servers that are to be copied carry. */
  readonly tags: Readonly<Record<string, string>>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: ElasticDisasterRecoveryProps,
  ) {
    this.tags = { [props.tagKey ?? "DisasterRecovery"]: pair.name };
    const cidr = this.checked();
    for (const side of pair.sides) this.createIn(side);
    this.recoveryNetwork = this.createRecoveryNetwork(cidr);
    const { rto, rpo } = props.promises ?? { rto: Duration.minutes(20), rpo: Duration.minutes(1) };
    pair.objectives.add({ part: `launching the servers of "${id}"`, phase: "recover", rto, rpo });
    Annotations.of(pair.dr.workspace).addWarning(
      `"${id}" needs AWS Elastic Disaster Recovery to be initialised in ${pair.primary.region} and ${pair.dr.region}, once for the account, ` +
        "before it is applied: see docs/elastic-disaster-recovery.md.",
    );
  }

  /** Of everything that has a name, in both regions. */
  get name(): string {
    return `${this.pair.name}-${this.id}`;
  }

  /** Of the profile by which a server of a side may be copied, for its launch template. */
  instanceProfileName(side: Side): string {
    return `${this.name}-${side.name}`;
  }

  private checked(): Cidr {
    const { pair, id, props } = this;
    const cidr = Cidr.of(props.recoveryCidr ?? RECOVERY_CIDR, `${id}.recoveryCidr`);
    if (cidr.prefix < 16 || cidr.prefix > 25)
      throw new ConfigurationError(`${id}.recoveryCidr`, `is ${cidr}`, "Give a prefix of 16 to 25");
    const other = pair.sides.map((side) => props.network.of(side).cidr).find((one) => one.overlaps(cidr));
    if (other !== undefined) {
      throw new ConfigurationError(
        `${id}.recoveryCidr`,
        `${cidr} overlaps ${other}`,
        "Give a network that can be connected to both sides'",
      );
    }
    const { bandwidth = 0 } = props;
    if (!Number.isInteger(bandwidth) || bandwidth < 0)
      throw new ConfigurationError(
        `${id}.bandwidth`,
        `is ${bandwidth}`,
        "Give whole Mbit/s, or 0 for no limit",
      );
    return cidr;
  }

  private createIn(side: Side): void {
    const { pair, id, props, name } = this;
    const other = pair.other(side);
    // An account has one such template in a region; a second one is refused when it is applied.
    claim(
      pair,
      side.region,
      "replication template of Elastic Disaster Recovery",
      id,
      "Have one of the two in a pair",
    );
    const scope = scopeIn(side, id);
    const network = props.network.of(side);
    const isPublic = typeof props.routing === "object";
    const [subnetId] = isPublic ? network.publicSubnetIds : network.privateSubnetIds;
    if (subnetId === undefined)
      throw new ConfigurationError(
        `${id}.network`,
        `has no subnet for it in ${side.region}`,
        "Give one that has",
      );
    const group = createStaging(scope, {
      name,
      network,
      subnetId,
      keyArn: props.keys.arn(side),
      sourceCidrs: props.sourceCidrs?.[side.name] ?? [props.network.of(other).cidr.toString()],
      isPublic,
      instanceType: props.replicationInstanceType ?? "t3.small",
      bandwidth: props.bandwidth ?? 0,
      pointsInTime: rulesOf(`${id}.pointsInTime`, props.pointsInTime ?? {}),
    });
    const [[key, value] = ["", ""]] = Object.entries(this.tags);
    const documents = installAgents(scope, { name, target: other.region, tag: { key, value } });
    this.createRole(scope, side);
    reportFailures(scope, name, pair.alerts.topicArn(side));
    if (side !== pair.dr) return;
    for (const document of documents)
      pair.design.differs(document, "each side's servers are copied to the other region", ["content"]);
    if (props.sourceCidrs !== undefined)
      pair.design.differs(group, "each side receives servers from networks of its own", ["ingress"]);
  }

  /**
   * What a server may do to be copied, and what a recovered one needs, whose launch template names the same profile: without the third policy
   * it reports nothing to the service and cannot be failed back. A role of each side, since IAM is global.
   * Source: https://docs.aws.amazon.com/drs/latest/userguide/security-iam-awsmanpol-AWSElasticDisasterRecoveryRecoveryInstancePolicy.html
   */
  private createRole(scope: Construct, side: Side): void {
    const name = this.instanceProfileName(side);
    const role = new IamRole(scope, "role", { name, assumeRolePolicy: assumedBy("ec2.amazonaws.com") });
    const managed = (policy: string) => `arn:${side.region.partition}:iam::aws:policy/${policy}`;
    for (const [id, policy] of [
      ["session-manager", "AmazonSSMManagedInstanceCore"],
      ["replicate", "service-role/AWSElasticDisasterRecoveryEc2InstancePolicy"],
      ["recovered", "service-role/AWSElasticDisasterRecoveryRecoveryInstancePolicy"],
    ] as const)
      new IamRolePolicyAttachment(scope, id, { role: role.name, policyArn: managed(policy) });
    new IamInstanceProfile(scope, "profile", { name, role: role.name });
  }

  private createRecoveryNetwork(cidr: Cidr): SideNetwork {
    const { pair, id, name } = this;
    const scope = scopeIn(pair.dr, `${id}-recovery`);
    const network = createNetwork(scope, {
      name: `${name}-recovery`,
      region: pair.dr.region,
      cidr,
      zones: RECOVERY_ZONES,
      nat: "single",
    });
    for (const one of scope.node.findAll())
      if (TerraformResource.isTerraformResource(one))
        pair.design.differs(
          one,
          "servers are launched in a network of their own, which is not their old one",
        );
    // Launch settings name them, and no resource has launch settings.
    new TerraformOutput(scope, "subnets", { value: [...network.privateSubnetIds] });
    return network;
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "elastic-disaster-recovery",
  build: (pair, id) =>
    new ElasticDisasterRecovery(pair, id, {
      keys: new Keys(pair, "keys"),
      network: new Network(pair, "network", { cidrs: STAND_IN_CIDRS }),
      recoveryCidr: RECOVERY_CIDR,
      promises: { rto: Duration.minutes(1), rpo: Duration.minutes(1) },
    }),
};
