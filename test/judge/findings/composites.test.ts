import { constant, plan, type PlanBuilder } from "../../support/plan-builder";
import { reportOf, told } from "../../support/analysis";

const TABLES = { primary: "rtb-0aaaaaaaaaaaaaaa1", dr: "rtb-0bbbbbbbbbbbbbbb1" };
const SPARE = { primary: "rtb-0aaaaaaaaaaaaaaa2", dr: "rtb-0bbbbbbbbbbbbbbb2" };
const NAT = { primary: "nat-0aaaaaaaaaaaaaaa1", dr: "nat-0bbbbbbbbbbbbbbb1" };

type SideName = "primary" | "dr";
const MIRROR = (side: SideName) => ({
  cidr_block: "0.0.0.0/0",
  gateway_id: "",
  nat_gateway_id: NAT[side],
});

/** Two applied route tables; the first shows in its `route` the one that a resource of its own has made. */
function network(
  side: SideName,
  route: (builder: PlanBuilder, values: Record<string, string>) => PlanBuilder,
) {
  const tags = (name: string) => ({ tags: { Name: name } });
  const builder = plan(side === "dr" ? "us-west-2" : "us-east-1")
    .resource("aws_nat_gateway.this", { id: NAT[side], connectivity_type: "public" })
    .resource(
      "aws_route_table.private",
      { id: TABLES[side], route: [MIRROR(side)], ...tags("private") },
      { expressions: { tags: constant({ Name: "private" }) } },
    )
    .resource(
      "aws_route_table.spare",
      { id: SPARE[side], route: [], ...tags("spare") },
      { expressions: { tags: constant({ Name: "spare" }) } },
    );
  return route(builder, {
    id: `r-${TABLES[side]}1080289494`,
    route_table_id: TABLES[side],
    destination_cidr_block: "0.0.0.0/0",
    nat_gateway_id: NAT[side],
  });
}

const ROUTE = "aws_route.nat";
const kept = (builder: PlanBuilder, values: Record<string, string>) => builder.resource(ROUTE, values);

describe("a route that is a resource of its own", () => {
  const findings = (route: typeof kept) =>
    told(reportOf({ primary: network("primary", route), dr: network("dr", kept) }).findings);

  it("equals its twin", () => {
    expect(findings(kept)).toEqual([]);
  });

  it("is told when one plan deletes it, though the table still shows it", () => {
    const deleted: typeof kept = (builder, values) =>
      builder.resource(ROUTE, null, { before: values, actions: ["delete"] });
    expect(findings(deleted)).toEqual([`warning asymmetric-change ${ROUTE}`]);
  });

  it("is told when one plan moves it to another table, though the first still shows it", () => {
    const moved: typeof kept = (builder, values) =>
      builder.resource(
        ROUTE,
        { ...values, route_table_id: SPARE.primary },
        { before: values, actions: ["update"] },
      );
    expect(findings(moved).join()).toContain(ROUTE);
  });
});

describe("rules that a `dynamic` block writes, between groups that are yet to be created", () => {
  const anywhere = { from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] };
  const group = (region: string, ...ports: number[]) =>
    plan(region)
      .resource("aws_security_group.jobs", { name: "jobs" }, { actions: ["create"], unknown: { id: true } })
      .resource(
        "aws_security_group.kafka",
        {
          name: "kafka",
          ingress: ports.map((port) => ({ from_port: port, to_port: port, protocol: "tcp", self: false })),
        },
        {
          actions: ["create"],
          unknown: { id: true, ingress: ports.map(() => ({ security_groups: true })) },
          expressions: { name: constant("kafka") },
        },
      );
  const findings = (...ports: number[]) =>
    told(reportOf({ primary: group("us-east-1", 9094, 9098), dr: group("us-west-2", ...ports) }).findings);

  it("equal those for the same ports", () => {
    expect(findings(9098, 9094)).toEqual([]);
  });

  it("are told where a port is missing in an ACL whose other entries are written out", () => {
    const acl = (region: string, port: number) =>
      plan(region).resource(
        "aws_network_acl.data",
        {
          ingress: [
            {
              rule_no: 100,
              protocol: "tcp",
              from_port: port,
              to_port: port,
              cidr_block: "10.0.0.0/8",
              action: "allow",
            },
          ],
          egress: [{ ...anywhere, rule_no: 100, action: "allow", cidr_block: "0.0.0.0/0" }],
        },
        {
          actions: ["create"],
          unknown: { id: true },
          expressions: { egress: [{ cidr_block: constant("0.0.0.0/0") }] },
        },
      );
    const of = (port: number) =>
      told(reportOf({ primary: acl("us-east-1", 3306), dr: acl("us-west-2", port) }).findings);
    expect(of(3306)).toEqual([]);
    expect(of(5432)).toEqual(["critical attribute aws_network_acl.data: ingress"]);
  });

  it("are told where one port is missing", () => {
    expect(findings(9094)).toEqual(["critical attribute aws_security_group.kafka: ingress"]);
  });
});
