import { Ajv } from "ajv";
import { AuroraGlobal } from "../../modules/aurora-global/aurora-global";
import { Peer } from "../../modules/connections/peer";
import { Bucket } from "../../modules/existing/bucket";
import { Database, type ExistingDatabaseProps } from "../../modules/existing/database";
import { LoadBalancer } from "../../modules/existing/load-balancer";
import { Secret } from "../../modules/existing/secret";
import { SecurityGroup } from "../../modules/existing/security-group";
import { FailoverDns, type FailoverDnsProps } from "../../modules/failover-dns/failover-dns";
import { Keys } from "../../modules/keys/keys";
import { Network } from "../../modules/network/network";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets";
import { Duration } from "../../modules/pair/duration";
import type { Pair } from "../../modules/pair/pair";
import { scopeIn } from "../../modules/pair/side";
import { Parameters } from "../../modules/parameters/parameters";
import { S3Replication } from "../../modules/s3-replication/s3-replication";
import { WebAcl } from "../../modules/web-acl/web-acl";
import schema from "../../stacks/manifest.schema.json";
import { synthesized } from "../stacks/synthesized";
import { fleetIn } from "./base";

const VPCS = {
  primary: {
    vpcId: "vpc-0aaaaaaaa",
    cidr: "10.1.0.0/16",
    publicSubnetIds: ["subnet-0aaaaaaa1", "subnet-0aaaaaaa2"],
    privateSubnetIds: ["subnet-0aaaaaaa3", "subnet-0aaaaaaa4"],
  },
  dr: {
    vpcId: "vpc-0bbbbbbbb",
    cidr: "10.2.0.0/16",
    publicSubnetIds: ["subnet-0bbbbbbb1", "subnet-0bbbbbbb2"],
    privateSubnetIds: ["subnet-0bbbbbbb3", "subnet-0bbbbbbb4"],
  },
};
const keyArn = (region: string, digit: string) =>
  `arn:aws:kms:${region}:111122223333:key/${digit.repeat(8)}-1111-4111-8111-111111111111`;
const KEYS = {
  primary: { keyArn: keyArn("eu-west-1", "a") },
  dr: { keyArn: keyArn("eu-central-1", "b") },
};
const DATABASE = {
  primary: { endpoint: "orders.eu-west-1.example.net", securityGroupId: "sg-0aaaaaaaa" },
  dr: { endpoint: "orders.eu-central-1.example.net", securityGroupId: "sg-0bbbbbbbb" },
  port: 5432,
  promises: { rto: Duration.minutes(5), rpo: Duration.minutes(1) },
};
const balancerArn = (region: string) =>
  `arn:aws:elasticloadbalancing:${region}:111122223333:loadbalancer/app/web/50dc6c495c0c9188`;
const BALANCERS = {
  primary: { loadBalancerArn: balancerArn("eu-west-1") },
  dr: { loadBalancerArn: balancerArn("eu-central-1") },
};

const around = (pair: Pair) => ({
  network: Network.existing(pair, "network", VPCS),
  keys: Keys.existing(pair, "data", KEYS),
});
const databaseIn = (pair: Pair, props: Partial<ExistingDatabaseProps> = {}) =>
  Database.existing(pair, "orders", { ...DATABASE, network: around(pair).network, ...props });
/** What may come from JavaScript, or from the environment. */
const half = <T>(value: unknown) => value as T;

