import { block } from "../model/block";
import { Raw } from "../model/expression";
import { nested } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** An Aurora global database: the primary cluster writes, the DR region's cluster follows and has no master user. */
export default block({
  id: "aurora",
  service: "Aurora",
  // The emulator forgets that a cluster's instances have performance insights.
  applies: false,
  choose: (rng) => ({
    version: rng.pick(["15.4", "16.2", "16.4"]),
    instanceClass: rng.pick(["db.r6g.large", "db.r6g.xlarge", "db.r7g.large"]),
    instances: rng.int(2, 3),
    retention: rng.pick([7, 14, 35]),
  }),
  build(region, { version, instanceClass, instances, retention }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const engine = { engine: "aurora-postgresql", engine_version: version };
    const membership = {
      global_cluster_identifier: region.isDr
        ? region.peer("aws_rds_global_cluster", "app", "id")
        : region.resource(
            "aws_rds_global_cluster",
            "app",
            { global_cluster_identifier: `${region.app}-global`, storage_encrypted: true, ...engine },
            { scope: "global", twin: null },
          ).id,
    };
    const key = region.resource("aws_kms_key", "aurora", {
      description: "Aurora storage",
      deletion_window_in_days: 30,
      enable_key_rotation: true,
    });
    const subnets = region.resource("aws_db_subnet_group", "aurora", {
      name: region.name("aurora"),
      subnet_ids: privateSubnets.map((subnet) => subnet.id),
    });
    const parameters = region.resource("aws_rds_cluster_parameter_group", "aurora", {
      name: region.name("aurora"),
      family: `aurora-postgresql${version.split(".")[0]}`,
      parameter: [
        nested({ name: "rds.force_ssl", value: "1" }),
        nested({ name: "log_min_duration_statement", value: "500" }),
      ],
    });
    const group = securityGroup(region, "aurora", {
      name: region.name("aurora"),
      description: "Aurora",
      vpc,
      ingress: [{ port: 5432, cidr, description: "From the VPC" }],
    });
    const cluster = region.resource(
      "aws_rds_cluster",
      "app",
      {
        cluster_identifier: region.name("aurora"),
        ...engine,
        ...membership,
        database_name: region.isDr ? undefined : region.app,
        master_username: region.isDr ? undefined : "app",
        master_password: region.isDr ? undefined : "not-a-Secret-1",
        storage_encrypted: true,
        kms_key_id: key.arn,
        db_subnet_group_name: subnets.attr("name"),
        db_cluster_parameter_group_name: parameters.attr("name"),
        vpc_security_group_ids: [group.id],
        backup_retention_period: retention,
        preferred_backup_window: "02:00-03:00",
        deletion_protection: true,
        copy_tags_to_snapshot: true,
        enabled_cloudwatch_logs_exports: ["postgresql"],
        skip_final_snapshot: false,
        final_snapshot_identifier: region.name("aurora-final"),
      },
      {
        lifecycle: {
          ignore_changes: new Raw(
            "[replication_source_identifier, global_cluster_identifier, engine_version]",
          ),
        },
      },
    );
    // A pilot light keeps the volume and one instance that can be promoted.
    const count = region.floor(instances, 1);
    region.family(
      "aws_rds_cluster_instance",
      "app",
      Array.from({ length: count }, (_, i) => ({
        key: String(i + 1),
        args: {
          identifier: region.name(`aurora-${i + 1}`),
          cluster_identifier: cluster.id,
          instance_class: instanceClass,
          engine: cluster.attr("engine"),
          engine_version: cluster.attr("engine_version"),
          performance_insights_enabled: true,
          auto_minor_version_upgrade: false,
        },
      })),
    );
    return { cluster, group };
  },
  imagined: { "aws_rds_global_cluster.id": (name) => name },
});
