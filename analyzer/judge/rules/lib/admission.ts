import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "./field";
import { PairGraph } from "./graph";

const GROUP = ["aws_security_group", "aws_default_security_group"];

/** What lets traffic into a security group, and by which resource. */
interface Opening {
  readonly by: Resource;
  readonly rule: Field;
  /** Names of the arguments that hold the other end. */
  readonly groups: readonly string[];
  readonly networks: readonly string[];
}

/** The security groups of what answers behind a target group. */
export function groupsOf(graph: PairGraph, server: Resource): Resource[] {
  if (server.type === "aws_ecs_service") {
    return graph.resolve(Field.of(server, "network_configuration", 0, "security_groups"), GROUP);
  }
  const template = graph.resolve(Field.of(server, "launch_template", 0, "id"), ["aws_launch_template"]);
  return template.flatMap((one) => [
    ...graph.resolve(Field.of(one, "vpc_security_group_ids"), GROUP),
    ...graph.resolve(Field.of(one, "network_interfaces", 0, "security_groups"), GROUP),
  ]);
}

/** What lets traffic into each security group, and by which resource. */
export class Admission {
  private readonly graph: PairGraph;
  private readonly openings = new Map<Resource, Opening[]>();

  constructor(pair: PairContext) {
    this.graph = PairGraph.of(pair);
    for (const type of GROUP) for (const group of this.graph.managed(type)) this.addInline(group);
    this.addRules("aws_vpc_security_group_ingress_rule", RULE_ENDS);
    this.addRules(
      "aws_security_group_rule",
      INLINE_ENDS,
      (rule) => Field.of(rule, "type").text === "ingress",
    );
  }

  /** What lets traffic from a load balancer's groups to a port of a server's groups; the first that does. */
  by(from: readonly Resource[], to: readonly Resource[], port: number): Resource | undefined {
    const candidates = to.flatMap((group) => this.openings.get(group) ?? []);
    return candidates.find((opening) => admits(this.graph, opening, from, port))?.by;
  }

  private addInline(group: Resource): void {
    const rules = Field.of(group, "ingress").elements;
    this.openings.set(
      group,
      rules.map((rule) => ({ by: group, rule, groups: ["security_groups"], networks: INLINE_ENDS.networks })),
    );
  }

  /** Rules of their own come first: a group shows them among its own once they exist. */
  private addRules(type: string, ends: RuleEnds, isMeant: (rule: Resource) => boolean = () => true): void {
    for (const by of this.graph.managed(type).filter(isMeant)) {
      for (const group of this.graph.resolve(Field.of(by, "security_group_id"), GROUP)) {
        this.openings.get(group)?.unshift({ by, rule: Field.of(by), ...ends });
      }
    }
  }
}

/** The arguments of a rule that hold the other end. */
type RuleEnds = Pick<Opening, "groups" | "networks">;

const RULE_ENDS: RuleEnds = {
  groups: ["referenced_security_group_id"],
  networks: ["cidr_ipv4", "cidr_ipv6", "prefix_list_id"],
};
const INLINE_ENDS: RuleEnds = {
  groups: ["source_security_group_id"],
  networks: ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids"],
};

/** Networks are taken to include the load balancer: which addresses it has no plan tells. */
function admits(
  graph: PairGraph,
  { rule, groups, networks }: Opening,
  from: readonly Resource[],
  port: number,
): boolean {
  const protocol = rule.at("ip_protocol").text ?? rule.at("protocol").text;
  const [first, last] = [rule.at("from_port").number ?? 0, rule.at("to_port").number ?? 65535];
  const every = protocol === "-1" || protocol === "all";
  if (!every && (port < first || port > last)) return false;
  if (networks.some((name) => !rule.at(name).absent)) return true;
  return groups.some((name) => {
    const field = rule.at(name);
    const known = graph.resolve(field, GROUP);
    return known.some((one) => from.includes(one)) || (known.length === 0 && !field.absent);
  });
}
