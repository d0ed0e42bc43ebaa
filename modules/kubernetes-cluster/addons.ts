import { EksAddon, type EksCluster } from "../pair/aws";
import type { Construct, TerraformResource } from "../pair/cdk";

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

/** @param addons their names and versions, or `default` for EKS's own choice */
export function addAddons(
  scope: Construct,
  cluster: EksCluster,
  addons: readonly (readonly [name: string, version: string])[],
  dependsOn: readonly TerraformResource[],
): EksAddon[] {
  return addons.map(
    ([addonName, version]) =>
      new EksAddon(scope, `addon-${addonName}`, {
        clusterName: cluster.name,
        addonName,
        ...(version === "default" ? {} : { addonVersion: version }),
        // A cluster begins with some of them, which nobody manages yet.
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
        ...(dependsOn.length === 0 ? {} : { dependsOn: [...dependsOn] }),
      }),
  );
}
