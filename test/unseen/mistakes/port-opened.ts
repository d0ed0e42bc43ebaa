import { blocksOf } from "../model/paths";
import { nested, Resource } from "../model/resource";
import { differs, type Label, type Mistake } from "./mistake";
import type { Side } from "../model/application";

const WHY = "a port is open to the world on one side that the other keeps shut";

const mistake: Mistake = {
  id: "port-opened",
  what: "Somebody opened a port to the world for debugging, in one region.",
  sides: ["dr", "primary"],
  sites: (side) =>
    side
      .ofType("aws_security_group")
      .filter((group) => side.application.twin(group) !== undefined)
      .map((resource) => ({
        resource,
        make: (rng) => open(side, resource, rng.pick([22, 3389, 9200])),
      })),
};

/** In the group, where its rules stand there; as a rule beside it otherwise. */
function open(side: Side, group: Resource, port: number): Label {
  const rules = blocksOf(group.args, "ingress");
  if (rules.length > 0) {
    const rule = nested({ protocol: "tcp", from_port: port, to_port: port, cidr_blocks: ["0.0.0.0/0"] });
    group.args.ingress = [...rules, rule];
    return differs(side, group, ["ingress"], "warning", WHY);
  }
  const name = `${group.name}_debug`;
  const args = {
    security_group_id: group.id,
    ip_protocol: "tcp",
    from_port: port,
    to_port: port,
    cidr_ipv4: "0.0.0.0/0",
  };
  const type = "aws_vpc_security_group_ingress_rule";
  const rule = new Resource("managed", side.name, group.block, type, name, undefined, args, {}, name, name);
  side.add(rule);
  return {
    ...differs(side, rule, [], "warning", WHY),
    kind: side.name === "dr" ? "missing-in-primary" : "missing-in-dr",
    acceptKinds: ["readiness", "attribute", "asymmetric-change"],
    also: [group, side.application.twin(group)].filter((one) => one !== undefined),
  };
}

export default mistake;
