import { block } from "../model/block";
import { policy } from "../model/expression";
import { nested } from "../model/resource";
import network from "./network";

/** A Kubernetes cluster and a node group; fewer nodes where the region waits. */
export default block({
  id: "cluster",
  service: "EKS",
  // The emulator has no add-ons of EKS.
  applies: false,
  choose: (rng) => ({
    version: rng.pick(["1.29", "1.30", "1.31"]),
    type: rng.pick(["m6i.large", "m7g.xlarge"]),
    nodes: rng.pick([3, 6]),
  }),
  build(region, { version, type, nodes }) {
    const { privateSubnets } = region.use(network);
    const trusting = (service: string) =>
      policy({
        Effect: "Allow",
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Principal: { Service: service },
      });
    const role = region.resource("aws_iam_role", "eks", {
      name: region.globalName("eks"),
      assume_role_policy: trusting("eks.amazonaws.com"),
    });
    const attachment = region.resource("aws_iam_role_policy_attachment", "eks", {
      role: role.attr("name"),
      policy_arn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
    });
    const cluster = region.resource(
      "aws_eks_cluster",
      "main",
      {
        name: region.name("eks"),
        version,
        role_arn: role.arn,
        enabled_cluster_log_types: ["api", "audit"],
        vpc_config: nested({
          subnet_ids: privateSubnets.map((one) => one.id),
          endpoint_private_access: true,
          endpoint_public_access: false,
        }),
        access_config: nested({ authentication_mode: "API" }),
      },
      { dependsOn: [attachment] },
    );
    const nodeRole = region.resource("aws_iam_role", "eks_nodes", {
      name: region.globalName("eks-nodes"),
      assume_role_policy: trusting("ec2.amazonaws.com"),
    });
    const policies = [
      "AmazonEKSWorkerNodePolicy",
      "AmazonEKS_CNI_Policy",
      "AmazonEC2ContainerRegistryReadOnly",
    ];
    region.family(
      "aws_iam_role_policy_attachment",
      "eks_nodes",
      policies.map((one) => ({
        key: one.replace("AmazonEKS_", "").replace("Amazon", "").toLowerCase(),
        args: { role: nodeRole.attr("name"), policy_arn: `arn:aws:iam::aws:policy/${one}` },
      })),
    );
    const running = region.floor(nodes, 1);
    region.resource("aws_eks_node_group", "general", {
      cluster_name: cluster.attr("name"),
      node_group_name: region.name("general"),
      node_role_arn: nodeRole.arn,
      subnet_ids: privateSubnets.map((one) => one.id),
      instance_types: [type],
      ami_type: type.includes("7g") ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD",
      scaling_config: nested({ desired_size: running, min_size: running, max_size: nodes * 2 }),
      update_config: nested({ max_unavailable: 1 }),
      labels: { workload: "general" },
    });
    region.resource("aws_eks_addon", "dns", {
      cluster_name: cluster.attr("name"),
      addon_name: "coredns",
      resolve_conflicts_on_update: "PRESERVE",
    });
  },
});
