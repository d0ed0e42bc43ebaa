import { IamRolePolicy, type IamRole } from "../pair/aws";
import { type Construct, dependable, type TerraformResource } from "../pair/cdk";
import type { Side } from "../pair/side";
import { policyDocument, type PolicyStatement } from "./policy";

/** What can be given permissions: it acts in a role of its own in each region. `bucket.grantRead(compute)`. */
export interface Grantable {
  readonly grantPrincipal: Principal;
}

/** One region's role, and what acts in it. */
export interface PrincipalMember {
  readonly scope: Construct;
  readonly side: Side;
  readonly role: IamRole;
  /** Waits for the permissions: an instance that boots without them fails once and is replaced. */
  readonly user: TerraformResource;
}

/** The roles of both regions, each with one inline policy that grows with every grant. */
export class Principal {
  private readonly statements = new Map<Side["name"], PolicyStatement[]>();
  private readonly policies = new Map<Side["name"], IamRolePolicy>();

  constructor(private readonly members: readonly PrincipalMember[]) {}

  /** Gives permissions in both regions. @param statementsOf what a region's role may do, told with resources of that region */
  addToPolicy(statementsOf: (side: Side) => readonly PolicyStatement[]): void {
    for (const member of this.members) {
      const { name } = member.side;
      const statements = [...(this.statements.get(name) ?? []), ...statementsOf(member.side)];
      this.statements.set(name, statements);
      this.policyOf(member).policy = policyDocument(statements);
    }
  }

  private policyOf({ scope, side, role, user }: PrincipalMember): IamRolePolicy {
    const known = this.policies.get(side.name);
    if (known !== undefined) return known;
    const policy = new IamRolePolicy(scope, "grants", {
      name: "grants",
      role: role.name,
      policy: policyDocument([]),
    });
    user.dependsOn = [...(user.dependsOn ?? []), dependable(policy)];
    this.policies.set(side.name, policy);
    return policy;
  }
}
