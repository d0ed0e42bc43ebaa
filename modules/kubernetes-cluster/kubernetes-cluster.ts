import { capacityIn, checkCapacity, declareStandby } from "../compute/capacity";
import { type Connectable, Connections } from "../connections/connections";
import type { Grantable } from "../iam/grantable";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { Network } from "../network/network";
import type { PairNetwork } from "../network/pair-network";
import type { EksCluster, EksNodeGroup, IamOpenidConnectProvider, SecurityGroup } from "../pair/aws";
import { type Capability, number, STAND_IN_CIDRS, text } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { checkNameLength } from "../pair/name-length";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import { type AccessEntry, addAccess, checkAccess } from "./access";
import { type AddonProps, addonRole } from "./addon-role";
import { addAddons, type NamedAddon, needsNode } from "./addons";
import { createControlPlane, type ControlPlane } from "./control-plane";
import { createNodes, type NodeGroupProps } from "./nodes";
import { serviceAccount, type ServiceAccountProps } from "./service-account";

export type { AccessEntry } from "./access";
export type { AddonProps } from "./addon-role";
export type { NodeGroupProps } from "./nodes";
export type { ServiceAccountProps } from "./service-account";

export interface KubernetesClusterProps {
  readonly network: PairNetwork;
  readonly keys: PairKeys;
  /** Kubernetes' minor version, the same in both: `1.33`. EKS upgrades by one at a time; let the DR region go first. */
  readonly version: string;
  /** Groups of nodes, by name. Their capacity is the primary side's; the strategy derives the DR side's. */
  readonly nodeGroups: Readonly<Record<string, NodeGroupProps>>;
  /** Who may do what with the Kubernetes API, by name. One must administer: nobody else can let anybody in. */
  readonly access: Readonly<Record<string, AccessEntry>>;
  /**
   * EKS add-ons beside vpc-cni, kube-proxy, eks-pod-identity-agent and coredns, with a version or `default`; one whose pods call AWS, such
   * as aws-ebs-csi-driver, with what they act as: without it EKS never calls it active. @default - none
   */
  readonly addons?: Readonly<Record<string, string | AddonProps>>;
  /** Networks that may call the Kubernetes API from outside the VPC. @default - none */
  readonly publicAccessCidrs?: readonly string[];
  /** @default 30 */
  readonly logRetentionDays?: 1 | 7 | 14 | 30 | 60 | 90 | 180 | 365;
}

interface SideCluster extends ControlPlane {
  readonly groups: Readonly<Record<string, EksNodeGroup>>;
  readonly securityGroup: SecurityGroup;
}

/**
 * An EKS cluster in each region, its nodes sized by the strategy: the shell, in which something of your own puts what runs. What is in
 * Kubernetes (objects, volumes) is not copied.
 *
 * Primary and DR: cluster, log group, node groups with their launch templates, roles, OIDC provider, add-ons, access entries. Link: nothing.
 * Failing over raises the node groups' sizes by an API call in the DR region; the next apply leaves the desired size as it is, and puts the
 * least size back.
 */
