import { EksAccessEntry, EksAccessPolicyAssociation, type EksCluster } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Side } from "../pair/side";

/** Somebody who uses the Kubernetes API. */
export interface AccessEntry {
  /** Of an IAM role or user, the same for both regions: IAM is global. */
  readonly principalArn: string;
  readonly may: "administer" | "edit" | "view";
  /** @default - all */
  readonly namespaces?: readonly string[];
}

/** EKS's own policies. https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
const POLICIES: Readonly<Record<AccessEntry["may"], string>> = {
  administer: "AmazonEKSClusterAdminPolicy",
  edit: "AmazonEKSEditPolicy",
  view: "AmazonEKSViewPolicy",
};

/** @throws ConfigurationError */
export function checkAccess(id: string, access: Readonly<Record<string, AccessEntry>>): void {
  const entries = Object.entries(access);
  const wrong = entries.find(
    ([, { principalArn }]) => !/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/./.test(principalArn),
  );
  if (wrong !== undefined)
    throw new ConfigurationError(
      `${id}.access.${wrong[0]}.principalArn`,
      `"${wrong[1].principalArn}" is not an IAM role or user`,
      "Write it as arn:aws:iam::123456789012:role/administrators",
    );
  if (entries.some(([, { may, namespaces }]) => may === "administer" && namespaces === undefined)) return;
  throw new ConfigurationError(
    `${id}.access`,
    "lets nobody administer the whole cluster, not even whoever makes it",
    'Give one entry may: "administer"',
  );
}

export function addAccess(
  scope: Construct,
  cluster: EksCluster,
  { region }: Side,
  access: Readonly<Record<string, AccessEntry>>,
): void {
  for (const [name, { principalArn, may, namespaces }] of Object.entries(access)) {
    const entry = new EksAccessEntry(scope, `access-${name}`, { clusterName: cluster.name, principalArn });
    new EksAccessPolicyAssociation(scope, `may-${name}`, {
      clusterName: cluster.name,
      principalArn: entry.principalArn,
      policyArn: `arn:${region.partition}:eks::aws:cluster-access-policy/${POLICIES[may]}`,
      accessScope:
        namespaces === undefined ? { type: "cluster" } : { type: "namespace", namespaces: [...namespaces] },
    });
  }
}
