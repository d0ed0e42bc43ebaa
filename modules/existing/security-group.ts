import { type Connectable, Connections } from "../connections/connections";
import type { PairNetwork } from "../network/pair-network";
import { given, type Kind } from "../pair/existing";
import type { Pair } from "../pair/pair";
import { type PerSide, scopeIn } from "../pair/side";
import { ExistingGroup } from "./existing-group";

export interface ExistingSecurityGroup {
  readonly securityGroupId: string;
}

export interface ExistingSecurityGroupProps extends PerSide<ExistingSecurityGroup> {
  /** Where what is in the group lies: its clients are allowed to call into it. */
  readonly network: PairNetwork;
  /** TCP port that it listens on. @default - it has none */
  readonly port?: number;
  /**
   * Whether rules may be added. They are resources of their own: a definition that writes the group's rules inside it would take them
   * away, so say false there, and write them there. @default true
   */
  readonly mutable?: boolean;
}

export const SECURITY_GROUP: Kind = {
  what: "a security group's id",
  shape: /^sg-[0-9a-f]{8,17}$/,
  example: "sg-0a1b2c3d4e5f60718",
};

/**
 * A security group of each region that exists, and what is in it.
 *
 * Primary and DR: the rules of its connections. Link: nothing.
 */
export class SecurityGroup implements Connectable {
  private constructor(readonly connections: Connections) {}

  /** @throws ConfigurationError when a side's is missing */
  static existing(pair: Pair, id: string, props: ExistingSecurityGroupProps): SecurityGroup {
    const ids = given(pair, id, props, "securityGroupId", SECURITY_GROUP);
    const { network, port, mutable = true } = props;
    const members = pair.sides.map((side) => ({
      side,
      group: new ExistingGroup(scopeIn(side, id), ids[side.name], mutable),
      network: network.of(side).cidr.toString(),
    }));
    return new SecurityGroup(new Connections({ name: id, members, defaultPort: port }));
  }
}
