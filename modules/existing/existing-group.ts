import type { GroupRules, InlineRule } from "../connections/security-group-rule";
import { VpcSecurityGroupEgressRule, VpcSecurityGroupIngressRule } from "../pair/aws";
import type { Construct } from "../pair/cdk";

/** A security group that another definition owns: rules are resources beside it, since what is inside is not ours to write. */
export class ExistingGroup implements GroupRules {
  private readonly made = new Set<string>();

  constructor(
    private readonly scope: Construct,
    readonly id: string,
    private readonly mutable: boolean,
  ) {}

  putIngress(rules: readonly InlineRule[]): void {
    this.put("ingress", rules, VpcSecurityGroupIngressRule);
  }

  putEgress(rules: readonly InlineRule[]): void {
    this.put("egress", rules, VpcSecurityGroupEgressRule);
  }

  /** All rules come again with every new one: those that are there already keep their addresses. */
  private put(
    direction: "ingress" | "egress",
    rules: readonly InlineRule[],
    Rule: typeof VpcSecurityGroupIngressRule | typeof VpcSecurityGroupEgressRule,
  ): void {
    if (!this.mutable) return;
    for (const rule of rules.flatMap(oneByOne)) {
      const key = JSON.stringify([direction, rule]);
      if (this.made.has(key)) continue;
      this.made.add(key);
      new Rule(this.scope, this.freeId(direction, rule), { securityGroupId: this.id, ...rule });
    }
  }

  /** By what the rule says of itself: by its number, a rule put before others would exchange them. */
  private freeId(
    direction: string,
    { description, fromPort }: { description: string; fromPort: number },
  ): string {
    const id = `${direction}-${description.replace(/[^A-Za-z0-9]+/g, "-")}-${fromPort}`;
    for (let n = 1; ; n++) {
      const candidate = n === 1 ? id : `${id}-${n}`;
      if (this.scope.node.tryFindChild(candidate) === undefined) return candidate;
    }
  }
}

/** The resources hold one source each. */
function oneByOne({
  description,
  protocol: ipProtocol,
  fromPort,
  toPort,
  cidrBlocks,
  securityGroups,
}: InlineRule) {
  const common = { description, ipProtocol, fromPort, toPort };
  return [
    ...cidrBlocks.map((cidrIpv4) => ({ ...common, cidrIpv4 })),
    ...securityGroups.map((referencedSecurityGroupId) => ({ ...common, referencedSecurityGroupId })),
  ];
}
