import { rule } from "../connections/security-group-rule";
import type { PairListener } from "../compute/shared-listener";
import type { SecurityGroup } from "../pair/aws";
import { Token } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { given, type Kind } from "../pair/existing";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import { ExistingGroup } from "./existing-group";
import { SECURITY_GROUP } from "./security-group";

export interface ExistingListener {
  /** Of an application load balancer's listener. */
  readonly listenerArn: string;
  /** Of the load balancer: what may call the applications behind it. */
  readonly securityGroupId: string;
}

export interface ExistingListenerProps extends PerSide<ExistingListener> {
  /**
   * Whether a rule may be added to the load balancer's group, which lets it call an application that is put behind it. The rule is a
   * resource of its own: where the group's rules are written inside the group, or let it call everything, say false. @default true
   */
  readonly mutable?: boolean;
}

const LISTENER: Kind = {
  what: "a listener's ARN",
  shape:
    /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/app\/[\w-]+\/[0-9a-f]+\/[0-9a-f]+$/,
  example:
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2",
};

/**
 * A listener of each region that exists, of an application load balancer that several applications share.
 *
 * Primary and DR: a rule of the load balancer's security group for each application behind it. Link: nothing.
 */
export class Listener implements PairListener {
  private constructor(
    readonly id: string,
    private readonly arns: PerSide<string>,
    private readonly groups: PerSide<ExistingGroup>,
  ) {}

  /** @throws ConfigurationError when a side's is missing, or lies in another region */
  static existing(pair: Pair, id: string, props: ExistingListenerProps): Listener {
    const arns = given(pair, id, props, "listenerArn", LISTENER);
    const groupIds = given(pair, id, props, "securityGroupId", SECURITY_GROUP);
    pair.design.means(forSides(pair, ({ name }) => balancerOf(arns[name])));
    const { mutable = true } = props;
    const groups = forSides(
      pair,
      (side) => new ExistingGroup(scopeIn(side, id), groupIds[side.name], mutable),
    );
    return new Listener(id, arns, groups);
  }

  listenerArn({ name }: Side): string {
    return this.arns[name];
  }

  /** @throws ConfigurationError when the listener's ARN is a reference, which does not tell it */
  loadBalancerArn(side: Side): string {
    const arn = this.listenerArn(side);
    if (!Token.isUnresolved(arn)) return balancerOf(arn);
    throw new ConfigurationError(
      `${this.id}.${side.name}.listenerArn`,
      "is a reference, from which the load balancer cannot be told",
      `Write the ARN out, as ${LISTENER.example}`,
    );
  }

  loadBalancerInLink(side: Side): { readonly arn: string } {
    return { arn: this.loadBalancerArn(side) };
  }

  securityGroupId({ name }: Side): string {
    return this.groups[name].id;
  }

  /** Names the application's group and not its network: two applications on one port would be the same rule twice, which EC2 refuses. */
  allowTo(side: Side, name: string, group: SecurityGroup, port: number): void {
    this.groups[side.name].putEgress([rule({ description: `To ${name}`, port, securityGroups: [group.id] })]);
  }
}

/** `listener/app/NAME/ID/ID` is of `loadbalancer/app/NAME/ID`. */
function balancerOf(listenerArn: string): string {
  return listenerArn.replace(":listener/", ":loadbalancer/").replace(/\/[0-9a-f]+$/, "");
}