describe("an existing network", () => {
  const network = (vpcs: typeof VPCS) => () => synthesized((pair) => Network.existing(pair, "network", vpcs));

  it("is refused when a side is missing, half given, or the other's", () => {
    expect(network(half({ primary: VPCS.primary }))).toThrow(
      "network.dr.vpcId: is missing. Give a VPC's id of eu-central-1",
    );
    expect(network({ ...VPCS, dr: { ...VPCS.dr, vpcId: "" } })).toThrow("network.dr.vpcId: is missing");
    expect(network({ ...VPCS, dr: { ...VPCS.dr, vpcId: VPCS.primary.vpcId } })).toThrow(
      'network.dr.vpcId: is "vpc-0aaaaaaaa", as primary\'s is',
    );
    expect(network({ ...VPCS, dr: { ...VPCS.dr, vpcId: "main" } })).toThrow(
      'network.dr.vpcId: "main" is not a VPC\'s id',
    );
    expect(network({ ...VPCS, dr: { ...VPCS.dr, cidr: "10.2.0.0" } })).toThrow("network.dr.cidr");
  });

  it("has subnets of as many zones on both sides", () => {
    const one = { ...VPCS.dr, privateSubnetIds: ["subnet-0bbbbbbb3"] };
    const three = { ...VPCS.dr, publicSubnetIds: [...VPCS.dr.publicSubnetIds, "subnet-0bbbbbbb5"] };
    expect(network({ ...VPCS, dr: one })).toThrow("network.dr.privateSubnetIds: has 1");
    expect(network({ ...VPCS, dr: three })).toThrow("network.dr.publicSubnetIds: has 3, and primary 2");
    expect(network({ ...VPCS, dr: { ...VPCS.dr, publicSubnetIds: ["subnet-0bbbbbbb1", "public"] } })).toThrow(
      "network.dr.publicSubnetIds[1]",
    );
  });

  it("without public subnets takes no load balancer", () => {
    expect(() =>
      synthesized((pair) => {
        const [primary, dr] = [VPCS.primary, VPCS.dr].map((vpc) => ({ ...vpc, publicSubnetIds: undefined }));
        fleetIn(pair, { ...around(pair), network: Network.existing(pair, "inner", half({ primary, dr })) });
      }),
    ).toThrow("shop-web: is a public load balancer in a network without public subnets");
  });

  it("carries a fleet, which is the same on both sides, each in its own", () => {
    const { primary, dr, manifest } = synthesized((pair) => fleetIn(pair, around(pair)));
    for (const [side, vpc] of [
      [primary, VPCS.primary],
      [dr, VPCS.dr],
    ] as const) {
      expect(side.types()).not.toContain("aws_vpc");
      expect(side.resource("aws_lb.web_load-balancer").subnets).toEqual(vpc.publicSubnetIds);
      expect(side.resource("aws_autoscaling_group.web_group").vpc_zone_identifier).toEqual(
        vpc.privateSubnetIds,
      );
      expect(side.resource("aws_security_group.web_instances").vpc_id).toBe(vpc.vpcId);
    }
    expect(manifest.twins.length).toBe(primary.resources.length);
    expect(manifest.counterparts).toEqual(
      expect.arrayContaining([
        { primary: VPCS.primary.vpcId, dr: VPCS.dr.vpcId },
        { primary: VPCS.primary.cidr, dr: VPCS.dr.cidr },
        { primary: VPCS.primary.privateSubnetIds[1], dr: VPCS.dr.privateSubnetIds[1] },
        { primary: KEYS.primary.keyArn, dr: KEYS.dr.keyArn },
      ]),
    );
    expect(new Ajv().compile(schema)(manifest)).toBe(true);
  });

  it("may be looked up in the side's own workspace, and never in the other's", () => {
    const lookedUp = (scopeOf: (pair: Pair) => "own" | "primary") => () =>
      synthesized((pair) => {
        const subnetsOf = {
          primary: new DataAwsSubnets(scopeIn(pair.primary, "lookup"), "private", {}),
          dr: new DataAwsSubnets(scopeIn(pair.dr, "lookup"), "private", {}),
        };
        const vpcs = {
          primary: { ...VPCS.primary, privateSubnetIds: subnetsOf.primary.ids },
          dr: { ...VPCS.dr, privateSubnetIds: subnetsOf[scopeOf(pair) === "own" ? "dr" : "primary"].ids },
        };
        fleetIn(pair, { ...around(pair), network: Network.existing(pair, "found", vpcs) });
      });
    expect(() =>
      synthesized((pair) => {
        const cidr = new DataAwsVpc(scopeIn(pair.dr, "lookup"), "vpc", {}).cidrBlock;
        Network.existing(pair, "network", { ...VPCS, dr: { ...VPCS.dr, cidr } });
      }),
    ).toThrow("network.dr.cidr: is a reference. Write the network out");
    const { dr } = lookedUp(() => "own")();
    expect(dr.resource("aws_autoscaling_group.web_group").vpc_zone_identifier).toBe(
      "${data.aws_subnets.lookup_private.ids}",
    );
    expect(lookedUp(() => "primary")).toThrow("refers to a resource of shop-primary");
  });
});

