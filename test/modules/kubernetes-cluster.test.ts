import {
  KubernetesCluster,
  type KubernetesClusterProps,
} from "../../modules/kubernetes-cluster/kubernetes-cluster";
import { ReplicatedSecret } from "../../modules/secrets/replicated-secret";
import type { RegionPair, RegionPairProps } from "../../stacks/region-pair";
import { type Synthesized, synthesized } from "../stacks/synthesized";
import { base } from "./base";
import { statementsOf } from "./statements";

type On = { pair: RegionPair } & ReturnType<typeof base>;

const ADMINS = { principalArn: "arn:aws:iam::111122223333:role/platform", may: "administer" } as const;
const NODES = { instanceTypes: ["m7i.large"], capacity: { min: 2, desired: 4, max: 8 } };
const GROUP = "aws_eks_node_group.apps_node-group-workers";

const cluster = (
  props: Partial<KubernetesClusterProps> = {},
  pairProps: Partial<RegionPairProps> = {},
  use: (made: KubernetesCluster, on: On) => void = () => undefined,
) =>
  synthesized((pair) => {
    const on = { pair, ...base(pair) };
    const made = new KubernetesCluster(pair, "apps", {
      ...on,
      version: "1.33",
      nodeGroups: { workers: NODES },
      access: { admins: ADMINS },
      ...props,
    });
    use(made, on);
  }, pairProps);
const addons = (side: Synthesized) =>
  side.resources
    .filter((one) => one.startsWith("aws_eks_addon."))
    .map((one) => one.replace("aws_eks_addon.apps_addon-", ""));

