import type { Value } from "../../model/expression";
import type { Region } from "../../model/region";
import { nested, type Resource } from "../../model/resource";

/** A rule of a security group: from addresses or from another group. */
export interface Rule {
  readonly port: number;
  readonly cidr?: Value;
  readonly from?: Resource;
  readonly description: string;
}

/** A security group that lets everything out; its rules stand in it or beside it, as the team's style is. */
export function securityGroup(
  region: Region,
  label: string,
  group: {
    readonly name: Value;
    readonly description: string;
    readonly vpc: Resource;
    readonly ingress: readonly Rule[];
  },
): Resource {
  const inline = region.style.rules === "inline";
  const made = region.resource("aws_security_group", label, {
    name: group.name,
    description: group.description,
    vpc_id: group.vpc.id,
    ingress: inline && group.ingress.length > 0 ? group.ingress.map(inlineRule) : undefined,
    egress: inline
      ? nested({ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] })
      : undefined,
  });
  if (inline) return made;
  for (const { port, cidr, from, description } of group.ingress) {
    region.resource(
      "aws_vpc_security_group_ingress_rule",
      `${label}_${port}${from ? `_${from.label}` : ""}`,
      {
        security_group_id: made.id,
        ip_protocol: "tcp",
        from_port: port,
        to_port: port,
        cidr_ipv4: cidr,
        referenced_security_group_id: from?.id,
        description,
      },
    );
  }
  region.resource("aws_vpc_security_group_egress_rule", `${label}_all`, {
    security_group_id: made.id,
    ip_protocol: "-1",
    cidr_ipv4: "0.0.0.0/0",
  });
  return made;
}

function inlineRule({ port, cidr, from, description }: Rule) {
  return nested({
    description,
    protocol: "tcp",
    from_port: port,
    to_port: port,
    cidr_blocks: cidr === undefined ? undefined : [cidr],
    security_groups: from === undefined ? undefined : [from.id],
  });
}