export class KubernetesCluster implements Connectable {
  /** Of the nodes, and of the pods on them: `cluster.connections.allowToDefaultPort(database)`. */
  readonly connections: Connections;
  /** Of the cluster, in both regions. */
  readonly name: string;
  private readonly made: PerSide<SideCluster>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: KubernetesClusterProps,
  ) {
    this.name = `${pair.name}-${id}`;
    this.check();
    this.made = forSides(pair, (side) => this.createIn(side));
    this.connections = new Connections({
      name: id,
      members: pair.sides.map((side) => ({
        side,
        group: this.made[side.name].securityGroup,
        network: props.network.of(side).cidr.toString(),
      })),
    });
    declareStandby(
      pair,
      id,
      Object.values(this.made.dr.groups).map((group) => [
        group,
        ["scaling_config[0].min_size", "scaling_config[0].desired_size"],
      ]),
    );
  }

  cluster(side: Side): EksCluster {
    return this.made[side.name].cluster;
  }

  /** For roles that service accounts assume by tokens. Prefer `serviceAccount(...)`, which needs none. */
  oidcProvider(side: Side): IamOpenidConnectProvider {
    return this.made[side.name].oidcProvider;
  }

  /** Of the nodes, beside the one that EKS makes. Prefer `connections`: its rules are written inside the group. */
  securityGroup(side: Side): SecurityGroup {
    return this.made[side.name].securityGroup;
  }

  /**
   * What the pods of a service account act as, in each region: `table.grantReadWrite(cluster.serviceAccount("orders"))`. The account itself
   * is yours to make in both clusters.
   * @throws ConfigurationError when it has one already
   */
  serviceAccount(account: string, props: ServiceAccountProps = {}): Grantable {
    return serviceAccount(this.pair, this.id, account, props, (side) => this.cluster(side));
  }

  private check(): void {
    const { id, props, name } = this;
    // The longest of its roles' names.
    checkNameLength("id", "a cluster's role", `${name}-cluster-primary`, 64);
    if (!/^1\.\d{2}$/.test(props.version))
      throw new ConfigurationError(
        `${id}.version`,
        `"${props.version}" is no version of EKS's`,
        'Write it as "1.33"',
      );
    const groups = Object.entries(props.nodeGroups);
    if (groups.length === 0)
      throw new ConfigurationError(`${id}.nodeGroups`, "is empty, so nothing can run", "Name one");
    for (const [group, { capacity, instanceTypes }] of groups) {
      checkCapacity(`${id}.nodeGroups.${group}`, capacity);
      if (instanceTypes.length === 0)
        throw new ConfigurationError(`${id}.nodeGroups.${group}.instanceTypes`, "is empty", "Name one");
    }
    checkAccess(id, props.access);
  }

  private createIn(side: Side): SideCluster {
    const { pair, props, name } = this;
    const scope = scopeIn(side, this.id);
    const network = props.network.of(side);
    const plane = createControlPlane(scope, side, {
      name,
      network,
      version: props.version,
      keyArn: props.keys.arn(side),
      publicAccessCidrs: props.publicAccessCidrs ?? [],
      logRetentionDays: props.logRetentionDays ?? 30,
    });
    addAccess(scope, plane.cluster, side, props.access);
    const { before, after } = this.addonsOf(scope, side);
    const first = addAddons(scope, plane.cluster, before, []);
    const { groups, securityGroup } = createNodes(scope, pair, side, {
      name,
      network,
      keyArn: props.keys.arn(side),
      cluster: plane.cluster,
      nodeGroups: props.nodeGroups,
      after: first,
    });
    const then = addAddons(scope, plane.cluster, after, Object.values(groups));
    if (!this.hasNodes(pair.dr) && side === pair.primary)
      for (const addon of then)
        pair.design.differs(addon, "it becomes active on nodes alone, and the DR region has none yet");
    return { ...plane, groups, securityGroup };
  }

  /** Before the nodes what makes them ready, and after them what runs on them: without a node an apply would wait for it in vain. */
  private addonsOf(scope: Construct, side: Side) {
    const all = Object.entries({ ...ALWAYS, ...this.props.addons }).map(([name, addon]): NamedAddon =>
      typeof addon === "string"
        ? { name, addon }
        : { name, addon, role: addonRole(scope, side, this.name, name, addon) },
    );
    const before = all.filter(({ name }) => !needsNode(name));
    return { before, after: this.hasNodes(side) ? all.filter(({ name }) => needsNode(name)) : [] };
  }

  private hasNodes(side: Side): boolean {
    return Object.values(this.props.nodeGroups).some(
      ({ capacity }) => capacityIn(this.pair, side, capacity).desired > 0,
    );
  }
}

const ALWAYS: Readonly<Record<string, string>> = {
  "vpc-cni": "default",
  "kube-proxy": "default",
  "eks-pod-identity-agent": "default",
  coredns: "default",
};

/** As plain Terraform. */
export const capability: Capability = {
  name: "kubernetes-cluster",
  build: (pair, id) =>
    new KubernetesCluster(pair, id, {
      network: new Network(pair, "network", { cidrs: STAND_IN_CIDRS }),
      keys: new Keys(pair, "keys"),
      version: "1.99",
      nodeGroups: {
        nodes: { instanceTypes: ["instance-type"], capacity: { min: 70001, desired: 70002, max: 70003 } },
      },
      access: {
        admins: { principalArn: "arn:aws:iam::000000000000:role/administrators", may: "administer" },
      },
    }),
  parameters: [
    text("kubernetes_version", /1\.99/g, "Kubernetes' minor version, such as 1.33."),
    text("instance_type", /instance-type/g, "Such as m7i.large."),
    text(
      "administrator_arn",
      /arn:aws:iam::000000000000:role\/administrators/g,
      "ARN of the role that administers the cluster.",
    ),
    number("min_size", /\b70001\b/g, "Fewest nodes."),
    number("desired_size", /\b70002\b/g, "Nodes at first."),
    number("max_size", /\b70003\b/g, "Most nodes; the same in both regions."),
  ],
};
