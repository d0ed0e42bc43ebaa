import { Ref } from "../model/expression";
import type { Side } from "../model/application";
import { blocksOf } from "../model/paths";
import { nested, Resource } from "../model/resource";
import type { Rewrite } from "./rewrite";

const SEPARATE = ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"];

const rewrite: Rewrite = {
  id: "rules-spelling",
  what: "A security group's rules stand in it on one side, and beside it on the other.",
  replaces: true,
  sites: (side) =>
    side.ofType("aws_security_group").flatMap((group) => {
      if (side.application.twin(group) === undefined) return [];
      const rules = side
        .dependents(group, ...SEPARATE)
        .filter(({ args }) => refersTo(args.security_group_id, group));
      const inside = blocksOf(group.args, "ingress").length > 0;
      if (inside) return [{ resource: group, make: () => takeOut(side, group) }];
      return rules.length > 0 ? [{ resource: group, make: () => putIn(side, group, rules) }] : [];
    }),
};

const refersTo = (value: unknown, resource: Resource): boolean =>
  value instanceof Ref && value.target === resource;

function takeOut(side: Side, group: Resource): void {
  const flows = [
    ["ingress", "aws_vpc_security_group_ingress_rule"],
    ["egress", "aws_vpc_security_group_egress_rule"],
  ] as const;
  for (const [flow, type] of flows) {
    blocksOf(group.args, flow).forEach(({ body }, i) => {
      const isAll = body.protocol === "-1";
      const cidr = body.cidr_blocks as readonly string[] | undefined;
      const from = body.security_groups as readonly Ref[] | undefined;
      const args = {
        security_group_id: group.id,
        ip_protocol: body.protocol,
        from_port: isAll ? undefined : body.from_port,
        to_port: isAll ? undefined : body.to_port,
        cidr_ipv4: cidr?.[0],
        referenced_security_group_id: from?.[0],
        description: body.description,
      };
      const name = `${group.label}_${flow}_${i}`;
      side.add(new Resource("managed", side.name, group.block, type, name, undefined, args, {}, name, name));
    });
    group.args[flow] = undefined;
  }
}

function putIn(side: Side, group: Resource, rules: readonly Resource[]): void {
  const blocks = (type: string) =>
    rules
      .filter((rule) => rule.type === type)
      .map(({ args }) =>
        nested({
          description: args.description,
          protocol: args.ip_protocol,
          from_port: args.from_port ?? 0,
          to_port: args.to_port ?? 0,
          cidr_blocks: args.cidr_ipv4 === undefined ? undefined : [args.cidr_ipv4 as string],
          security_groups:
            args.referenced_security_group_id === undefined
              ? undefined
              : [args.referenced_security_group_id as Ref],
        }),
      );
  group.args.ingress = blocks("aws_vpc_security_group_ingress_rule");
  group.args.egress = blocks("aws_vpc_security_group_egress_rule");
  for (const rule of rules) side.remove(rule);
}

export default rewrite;
