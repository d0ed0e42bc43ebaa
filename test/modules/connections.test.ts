import { AuroraGlobal } from "../../modules/aurora-global/aurora-global";
import { Compute } from "../../modules/compute/compute";
import { MachineImage } from "../../modules/ami-copy/machine-image";
import { Peer } from "../../modules/connections/peer";
import { Duration } from "../../modules/pair/duration";
import type { Pair } from "../../modules/pair/pair";
import { RdsReadReplica, type RdsReadReplicaProps } from "../../modules/rds-read-replica/rds-read-replica";
import { type Synthesized, synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";

interface Rule {
  readonly from_port: number;
  readonly cidr_blocks: string[];
  readonly security_groups: string[];
}

const FLEET = "aws_security_group.web_instances";
const DATABASE = "aws_security_group.orders_access";

/** `port from where` of each rule. */
const rules = (side: Synthesized, address: string, direction: "ingress" | "egress") =>
  ((side.resource(address)[direction] ?? []) as Rule[]).map(
    (rule) => `${rule.from_port} ${[...rule.cidr_blocks, ...rule.security_groups].join(" ")}`,
  );

const application = (
  use: (pair: Pair, web: Compute, orders: AuroraGlobal, on: ReturnType<typeof base>) => void,
) =>
  synthesized((pair) => {
    const { keys, network } = base(pair);
    const orders = new AuroraGlobal(pair, "orders", {
      keys,
      network,
      engine: "aurora-mysql",
      engineVersion: "8.0.mysql_aurora.3.08.0",
      instanceClass: "db.r6g.large",
      databaseName: "orders",
    });
    use(pair, fleetIn(pair, { keys, network }), orders, { keys, network });
  });

describe("connections", () => {
  it("lets a fleet out to what it is given to use and nowhere else, in both regions", () => {
    const { primary, dr } = application((_pair, web, orders) => web.connections.allowToDefaultPort(orders));
    expect(rules(primary, FLEET, "egress")).toEqual(["443 0.0.0.0/0", "3306 10.10.0.0/16"]);
    expect(rules(dr, FLEET, "egress")).toEqual(["443 0.0.0.0/0", "3306 10.20.0.0/16"]);
  });

  it("let the fleet's group alone into the database", () => {
    const { primary, dr } = application((_pair, web, orders) => orders.connections.allowDefaultPortFrom(web));
    for (const side of [primary, dr])
      expect(rules(side, DATABASE, "ingress")).toEqual([`3306 \${${FLEET}.id}`]);
  });

  it("say the same once", () => {
    const { primary } = application((_pair, web, orders) => {
      web.connections.allowToDefaultPort(orders);
      orders.connections.allowFrom(web, 3306, "again");
    });
    expect(rules(primary, DATABASE, "ingress")).toHaveLength(1);
    expect(rules(primary, FLEET, "egress")).toHaveLength(2);
  });

  it("reach peers that the pair does not make", () => {
    const { primary, dr } = application((_pair, web, orders) => {
      web.connections.allowTo(Peer.ipv4({ primary: "10.1.0.0/24", dr: "10.2.0.0/24" }), 6379, "Redis");
      orders.connections.allowDefaultPortFrom(Peer.securityGroupId({ primary: "sg-1", dr: "sg-2" }));
    });
    expect(rules(primary, FLEET, "egress")).toContain("6379 10.1.0.0/24");
    expect(rules(dr, FLEET, "egress")).toContain("6379 10.2.0.0/24");
    expect(rules(dr, DATABASE, "ingress")).toEqual(["3306 sg-2"]);
  });

  it("refuse two groups that name each other, which Terraform could not create", () => {
    expect(() =>
      application((pair, web, orders, { keys, network }) => {
        const worker = new Compute(pair, "worker", {
          keys,
          network,
          image: MachineImage.fromSsmParameter("/shop/images/worker"),
          instanceType: "t3.small",
          capacity: { min: 1, desired: 1, max: 1 },
          listener: { plainHttpBecause: "test" },
        });
        orders.connections.allowDefaultPortFrom(worker);
        web.connections.allowToDefaultPort(worker);
        worker.connections.allowTo(web, 8080);
      }),
    ).toThrow(/web: cannot name the security group of worker, which names its own/);
  });

  it("refuse a database that nothing may connect to", () => {
    expect(() => application(() => undefined)).toThrow(/orders: nothing may connect to it/);
  });

  it("take HTTPS away where it is not wanted", () => {
    const { dr } = synthesized((pair) => void fleetIn(pair, { ...base(pair), allowHttpsOutbound: false }));
    expect(rules(dr, FLEET, "egress")).toEqual([]);
  });

  it("let the DR fleet out to a database that a failover has yet to restore there", () => {
    const { primary, dr } = synthesized(
      (pair) => {
        const { keys, network } = base(pair);
        const props: RdsReadReplicaProps = {
          keys,
          network,
          engine: "postgres",
          engineVersion: "16.6",
          instanceClass: "db.m6g.large",
          storage: 100,
          databaseName: "orders",
          copy: "backups",
        };
        fleetIn(pair, { keys, network }).connections.allowToDefaultPort(
          new RdsReadReplica(pair, "orders", props),
        );
      },
      { rto: Duration.hours(4) },
    );
    expect(rules(primary, FLEET, "egress")).toContain("5432 10.10.0.0/16");
    expect(rules(dr, FLEET, "egress")).toContain("5432 10.20.0.0/16");
  });
});