describe("existing keys", () => {
  const keys = (value: typeof KEYS) => () => synthesized((pair) => Keys.existing(pair, "data", value));

  it("are refused when one is missing, an alias, or lies in the other region", () => {
    expect(keys(half({ primary: KEYS.primary, dr: {} }))).toThrow("data.dr.keyArn: is missing");
    expect(keys({ ...KEYS, dr: { keyArn: "arn:aws:kms:eu-central-1:111122223333:alias/data" } })).toThrow(
      "is not a KMS key's ARN",
    );
    expect(keys({ ...KEYS, dr: { keyArn: keyArn("eu-west-1", "c") } })).toThrow(
      `data.dr.keyArn: "${keyArn("eu-west-1", "c")}" lies in eu-west-1, and this side in eu-central-1`,
    );
  });

  it("encrypt with each region's own, and are not looked up in the link", () => {
    const { primary, link } = synthesized((pair) => {
      new S3Replication(pair, "assets", {
        bucketPrefix: "acme-assets",
        keys: Keys.existing(pair, "data", KEYS),
      });
    });
    expect(JSON.stringify(primary.json)).toContain(KEYS.primary.keyArn);
    expect(JSON.stringify(link.json)).toContain(KEYS.dr.keyArn);
    expect(link.json.data).toBeUndefined();
  });
});

describe("existing load balancers", () => {
  it("are refused when one lies in the other region", () => {
    expect(() =>
      synthesized((pair) => LoadBalancer.existing(pair, "web", { ...BALANCERS, dr: BALANCERS.primary })),
    ).toThrow("lies in eu-west-1");
  });

  it("are what a name leads to, and what a web ACL protects", () => {
    const { dr, link } = synthesized((pair) => {
      const web = LoadBalancer.existing(pair, "web", BALANCERS);
      new WebAcl(pair, "guard").protect(web);
      nameOf(pair, { target: { loadBalancer: web } });
    });
    expect(dr.resource("aws_wafv2_web_acl_association.guard_before-web")).toMatchObject({
      resource_arn: BALANCERS.dr.loadBalancerArn,
    });
    expect(link.json.data?.aws_lb?.name_dr).toMatchObject({ arn: BALANCERS.dr.loadBalancerArn });
    expect(link.resource("aws_route53_record.name_dr-record").alias).toMatchObject({
      name: "${data.aws_lb.name_dr.dns_name}",
    });
  });
});

describe("an existing hosted zone", () => {
  const hostnames = { primary: "a.example.net", dr: "b.example.net" };

  it("is named by its id where its name does not tell it", () => {
    const zone = { name: "shop.example.com", id: "Z0123456789ABCDEFGHIJ" };
    const { link } = synthesized((pair) => nameOf(pair, { zone, target: { hostnames } }));
    expect(link.json.data).toBeUndefined();
    expect(link.resource("aws_route53_record.name_dr-record").zone_id).toBe(zone.id);
  });

  it("is not created, and not named by anything else", () => {
    const zone = { name: "shop.example.com", id: "Z0123456789ABCDEFGHIJ", create: true };
    expect(() => synthesized((pair) => nameOf(pair, { zone, target: { hostnames } }))).toThrow(
      "name.zone: is to be created",
    );
    expect(() =>
      synthesized((pair) =>
        nameOf(pair, { zone: { name: "shop.example.com", id: "shop" }, target: { hostnames } }),
      ),
    ).toThrow('name.zone.id: "shop"');
  });
});

