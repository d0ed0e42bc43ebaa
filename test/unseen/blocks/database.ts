import { block } from "../model/block";
import { nested } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** A PostgreSQL instance with a cross-region read replica that is promoted on failover. */
export default block({
  id: "database",
  service: "RDS",
  // The emulator gives all database instances one id.
  applies: false,
  choose: (rng) => ({
    version: rng.pick(["15.7", "16.3"]),
    type: rng.pick(["db.m6g.large", "db.r6g.xlarge"]),
    days: rng.pick([7, 14, 30]),
    storage: rng.pick([100, 200]),
    insights: rng.chance(0.6),
  }),
  build(region, { version, type, days, storage, insights }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const key = region.resource("aws_kms_key", "rds", {
      description: "RDS storage",
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
    const subnets = region.resource("aws_db_subnet_group", "rds", {
      name: region.name("rds"),
      subnet_ids: privateSubnets.map((one) => one.id),
    });
    const parameters = region.resource("aws_db_parameter_group", "rds", {
      name: region.name("rds"),
      family: `postgres${version.split(".")[0]}`,
      parameter: [
        nested({ name: "rds.force_ssl", value: "1" }),
        nested({ name: "log_connections", value: "1" }),
      ],
    });
    const group = securityGroup(region, "rds", {
      name: region.name("rds"),
      description: "PostgreSQL",
      vpc,
      ingress: [{ port: 5432, cidr, description: "From the VPC" }],
    });
    const own = region.isDr
      ? { replicate_source_db: region.peer("aws_db_instance", "core", "arn") }
      : {
          engine: "postgres",
          engine_version: version,
          allocated_storage: storage,
          db_name: region.app,
          username: "app",
          password: "not-a-Secret-1",
        };
    region.resource("aws_db_instance", "core", {
      identifier: region.name("core"),
      ...own,
      instance_class: type,
      storage_type: "gp3",
      storage_encrypted: true,
      kms_key_id: key.arn,
      multi_az: true,
      db_subnet_group_name: subnets.attr("name"),
      parameter_group_name: parameters.attr("name"),
      vpc_security_group_ids: [group.id],
      backup_retention_period: days,
      deletion_protection: true,
      auto_minor_version_upgrade: false,
      copy_tags_to_snapshot: true,
      performance_insights_enabled: insights,
      publicly_accessible: false,
      final_snapshot_identifier: region.name("core-final"),
    });
  },
  imagined: { "aws_db_instance.arn": (name, region) => `arn:aws:rds:${region}:123456789012:db:${name}` },
});
