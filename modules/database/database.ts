import type { SideNetwork } from "../network/pair-network";
import { DbSubnetGroup, SecurityGroup } from "../pair/aws";
import type { Construct } from "../pair/cdk";

/** Where a database of one region lies, and how it is kept. */
export interface DatabaseProps {
  readonly name: string;
  readonly engine: string;
  /** Such as `16.6`. */
  readonly engineVersion: string;
  readonly network: SideNetwork;
  readonly keyArn: string;
  readonly backupRetentionInDays?: number;
  readonly deletionProtection?: boolean;
  readonly skipFinalSnapshot?: boolean;
}

/** The hours are spelled out, since AWS would choose other ones in each region. */
export const BACKUP_WINDOW = "03:00-04:00";
export const MAINTENANCE_WINDOW = "sun:04:30-sun:05:30";

/** What every kind of database takes. */
export function commonSettings(props: DatabaseProps) {
  const { name, skipFinalSnapshot = false } = props;
  return {
    storageEncrypted: true,
    kmsKeyId: props.keyArn,
    backupRetentionPeriod: props.backupRetentionInDays ?? 14,
    copyTagsToSnapshot: true,
    deletionProtection: props.deletionProtection ?? true,
    skipFinalSnapshot,
    ...(skipFinalSnapshot ? {} : { finalSnapshotIdentifier: `${name}-final` }),
  };
}

export function subnetGroup(scope: Construct, { name, network }: DatabaseProps): DbSubnetGroup {
  return new DbSubnetGroup(scope, "subnets", { name, subnetIds: [...network.privateSubnetIds] });
}

/** Without rules: `Connections` writes them. */
export function securityGroup(scope: Construct, { name, network }: DatabaseProps): SecurityGroup {
  return new SecurityGroup(scope, "access", {
    name: `${name}-database`,
    description: "Clients of the database",
    vpcId: network.vpcId,
    tags: { Name: `${name}-database` },
  });
}

/** TCP port that an engine listens on. */
export function portOf(engine: string): number {
  return isPostgres(engine) ? 5432 : 3306;
}

/** The family's group for a major version, in which plain connections are refused. @param on how the engine writes a flag */
export function parameterGroupSettings({ name, engine, engineVersion }: DatabaseProps, on: "1" | "ON") {
  const major = majorOf(engine, engineVersion);
  return {
    name: `${name}-${major.replace(".", "-")}`,
    family: `${engine}${major}`,
    parameter: [
      isPostgres(engine)
        ? { name: "rds.force_ssl", value: "1" }
        : { name: "require_secure_transport", value: on },
    ],
    // A major upgrade needs the new family's group while the old one is still in use.
    lifecycle: { createBeforeDestroy: true },
  };
}

/** `16` of PostgreSQL's `16.6`, `8.0` of MySQL's `8.0.40`. */
export function majorOf(engine: string, version: string): string {
  return version
    .split(".")
    .slice(0, isPostgres(engine) ? 1 : 2)
    .join(".");
}

function isPostgres(engine: string): boolean {
  return /postgres/.test(engine);
}