describe("an existing database", () => {
  it("is refused when a side is missing or half given", () => {
    const database = (props: unknown) => () => synthesized((pair) => databaseIn(pair, half(props)));
    expect(database({ dr: undefined })).toThrow("orders.dr.endpoint: is missing");
    expect(database({ dr: { endpoint: "b.example.net" } })).toThrow("orders.dr.securityGroupId: is missing");
    expect(database({ dr: { ...DATABASE.dr, endpoint: "b.example.net:5432" } })).toThrow("without the port");
    expect(database({ port: 0 })).toThrow("orders.port: is 0");
    expect(database({ dr: { ...DATABASE.primary, endpoint: "b.example.net" } })).toThrow(
      'orders.dr.securityGroupId: is "sg-0aaaaaaaa", as primary\'s is',
    );
    expect(database({ dr: { ...DATABASE.dr, endpoint: "orders.abc.eu-west-1.rds.amazonaws.com" } })).toThrow(
      "lies in eu-west-1, and this side in eu-central-1",
    );
  });

  it("lets a fleet in by a rule beside its group's own, and the fleet out to its network", () => {
    const { primary, dr } = synthesized((pair) => {
      const web = fleetIn(pair, around(pair));
      web.connections.allowToDefaultPort(databaseIn(pair));
    });
    for (const [side, group, cidr] of [
      [primary, "sg-0aaaaaaaa", "10.1.0.0/16"],
      [dr, "sg-0bbbbbbbb", "10.2.0.0/16"],
    ] as const) {
      expect(side.resource("aws_vpc_security_group_ingress_rule.orders_ingress-From-web-5432")).toMatchObject(
        {
          security_group_id: group,
          referenced_security_group_id: "${aws_security_group.web_instances.id}",
          from_port: 5432,
          to_port: 5432,
          ip_protocol: "tcp",
        },
      );
      expect(side.resource("aws_security_group.web_instances").egress).toContainEqual(
        expect.objectContaining({ from_port: 5432, cidr_blocks: [cidr] }),
      );
    }
  });

  it("keeps the addresses of rules when others come before them, and gives each its own", () => {
    const rules = (...networks: string[]) =>
      synthesized((pair) => {
        const group = SecurityGroup.existing(pair, "legacy", {
          primary: { securityGroupId: "sg-0aaaaaaaa" },
          dr: { securityGroupId: "sg-0bbbbbbbb" },
          network: around(pair).network,
          port: 6379,
        });
        fleetIn(pair, around(pair)).connections.allowToDefaultPort(group);
        for (const cidr of networks) group.connections.allowFrom(Peer.ipv4(cidr), 22, `Admins of ${cidr}`);
      }).dr.resources.filter((one) => one.includes("ingress_rule"));
    expect(rules("10.9.0.0/16").sort()).toEqual([
      "aws_vpc_security_group_ingress_rule.legacy_ingress-Admins-of-10-9-0-0-16-22",
      "aws_vpc_security_group_ingress_rule.legacy_ingress-From-web-6379",
    ]);
    expect(rules("10.8.0.0/16", "10.9.0.0/16")).toEqual(expect.arrayContaining(rules("10.9.0.0/16")));
    expect(rules("10.8.0.0/16", "10.9.0.0/16")).toHaveLength(3);
  });

  it("is left alone where another definition writes its rules", () => {
    const { primary } = synthesized((pair) => {
      fleetIn(pair, around(pair)).connections.allowToDefaultPort(databaseIn(pair, { mutable: false }));
    });
    expect(primary.types()).not.toContain("aws_vpc_security_group_ingress_rule");
    expect(JSON.stringify(primary.resource("aws_security_group.web_instances").egress)).toContain(
      "10.1.0.0/16",
    );
  });

  it("holds traffic back until it is promoted, unless both regions write", () => {
    const target = { hostnames: { primary: "a.example.net", dr: "b.example.net" } };
    const application = (props: Partial<ExistingDatabaseProps>) =>
      synthesized((pair) => {
        databaseIn(pair, props);
        nameOf(pair, { target });
      }).link.resources;
    expect(application({})).toContain("aws_cloudwatch_metric_alarm.name_take-over");
    expect(application({ multiWriter: true })).not.toContain("aws_cloudwatch_metric_alarm.name_take-over");
  });

  it("counts against the targets with what its owner promises", () => {
    const promises = { rto: Duration.minutes(20), rpo: Duration.minutes(1) };
    expect(() => synthesized((pair) => databaseIn(pair, { promises }))).toThrow(
      '20 min for taking over with database "orders"',
    );
  });

  it("is published with what each region has of it", () => {
    const { dr } = synthesized((pair) => {
      const { keys } = around(pair);
      const secret = Secret.existing(pair, "login", { secretName: "prod/orders", keys });
      const config = new Parameters(pair, "config", { keys });
      config.publishDatabase(databaseIn(pair, { secret }));
    });
    expect(dr.resource("aws_ssm_parameter.config_orders-endpoint").value).toBe(DATABASE.dr.endpoint);
    expect(dr.resource("aws_ssm_parameter.config_orders-secret-arn").value).toBe(
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/orders",
    );
  });

  it("without credentials publishes none, and from backups alone nothing", () => {
    const publish = (props: Partial<ExistingDatabaseProps>) => () =>
      synthesized((pair) =>
        new Parameters(pair, "config", around(pair)).publishDatabase(databaseIn(pair, props)),
      );
    expect(publish({})().dr.resources).toHaveLength(2);
    expect(publish({ dr: "backups" })).toThrow("orders: has no instance in eu-central-1");
  });
});

