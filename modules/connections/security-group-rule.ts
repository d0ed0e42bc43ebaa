/** A TCP rule of a security group, from or to networks or other groups. */
export interface RuleProps {
  readonly description: string;
  readonly port: number;
  readonly cidrBlocks?: readonly string[];
  readonly securityGroups?: readonly string[];
}

/** In the form of an inline rule, where Terraform's JSON wants every attribute spelled out. */
export function rule({ description, port, cidrBlocks = [], securityGroups = [] }: RuleProps) {
  return {
    description,
    protocol: "tcp",
    fromPort: port,
    toPort: port,
    cidrBlocks: [...cidrBlocks],
    securityGroups: [...securityGroups],
    ipv6CidrBlocks: [],
    prefixListIds: [],
    selfAttribute: false,
  };
}
