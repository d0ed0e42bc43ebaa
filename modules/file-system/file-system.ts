import type { Connectable, Connections, Member } from "../connections/connections";
import { requiredConnections } from "../connections/required";
import type { Grantable } from "../iam/grantable";
import { allow } from "../iam/policy";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { Network } from "../network/network";
import type { PairNetwork } from "../network/pair-network";
import {
  EfsAccessPoint,
  EfsBackupPolicy,
  EfsFileSystem,
  EfsFileSystemPolicy,
  EfsMountTarget,
  SecurityGroup,
} from "../pair/aws";
import { type Capability, STAND_IN_CIDRS, text } from "../pair/capability";
import { type Construct, Fn } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import { addReplication } from "./replication";

export interface FileSystemProps {
  readonly network: PairNetwork;
  readonly keys: PairKeys;
  /** Directories that clients mount, each as one user of its own. @default - none: clients mount the whole */
  readonly accessPoints?: Readonly<Record<string, AccessPoint>>;
  /** Days after which a file that nobody reads moves to the cheaper class; it comes back when it is read. @default 30 */
  readonly infrequentAfterDays?: 7 | 14 | 30 | 60 | 90;
  /**
   * Set it after a failover, when the DR region's file system was made writable by deleting the replication: the link then has none, and
   * no apply tries to write the old files over the new ones. @default false
   */
  readonly promoted?: boolean;
}

export interface AccessPoint {
  /** Directory that it shows as the root: `/uploads`. It is made when it is not there. */
  readonly path: string;
  /** POSIX user and group that every client acts as. @default 1000 */
  readonly userId?: number;
}

interface SideFiles {
  readonly fileSystem: EfsFileSystem;
  readonly member: Member;
  readonly accessPoints: ReadonlyMap<string, EfsAccessPoint>;
}

/**
 * A file system in each region, the primary's replicated to the DR region's, which can be read but not written until a failover.
 *
 * Primary and DR: file system, mount target in every private subnet, security group, access points, policy, automatic backups. Link: the
 * replication. Failing over deletes the replication by an API call in the DR region (`aws efs delete-replication-configuration`
 * for the primary's file system), which makes the DR side writable; set `promoted` before the link is applied again.
 */
