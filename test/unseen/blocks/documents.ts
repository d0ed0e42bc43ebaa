import { block } from "../model/block";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** A DocumentDB global cluster. */
export default block({
  id: "documents",
  service: "DocumentDB",
  // The emulator has no DocumentDB.
  applies: false,
  choose: (rng) => ({ type: rng.pick(["db.r6g.large", "db.r5.large"]), days: rng.pick([5, 10]) }),
  build(region, { type, days }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const group = securityGroup(region, "docdb", {
      name: region.name("docdb"),
      description: "DocumentDB",
      vpc,
      ingress: [{ port: 27017, cidr, description: "From the VPC" }],
    });
    const subnets = region.resource("aws_docdb_subnet_group", "docs", {
      name: region.name("docs"),
      subnet_ids: privateSubnets.map((one) => one.id),
    });
    const engine = { engine: "docdb", engine_version: "5.0.0" };
    const global = region.isDr
      ? region.peer("aws_docdb_global_cluster", "docs", "id")
      : region.resource(
          "aws_docdb_global_cluster",
          "docs",
          { global_cluster_identifier: `${region.app}-docs`, storage_encrypted: true, ...engine },
          { scope: "global", twin: null },
        ).id;
    const cluster = region.resource("aws_docdb_cluster", "docs", {
      cluster_identifier: region.name("docs"),
      ...engine,
      global_cluster_identifier: global,
      master_username: region.isDr ? undefined : "docadmin",
      master_password: region.isDr ? undefined : "not-a-Secret-1",
      storage_encrypted: true,
      db_subnet_group_name: subnets.attr("name"),
      vpc_security_group_ids: [group.id],
      backup_retention_period: days,
      deletion_protection: true,
      enabled_cloudwatch_logs_exports: ["audit"],
      final_snapshot_identifier: region.name("docs-final"),
    });
    region.family(
      "aws_docdb_cluster_instance",
      "docs",
      Array.from({ length: region.floor(2, 1) }, (_, i) => ({
        key: String(i + 1),
        args: {
          identifier: region.name(`docs-${i + 1}`),
          cluster_identifier: cluster.id,
          instance_class: type,
        },
      })),
    );
  },
  imagined: { "aws_docdb_global_cluster.id": (name) => name },
});
