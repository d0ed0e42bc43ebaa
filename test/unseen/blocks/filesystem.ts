import { block } from "../model/block";
import { named } from "../model/region";
import { nested } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** A shared file system that replicates into the DR region's, where it is read-only until failover. */
export default block({
  id: "filesystem",
  service: "EFS",
  // The emulator has neither backup policies nor replication of file systems.
  applies: false,
  choose: (rng) => ({
    throughput: rng.pick(["bursting", "elastic"]),
    days: rng.pick(["AFTER_30_DAYS", "AFTER_90_DAYS"]),
  }),
  build(region, { throughput, days }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const system = region.resource("aws_efs_file_system", "shared", {
      encrypted: true,
      throughput_mode: throughput,
      lifecycle_policy: nested({ transition_to_ia: days }),
      protection: region.isDr ? nested({ replication_overwrite: "DISABLED" }) : undefined,
      tags: named(region.name("shared")),
    });
    const group = securityGroup(region, "efs", {
      name: region.name("efs"),
      description: "NFS",
      vpc,
      ingress: [{ port: 2049, cidr, description: "From the VPC" }],
    });
    region.family(
      "aws_efs_mount_target",
      "shared",
      privateSubnets.map((subnet, i) => ({
        key: (region.facts.zones[i] ?? "").slice(-1),
        args: { file_system_id: system.id, subnet_id: subnet.id, security_groups: [group.id] },
      })),
    );
    region.resource("aws_efs_backup_policy", "shared", {
      file_system_id: system.id,
      backup_policy: nested({ status: "ENABLED" }),
    });
    region.resource("aws_efs_access_point", "app", {
      file_system_id: system.id,
      posix_user: nested({ uid: 1000, gid: 1000 }),
      root_directory: nested({
        path: "/app",
        creation_info: nested({ owner_uid: 1000, owner_gid: 1000, permissions: "750" }),
      }),
    });
    if (region.isDr) return;
    region.resource(
      "aws_efs_replication_configuration",
      "shared",
      {
        source_file_system_id: system.id,
        destination: nested({
          region: region.other.name,
          file_system_id: region.peer("aws_efs_file_system", "shared", "id"),
        }),
      },
      { twin: null },
    );
  },
  imagined: { "aws_efs_file_system.id": () => "fs-0a1b2c3d4e5f67890" },
});
