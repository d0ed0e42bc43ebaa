import { IamRole, IamRolePolicyAttachment } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import { checkNameLength } from "../pair/name-length";
import type { Side } from "../pair/side";
import { PODS } from "./service-account";

/** An add-on whose pods call AWS. */
export interface AddonProps {
  /** @default "default", EKS's own choice */
  readonly version?: string;
  /** Its service account in Kubernetes, such as `ebs-csi-controller-sa`: `aws eks describe-addon-configuration` tells it. */
  readonly serviceAccount: string;
  /** What its pods may do: an AWS managed policy by name and path, such as `service-role/AmazonEBSCSIDriverPolicy`. */
  readonly managedPolicy: string;
}

/** What an add-on's pods act as in one region. */
export interface AddonRole {
  readonly roleArn: string;
  /** Pods that start without the policy are refused, and EKS calls the add-on degraded. */
  readonly attachment: IamRolePolicyAttachment;
}

/**
 * In both regions from the start, also where no add-on is yet: IAM cannot make a role while us-east-1 is away.
 * @param name of the cluster
 * @throws ConfigurationError when the role's name is too long
 */
export function addonRole(
  scope: Construct,
  { name: side, region }: Side,
  name: string,
  addon: string,
  { managedPolicy }: AddonProps,
): AddonRole {
  const roleName = `${name}-${addon}`;
  checkNameLength("id", "an add-on's role", `${roleName}-primary`, 64);
  const role = new IamRole(scope, `addon-role-${addon}`, {
    name: `${roleName}-${side}`,
    assumeRolePolicy: PODS,
  });
  const attachment = new IamRolePolicyAttachment(scope, `addon-policy-${addon}`, {
    role: role.name,
    policyArn: `arn:${region.partition}:iam::aws:policy/${managedPolicy}`,
  });
  return { roleArn: role.arn, attachment };
}
