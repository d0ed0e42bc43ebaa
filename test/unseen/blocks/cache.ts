import { block } from "../model/block";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** A Redis global datastore: the DR region's replication group follows and takes engine and size from the global one. */
export default block({
  id: "cache",
  service: "ElastiCache",
  // The emulator does not know the clusters of its replication groups.
  applies: false,
  choose: (rng) => ({
    node: rng.pick(["cache.r6g.large", "cache.r7g.large"]),
    version: rng.pick(["7.0", "7.1"]),
    nodes: rng.int(2, 3),
  }),
  build(region, { node, version, nodes }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const subnets = region.resource("aws_elasticache_subnet_group", "cache", {
      name: region.name("cache"),
      subnet_ids: privateSubnets.map((one) => one.id),
    });
    const group = securityGroup(region, "cache", {
      name: region.name("cache"),
      description: "Redis",
      vpc,
      ingress: [{ port: 6379, cidr, description: "From the VPC" }],
    });
    const shared = {
      replication_group_id: region.name("cache"),
      description: "Sessions",
      num_cache_clusters: nodes,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      subnet_group_name: subnets.attr("name"),
      security_group_ids: [group.id],
      snapshot_retention_limit: 7,
      apply_immediately: true,
    };
    if (region.isDr) {
      region.resource("aws_elasticache_replication_group", "cache", {
        ...shared,
        global_replication_group_id: region.peer(
          "aws_elasticache_global_replication_group",
          "cache",
          "global_replication_group_id",
        ),
      });
      return;
    }
    const primary = region.resource("aws_elasticache_replication_group", "cache", {
      ...shared,
      engine: "redis",
      engine_version: version,
      node_type: node,
      port: 6379,
      at_rest_encryption_enabled: true,
      transit_encryption_enabled: true,
    });
    region.resource(
      "aws_elasticache_global_replication_group",
      "cache",
      { global_replication_group_id_suffix: region.app, primary_replication_group_id: primary.id },
      { twin: null },
    );
  },
  imagined: {
    "aws_elasticache_global_replication_group.global_replication_group_id": (name) => `ldgnf-${name}`,
  },
});