describe("KubernetesCluster", () => {
  it.each<[Partial<KubernetesClusterProps>, string]>([
    [{ version: "1.33.2" }, 'apps.version: "1.33.2" is no version of EKS\'s. Write it as "1.33"'],
    [{ nodeGroups: {} }, "apps.nodeGroups: is empty, so nothing can run"],
    [
      { nodeGroups: { workers: { ...NODES, capacity: { min: 3, desired: 2, max: 4 } } } },
      "apps.nodeGroups.workers.capacity: 3, 2, 4 are not in order",
    ],
    [
      { nodeGroups: { workers: { ...NODES, instanceTypes: [] } } },
      "apps.nodeGroups.workers.instanceTypes: is empty",
    ],
    [
      { access: { admins: { ...ADMINS, may: "view" } } },
      "apps.access: lets nobody administer the whole cluster",
    ],
    [{ access: { admins: { ...ADMINS, namespaces: ["shop"] } } }, "apps.access: lets nobody administer"],
    [
      { access: { me: { ...ADMINS, principalArn: "platform" } } },
      'apps.access.me.principalArn: "platform" is not',
    ],
  ])("refuses what nobody could use: %j", (props, message) => {
    expect(() => cluster(props)).toThrow(message);
  });

  it("is the same in both regions: private, logged, encrypted by the region's own key, entered by access entries alone", () => {
    const { primary, dr, link } = cluster();
    for (const side of [primary, dr]) {
      expect(side.resource("aws_eks_cluster.apps_cluster")).toMatchObject({
        name: "shop-apps",
        version: "1.33",
        access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
        enabled_cluster_log_types: expect.arrayContaining(["audit"]) as string[],
        encryption_config: { resources: ["secrets"], provider: { key_arn: "${aws_kms_key.data_key.arn}" } },
        vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
        // Otherwise the cluster makes the log group, and keeps everything for ever.
        depends_on: expect.arrayContaining(["aws_cloudwatch_log_group.apps_logs"]) as string[],
      });
      expect(side.resource("aws_eks_access_policy_association.apps_may-admins")).toMatchObject({
        policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        access_scope: { type: "cluster" },
      });
      expect(side.resource("aws_iam_openid_connect_provider.apps_oidc")).toMatchObject({
        url: "${aws_eks_cluster.apps_cluster.identity[0].oidc[0].issuer}",
      });
    }
    expect(dr.resource("aws_iam_role.apps_cluster-role").name).toBe("shop-apps-cluster-dr");
    expect(statementsOf(dr.resource("aws_iam_role_policy.apps_cluster-secrets"))).toMatchObject([
      { Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"] },
    ]);
    expect(link.resources).toEqual([]);
  });

  it("is called from outside only by whom that is given to", () => {
    expect(
      cluster({ publicAccessCidrs: ["198.51.100.0/24"] }).dr.resource("aws_eks_cluster.apps_cluster"),
    ).toMatchObject({
      vpc_config: { endpoint_public_access: true, public_access_cidrs: ["198.51.100.0/24"] },
    });
  });

  it.each([
    ["pilot-light", 0, 0],
    ["warm-standby", 1, 1],
    ["active-active", 2, 4],
  ] as const)("a %s has %d nodes at least in the DR region and wants %d", (strategy, min, desired) => {
    const { primary, dr, manifest } = cluster({}, { strategy });
    expect(primary.resource(GROUP)).toMatchObject({
      scaling_config: { min_size: 2, desired_size: 4, max_size: 8 },
    });
    expect(dr.resource(GROUP)).toMatchObject({
      scaling_config: { min_size: min, desired_size: desired, max_size: 8 },
      lifecycle: { ignore_changes: ["scaling_config[0].desired_size"] },
    });
    expect(manifest.byDesign.some(({ address, paths }) => address === GROUP && paths?.length === 2)).toBe(
      strategy !== "active-active",
    );
  });

  it("waits with no add-on for nodes that a pilot light does not have", () => {
    const { primary, dr, manifest } = cluster(
      { addons: { "aws-ebs-csi-driver": "v1.40.0-eksbuild.1" } },
      { strategy: "pilot-light" },
    );
    expect(addons(primary)).toEqual(
      expect.arrayContaining([
        "vpc-cni",
        "kube-proxy",
        "eks-pod-identity-agent",
        "coredns",
        "aws-ebs-csi-driver",
      ]),
    );
    expect(addons(dr).sort()).toEqual(["eks-pod-identity-agent", "kube-proxy", "vpc-cni"]);
    for (const addon of ["coredns", "aws-ebs-csi-driver"])
      expect(manifest.byDesign).toContainEqual({
        side: "primary",
        workspace: "shop-primary",
        address: `aws_eks_addon.apps_addon-${addon}`,
        reason: "it becomes active on nodes alone, and the DR region has none yet",
      });
  });

  it("makes nodes once pods get addresses, and what runs on nodes after them", () => {
    const { dr } = cluster({ addons: { "aws-ebs-csi-driver": "v1.40.0-eksbuild.1" } });
    expect(dr.resource(GROUP).depends_on).toContain("aws_eks_addon.apps_addon-vpc-cni");
    expect(dr.resource("aws_eks_addon.apps_addon-aws-ebs-csi-driver")).toMatchObject({
      addon_version: "v1.40.0-eksbuild.1",
      depends_on: [GROUP],
    });
    expect(dr.resource("aws_eks_addon.apps_addon-vpc-cni")).not.toHaveProperty("addon_version");
  });

  const DRIVER = {
    serviceAccount: "ebs-csi-controller-sa",
    managedPolicy: "service-role/AmazonEBSCSIDriverPolicy",
  };

  it("has the pods of an add-on act in a role of their region, which may do something before they start", () => {
    const { primary, dr } = cluster({ addons: { "aws-ebs-csi-driver": { ...DRIVER, version: "v1.40.0" } } });
    for (const side of [primary, dr]) {
      const addon = side.resource("aws_eks_addon.apps_addon-aws-ebs-csi-driver");
      expect(addon).toMatchObject({
        addon_version: "v1.40.0",
        pod_identity_association: [
          {
            role_arn: "${aws_iam_role.apps_addon-role-aws-ebs-csi-driver.arn}",
            service_account: "ebs-csi-controller-sa",
          },
        ],
      });
      expect(addon.depends_on).toEqual([
        GROUP,
        "aws_iam_role_policy_attachment.apps_addon-policy-aws-ebs-csi-driver",
      ]);
      expect(
        side.resource("aws_iam_role_policy_attachment.apps_addon-policy-aws-ebs-csi-driver"),
      ).toMatchObject({
        policy_arn: "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
      });
    }
    const role = dr.resource("aws_iam_role.apps_addon-role-aws-ebs-csi-driver");
    expect(role.name).toBe("shop-apps-aws-ebs-csi-driver-dr");
    expect(statementsOf(role, "assume_role_policy")).toMatchObject([
      { Principal: { Service: "pods.eks.amazonaws.com" }, Action: ["sts:AssumeRole", "sts:TagSession"] },
    ]);
  });

  it("has the role of an add-on in the DR region before the nodes that it waits for", () => {
    const { dr } = cluster({ addons: { "aws-ebs-csi-driver": DRIVER } }, { strategy: "pilot-light" });
    expect(dr.resources).toContain("aws_iam_role.apps_addon-role-aws-ebs-csi-driver");
    expect(addons(dr)).not.toContain("aws-ebs-csi-driver");
  });

  it("refuses an add-on whose role would have too long a name", () => {
    expect(() => cluster({ addons: { ["a".repeat(60)]: DRIVER } })).toThrow("an add-on's role");
  });

  it("starts nodes with an encrypted disk, and in its own group beside EKS's, whose credentials pods cannot take", () => {
    const { dr } = cluster();
    expect(dr.resource("aws_launch_template.apps_template-workers")).toMatchObject({
      vpc_security_group_ids: [
        "${aws_eks_cluster.apps_cluster.vpc_config[0].cluster_security_group_id}",
        "${aws_security_group.apps_nodes.id}",
      ],
      metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
      block_device_mappings: [{ ebs: { encrypted: "true", kms_key_id: "${aws_kms_key.data_key.arn}" } }],
    });
  });

  it("grants to the pods of a service account, each region's in a role of its own", () => {
    const { primary, dr } = cluster({}, {}, (made, { pair, keys }) => {
      new ReplicatedSecret(pair, "token", { keys }).grantRead(
        made.serviceAccount("orders", { namespace: "shop" }),
      );
    });
    for (const side of [primary, dr])
      expect(side.resource("aws_eks_pod_identity_association.apps-shop-orders_pods")).toMatchObject({
        namespace: "shop",
        service_account: "orders",
        role_arn: "${aws_iam_role.apps-shop-orders_role.arn}",
        depends_on: ["aws_iam_role_policy.apps-shop-orders_grants"],
      });
    expect(dr.resource("aws_iam_role.apps-shop-orders_role").name).toBe("shop-apps-shop-orders-dr");
    expect(
      statementsOf(dr.resource("aws_iam_role.apps-shop-orders_role"), "assume_role_policy"),
    ).toMatchObject([
      { Principal: { Service: "pods.eks.amazonaws.com" }, Action: ["sts:AssumeRole", "sts:TagSession"] },
    ]);
  });

  it("is connected like a fleet", () => {
    const { dr } = cluster({}, {}, (made, { network }) => {
      made.connections.allowFrom(network.peer, 30_080);
      made.connections.allowTo(network.peer, 5432);
    });
    expect(dr.resource("aws_security_group.apps_nodes")).toMatchObject({
      ingress: [{ from_port: 30_080, cidr_blocks: ["10.20.0.0/16"] }],
      egress: [{ from_port: 5432, cidr_blocks: ["10.20.0.0/16"] }],
    });
  });
});
