import { allow, assumedBy, policyDocument } from "../iam/policy";
import type { SideNetwork } from "../network/pair-network";
import {
  CloudwatchLogGroup,
  EksCluster,
  IamOpenidConnectProvider,
  IamRole,
  IamRolePolicy,
  IamRolePolicyAttachment,
} from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { Side } from "../pair/side";

export interface ControlPlaneProps {
  readonly name: string;
  readonly network: SideNetwork;
  readonly version: string;
  readonly keyArn: string;
  readonly publicAccessCidrs: readonly string[];
  readonly logRetentionDays: number;
}

export interface ControlPlane {
  readonly cluster: EksCluster;
  readonly oidcProvider: IamOpenidConnectProvider;
}

/** One side's cluster without nodes. */
export function createControlPlane(scope: Construct, side: Side, props: ControlPlaneProps): ControlPlane {
  const { name, network, publicAccessCidrs } = props;
  const logs = new CloudwatchLogGroup(scope, "logs", {
    // EKS's name for it. Made by the cluster, it would keep everything for ever.
    name: `/aws/eks/${name}/cluster`,
    retentionInDays: props.logRetentionDays,
  });
  const { role, access } = identity(scope, side, props);
  const cluster = new EksCluster(scope, "cluster", {
    name,
    version: props.version,
    roleArn: role.arn,
    enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    // Access entries alone, which Terraform shows; and whoever happens to run it gets none by that.
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    encryptionConfig: { resources: ["secrets"], provider: { keyArn: props.keyArn } },
    vpcConfig: {
      subnetIds: [...network.privateSubnetIds],
      endpointPrivateAccess: true,
      endpointPublicAccess: publicAccessCidrs.length > 0,
      ...(publicAccessCidrs.length === 0 ? {} : { publicAccessCidrs: [...publicAccessCidrs] }),
    },
    // Deleting the cluster needs them as well.
    dependsOn: [logs, ...access],
  });
  const oidcProvider = new IamOpenidConnectProvider(scope, "oidc", {
    url: cluster.identity.get(0).oidc.get(0).issuer,
    clientIdList: ["sts.amazonaws.com"],
  });
  return { cluster, oidcProvider };
}

function identity(scope: Construct, { name: side, region }: Side, { name, keyArn }: ControlPlaneProps) {
  const role = new IamRole(scope, "cluster-role", {
    // IAM is global: each side has roles of its own.
    name: `${name}-cluster-${side}`,
    assumeRolePolicy: assumedBy("eks.amazonaws.com"),
  });
  const managed = new IamRolePolicyAttachment(scope, "cluster-policy", {
    role: role.name,
    policyArn: `arn:${region.partition}:iam::aws:policy/AmazonEKSClusterPolicy`,
  });
  const secrets = new IamRolePolicy(scope, "cluster-secrets", {
    name: "secrets",
    role: role.name,
    policy: policyDocument([
      allow(["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"], keyArn),
    ]),
  });
  return { role, access: [managed, secrets] };
}