export class FileSystem implements Connectable {
  /** Who may mount it: `compute.connections.allowToDefaultPort(files)`. */
  readonly connections: Connections;
  /** Of the file system, in both regions. */
  readonly name: string;
  private readonly made: PerSide<SideFiles>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: FileSystemProps,
  ) {
    this.check();
    this.name = `${pair.name}-${id}`;
    this.made = forSides(pair, (side) => this.createIn(side));
    this.connections = requiredConnections(pair, {
      name: id,
      members: pair.sides.map((side) => this.made[side.name].member),
      defaultPort: 2049,
    });
    if (props.promoted !== true) addReplication(pair, id, { name: this.name });
    this.declare();
  }

  /** For resources of the side's workspace. */
  fileSystem(side: Side): EfsFileSystem {
    return this.made[side.name].fileSystem;
  }

  /** @throws ConfigurationError when it has no such access point */
  accessPoint(side: Side, name: string): EfsAccessPoint {
    const point = this.made[side.name].accessPoints.get(name);
    if (point !== undefined) return point;
    throw new ConfigurationError(this.id, `has no access point "${name}"`, "Name one of its accessPoints");
  }

  /** Lets something mount it to read, in its own region. */
  grantRead(grantee: Grantable): void {
    this.grant(grantee, ["elasticfilesystem:ClientMount"]);
  }

  /** Lets something mount it to read and write. In the DR region it can write only after a failover, whatever it may. */
  grantReadWrite(grantee: Grantable): void {
    this.grant(grantee, ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]);
  }

  private grant(grantee: Grantable, actions: readonly string[]): void {
    grantee.grantPrincipal.addToPolicy((side) => [allow(actions, this.fileSystem(side).arn)]);
  }

  private check(): void {
    for (const [name, { path, userId = 1000 }] of Object.entries(this.props.accessPoints ?? {})) {
      const field = `${this.id}.accessPoints.${name}`;
      if (!/^(\/[A-Za-z0-9._-]+){1,4}$/.test(path))
        throw new ConfigurationError(
          `${field}.path`,
          `"${path}" is not a directory that EFS makes`,
          'Write it as "/uploads"',
        );
      if (!Number.isInteger(userId) || userId < 1)
        throw new ConfigurationError(`${field}.userId`, `is ${userId}`, "Give a user that is not root");
    }
  }

  private declare(): void {
    const { pair, id } = this;
    pair.promotions.push(id);
    pair.design.differs(
      this.fileSystem(pair.dr),
      "the replication may overwrite the DR region's copy alone",
      ["protection"],
    );
    pair.objectives.add({
      part: `making the copy of file system "${id}" writable`,
      phase: "recover",
      rto: Duration.minutes(5),
      rpo: Duration.minutes(15),
    });
  }

  private createIn(side: Side): SideFiles {
    const { pair, props, name } = this;
    const scope = scopeIn(side, this.id);
    const network = props.network.of(side);
    const isCopy = side === pair.dr;
    const fileSystem = new EfsFileSystem(scope, "files", {
      // By which the link finds it: AWS chooses the id.
      creationToken: name,
      encrypted: true,
      kmsKeyId: props.keys.arn(side),
      throughputMode: "elastic",
      lifecyclePolicy: [
        { transitionToIa: `AFTER_${props.infrequentAfterDays ?? 30}_DAYS` },
        { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
      ],
      ...(isCopy ? REPLACEABLE : {}),
      tags: { Name: name },
    });
    const group = new SecurityGroup(scope, "access", {
      name: `${name}-files`,
      description: "Clients of the file system",
      vpcId: network.vpcId,
      tags: { Name: `${name}-files` },
    });
    network.privateSubnetIds.forEach((subnetId, index) => {
      new EfsMountTarget(scope, `mount-${index + 1}`, {
        fileSystemId: fileSystem.id,
        subnetId,
        securityGroups: [group.id],
      });
    });
    refusePlainText(scope, fileSystem);
    new EfsBackupPolicy(scope, "backups", {
      fileSystemId: fileSystem.id,
      backupPolicy: { status: "ENABLED" },
    });
    return {
      fileSystem,
      member: { side, group, network: network.cidr.toString() },
      accessPoints: this.accessPointsIn(scope, fileSystem),
    };
  }

  private accessPointsIn(scope: Construct, fileSystem: EfsFileSystem): Map<string, EfsAccessPoint> {
    const points = Object.entries(this.props.accessPoints ?? {});
    return new Map(
      points.map(([name, { path, userId = 1000 }]) => [
        name,
        new EfsAccessPoint(scope, `at-${name}`, {
          fileSystemId: fileSystem.id,
          posixUser: { uid: userId, gid: userId },
          rootDirectory: { path, creationInfo: { ownerUid: userId, ownerGid: userId, permissions: "0750" } },
          tags: { Name: `${this.name}-${name}` },
        }),
      ]),
    );
  }
}

/** While it is a copy AWS says REPLICATING here, and ENABLED once it is promoted: what is said is said at the creation alone. */
const REPLACEABLE = {
  protection: { replicationOverwrite: "DISABLED" },
  lifecycle: { ignoreChanges: ["protection"] },
};

/** With a policy, EFS asks every client for a role that may mount; without one, whoever reaches it gets everything. */
function refusePlainText(scope: Construct, { id, arn }: EfsFileSystem): void {
  new EfsFileSystemPolicy(scope, "policy", {
    fileSystemId: id,
    policy: Fn.jsonencode({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "RefusePlainText",
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "*",
          Resource: arn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  });
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "file-system",
  build: (pair, id) => {
    const network = new Network(pair, "network", { cidrs: STAND_IN_CIDRS });
    const files = new FileSystem(pair, id, { network, keys: new Keys(pair, "keys") });
    files.connections.allowDefaultPortFrom(network.peer);
  },
  parameters: [
    text(
      "second_private_subnet_id",
      /aws_subnet\.network_private-2\.id/g,
      "Id of a private subnet in another zone.",
      "var.second_private_subnet_id",
    ),
  ],
};
