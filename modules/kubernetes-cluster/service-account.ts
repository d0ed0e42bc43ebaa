import { type Grantable, Principal } from "../iam/grantable";
import { type EksCluster, EksPodIdentityAssociation, IamRole } from "../pair/aws";
import { checkNameLength } from "../pair/name-length";
import type { Pair } from "../pair/pair";
import { scopeIn, type Side } from "../pair/side";

export interface ServiceAccountProps {
  /** @default "default" */
  readonly namespace?: string;
}

/** The roles that the pods of a service account act in, one in each region. */
export function serviceAccount(
  pair: Pair,
  id: string,
  account: string,
  { namespace = "default" }: ServiceAccountProps,
  clusterOf: (side: Side) => EksCluster,
): Grantable {
  const name = `${pair.name}-${id}-${namespace}-${account}`;
  checkNameLength(`${id}.serviceAccount`, "a role", `${name}-primary`, 64);
  const members = pair.sides.map((side) => {
    const scope = scopeIn(side, `${id}-${namespace}-${account}`);
    const role = new IamRole(scope, "role", { name: `${name}-${side.name}`, assumeRolePolicy: PODS });
    const user = new EksPodIdentityAssociation(scope, "pods", {
      clusterName: clusterOf(side).name,
      namespace,
      serviceAccount: account,
      roleArn: role.arn,
    });
    return { scope, side, role, user };
  });
  return { grantPrincipal: new Principal(members) };
}

/** Trust policy of what pods act as. EKS tags the session with cluster, namespace and account. */
export const PODS = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
    },
  ],
});
