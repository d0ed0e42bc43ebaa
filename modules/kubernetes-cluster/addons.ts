import { EksAddon, type EksCluster } from "../pair/aws";
import type { Construct, TerraformResource } from "../pair/cdk";
import type { AddonProps, AddonRole } from "./addon-role";

/** What runs once on every node, and is whole without any. */
const ON_EVERY_NODE = new Set([
  "eks-node-monitoring-agent",
  "eks-pod-identity-agent",
  "kube-proxy",
  "vpc-cni",
]);

/** Whether an add-on becomes active on nodes alone: EKS calls it degraded without one, and an apply waits for it. */
export function needsNode(addon: string): boolean {
  return !ON_EVERY_NODE.has(addon);
}

/** An add-on to be installed. */
export interface NamedAddon {
  readonly name: string;
  /** A version, or `default` for EKS's own choice; with what its pods act as, where they call AWS. */
  readonly addon: string | AddonProps;
  /** @default - its pods act as nobody */
  readonly role?: AddonRole;
}

export function addAddons(
  scope: Construct,
  cluster: EksCluster,
  addons: readonly NamedAddon[],
  dependsOn: readonly TerraformResource[],
): EksAddon[] {
  return addons.map(({ name, addon, role }) => {
    const { version = "default" } = typeof addon === "string" ? { version: addon } : addon;
    const after = [...dependsOn, ...(role === undefined ? [] : [role.attachment])];
    return new EksAddon(scope, `addon-${name}`, {
      clusterName: cluster.name,
      addonName: name,
      ...(version === "default" ? {} : { addonVersion: version }),
      ...(typeof addon === "string" || role === undefined
        ? {}
        : {
            podIdentityAssociation: [{ roleArn: role.roleArn, serviceAccount: addon.serviceAccount }],
          }),
      // A cluster begins with some of them, which nobody manages yet.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      ...(after.length === 0 ? {} : { dependsOn: after }),
    });
  });
}
