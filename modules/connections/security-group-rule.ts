/** A TCP rule of a security group, from or to networks or other groups. */
export interface RuleProps {
  readonly description: string;
  readonly port: number;
  readonly cidrBlocks?: readonly string[];
  readonly securityGroups?: readonly string[];
}

/** A rule as a security group has it inside. */
export interface InlineRule {
  readonly description: string;
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidrBlocks: string[];
  readonly securityGroups: string[];
  readonly ipv6CidrBlocks: string[];
  readonly prefixListIds: string[];
  readonly selfAttribute: boolean;
}

/** What rules are written to: a security group of the pair, or one that exists. All of a direction's come at once. */
export interface GroupRules {
  readonly id: string;
  putIngress(rules: InlineRule[]): void;
  putEgress(rules: InlineRule[]): void;
}

/** In the form of an inline rule, where Terraform's JSON wants every attribute spelled out. */
export function rule({ description, port, cidrBlocks = [], securityGroups = [] }: RuleProps): InlineRule {
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