describe("an existing secret", () => {
  it("is read in each region with its own key", () => {
    const { dr } = synthesized((pair) => {
      const { keys, network } = around(pair);
      Secret.existing(pair, "login", { secretName: "prod/orders", keys }).grantRead(
        fleetIn(pair, { keys, network }),
      );
    });
    expect(JSON.stringify(dr.resource("aws_iam_role_policy.web_grants"))).toContain(
      "eu-central-1:111122223333:secret:prod/orders-??????",
    );
    expect(JSON.stringify(dr.resource("aws_iam_role_policy.web_grants"))).toContain(KEYS.dr.keyArn);
  });

  it("is named and not given by its ARN", () => {
    const secretName = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/orders-AbCdEf";
    expect(() => synthesized((pair) => Secret.existing(pair, "login", { secretName }))).toThrow(
      "login.secretName",
    );
  });
});

describe("existing buckets", () => {
  const BUCKETS = { primary: { bucketName: "acme-assets" }, dr: { bucketName: "acme-assets-dr" } };
  const bucketsIn = (pair: Pair, buckets = BUCKETS) =>
    Bucket.existing(pair, "assets", { ...buckets, keys: around(pair).keys });

  it("are refused when one is missing, or both are one", () => {
    expect(() => synthesized((pair) => bucketsIn(pair, half({ primary: BUCKETS.primary })))).toThrow(
      "assets.dr.bucketName: is missing",
    );
    expect(() => synthesized((pair) => bucketsIn(pair, { ...BUCKETS, dr: BUCKETS.primary }))).toThrow(
      "as primary's is",
    );
  });

  it("are replicated both ways, and stay as they are otherwise", () => {
    const { primary, dr, link } = synthesized((pair) => {
      new S3Replication(pair, "assets", { buckets: bucketsIn(pair), keys: around(pair).keys });
    });
    for (const side of [primary, dr])
      expect(side.types().filter((type) => type.startsWith("aws_s3"))).toEqual([]);
    expect(link.resource("aws_s3_bucket_replication_configuration.assets_dr-to-primary")).toMatchObject({
      bucket: "acme-assets-dr",
      rule: [
        expect.objectContaining({
          destination: expect.objectContaining({ bucket: "arn:aws:s3:::acme-assets" }) as unknown,
        }),
      ],
    });
  });

  it("can be granted", () => {
    const { dr } = synthesized((pair) => bucketsIn(pair).grantReadWrite(fleetIn(pair, around(pair))));
    expect(JSON.stringify(dr.resource("aws_iam_role_policy.web_grants"))).toContain(
      "arn:aws:s3:::acme-assets-dr/*",
    );
  });
});

describe("what a user brings along", () => {
  it("fits by its interface, without a class of this library", () => {
    const { dr } = synthesized((pair) => {
      const own = Keys.existing(pair, "data", KEYS);
      const keys = { arn: own.arn, arnInLink: own.arn, aliasArn: own.arn };
      const vpcs = Network.existing(pair, "network", VPCS);
      const network = { peer: vpcs.peer, of: vpcs.of };
      const database = new AuroraGlobal(pair, "orders", {
        keys,
        network,
        engine: "aurora-postgresql",
        engineVersion: "16.6",
        instanceClass: "db.r6g.large",
        databaseName: "orders",
      });
      database.connections.allowDefaultPortFrom(network.peer);
    });
    expect(dr.resource("aws_rds_cluster.orders_cluster").kms_key_id).toBe(KEYS.dr.keyArn);
  });
});

function nameOf(pair: Pair, props: Pick<FailoverDnsProps, "target"> & Partial<FailoverDnsProps>): void {
  new FailoverDns(pair, "name", {
    zone: { name: "shop.example.com" },
    name: "www.shop.example.com",
    check: { kind: "endpoint" },
    ...props,
  });
}
