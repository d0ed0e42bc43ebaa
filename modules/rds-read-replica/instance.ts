import { rule } from "../compute/security-group-rule";
import type { SideNetwork } from "../network/network";
import { DbInstance, DbParameterGroup, DbSubnetGroup, SecurityGroup } from "../pair/aws";
import type { Construct, TerraformResource } from "../pair/cdk";

export interface InstanceProps {
  readonly name: string;
  readonly engine: "postgres" | "mysql" | "mariadb";
  readonly engineVersion: string;
  readonly instanceClass: string;
  readonly storage: number;
  readonly databaseName: string;
  readonly network: SideNetwork;
  readonly keyArn: string;
  /** On the source. */
  readonly master?: { readonly username: string; readonly password: string };
  /** On the replica: an ARN, since an identifier is looked for in the same region. */
  readonly sourceArn?: string;
  readonly backupRetentionInDays?: number;
  readonly multiAz?: boolean;
  readonly deletionProtection?: boolean;
  readonly skipFinalSnapshot?: boolean;
}

export interface Instance {
  readonly instance: DbInstance;
  readonly all: readonly TerraformResource[];
}

const PORTS = { postgres: 5432, mysql: 3306, mariadb: 3306 };
const LOGS = {
  postgres: ["postgresql", "upgrade"],
  mysql: ["error", "slowquery"],
  mariadb: ["error", "slowquery"],
};

/** An instance with the groups of its own region: a replica can use neither the source's subnets nor its parameters. */
export function createInstance(scope: Construct, props: InstanceProps): Instance {
  const { name, engine, network, skipFinalSnapshot = false } = props;
  const subnets = new DbSubnetGroup(scope, "subnets", { name, subnetIds: [...network.privateSubnetIds] });
  const access = new SecurityGroup(scope, "access", {
    name: `${name}-database`,
    description: "Clients of the database",
    vpcId: network.vpcId,
    ingress: [
      rule({ description: "Own network", port: PORTS[engine], cidrBlocks: [network.cidr.toString()] }),
    ],
    tags: { Name: `${name}-database` },
  });
  const parameters = parameterGroup(scope, props);
  const instance = new DbInstance(scope, "instance", {
    identifier: name,
    instanceClass: props.instanceClass,
    ...origin(props),
    dbSubnetGroupName: subnets.name,
    vpcSecurityGroupIds: [access.id],
    parameterGroupName: parameters.name,
    storageType: "gp3",
    maxAllocatedStorage: props.storage * 4,
    // AWS ignores it for a replica, but left out there, Terraform would replace the replica at the next plan.
    storageEncrypted: true,
    // A source's key is of no use in another region.
    kmsKeyId: props.keyArn,
    multiAz: props.multiAz ?? true,
    publiclyAccessible: false,
    backupRetentionPeriod: props.backupRetentionInDays ?? 14,
    // Spelled out, since AWS would choose other hours in each region.
    backupWindow: "03:00-04:00",
    maintenanceWindow: "sun:04:30-sun:05:30",
    copyTagsToSnapshot: true,
    enabledCloudwatchLogsExports: LOGS[engine],
    deletionProtection: props.deletionProtection ?? true,
    skipFinalSnapshot,
    ...(skipFinalSnapshot ? {} : { finalSnapshotIdentifier: `${name}-final` }),
  });
  return { instance, all: [subnets, access, parameters, instance] };
}

function origin({ sourceArn, master, ...props }: InstanceProps) {
  if (sourceArn !== undefined) {
    return {
      replicateSourceDb: sourceArn,
      // A promoted replica has no source. Without this the next plan would make the new primary a replica again.
      lifecycle: { ignoreChanges: ["replicate_source_db"] },
    };
  }
  return {
    engine: props.engine,
    engineVersion: props.engineVersion,
    allocatedStorage: props.storage,
    dbName: props.databaseName,
    username: master?.username,
    passwordWo: master?.password,
    passwordWoVersion: 1,
  };
}

function parameterGroup(scope: Construct, { name, engine, engineVersion }: InstanceProps): DbParameterGroup {
  const parts = engineVersion.split(".");
  const major = engine === "postgres" ? String(parts[0]) : parts.slice(0, 2).join(".");
  const tls =
    engine === "postgres"
      ? { name: "rds.force_ssl", value: "1" }
      : { name: "require_secure_transport", value: "1" };
  return new DbParameterGroup(scope, "parameters", {
    name: `${name}-${major.replace(".", "-")}`,
    family: `${engine}${major}`,
    parameter: [tls],
    lifecycle: { createBeforeDestroy: true },
  });
}
