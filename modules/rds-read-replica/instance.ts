import {
  BACKUP_WINDOW,
  commonSettings,
  type DatabaseProps,
  MAINTENANCE_WINDOW,
  parameterGroupSettings,
  securityGroup,
  subnetGroup,
} from "../database/database";
import { DbInstance, DbParameterGroup, type SecurityGroup } from "../pair/aws";
import type { Construct, TerraformResource } from "../pair/cdk";

export interface InstanceProps extends DatabaseProps {
  readonly engine: "postgres" | "mysql" | "mariadb";
  /** Of the replica while an upgrade is under way. @default - engineVersion */
  readonly replicaEngineVersion?: string;
  readonly autoMinorVersionUpgrade?: boolean;
  readonly instanceClass: string;
  readonly storage: number;
  readonly databaseName: string;
  /** On the source. */
  readonly master?: { readonly username: string; readonly password: string };
  /** On the replica: an ARN, since an identifier is looked for in the same region. */
  readonly sourceArn?: string;
  readonly multiAz?: boolean;
}

export interface Instance {
  readonly instance: DbInstance;
  readonly parameters: DbParameterGroup;
  readonly group: SecurityGroup;
  readonly all: readonly TerraformResource[];
}

const LOGS = {
  postgres: ["postgresql", "upgrade"],
  mysql: ["error", "slowquery"],
  mariadb: ["error", "slowquery"],
};

/** An instance with the groups of its own region: a replica can use neither the source's subnets nor its parameters. */
export function createInstance(scope: Construct, props: InstanceProps): Instance {
  const { name, engine } = props;
  const subnets = subnetGroup(scope, props);
  const access = securityGroup(scope, props);
  const engineVersion = engineVersionOf(props);
  const parameters = new DbParameterGroup(
    scope,
    "parameters",
    parameterGroupSettings({ ...props, engineVersion }, "1"),
  );
  const instance = new DbInstance(scope, "instance", {
    identifier: name,
    instanceClass: props.instanceClass,
    ...origin(props),
    engineVersion,
    ...(props.replicaEngineVersion === undefined ? {} : UPGRADING),
    dbSubnetGroupName: subnets.name,
    vpcSecurityGroupIds: [access.id],
    parameterGroupName: parameters.name,
    storageType: "gp3",
    maxAllocatedStorage: props.storage * 4,
    // AWS ignores the encryption for a replica, but left out there, Terraform would replace the replica at the next plan; and a
    // source's key is of no use in another region.
    ...commonSettings(props),
    // Said on both: AWS's default is to upgrade, which the pinned version would take back at the next apply, and fail.
    autoMinorVersionUpgrade: props.autoMinorVersionUpgrade ?? false,
    multiAz: props.multiAz ?? true,
    publiclyAccessible: false,
    backupWindow: BACKUP_WINDOW,
    maintenanceWindow: MAINTENANCE_WINDOW,
    enabledCloudwatchLogsExports: LOGS[engine],
  });
  return { instance, parameters, group: access, all: [subnets, access, parameters, instance] };
}

/** A parameter group belongs to a major version, so an instance changes both at once, and the group that it leaves can be deleted. */
const UPGRADING = { allowMajorVersionUpgrade: true, applyImmediately: true };

function engineVersionOf({ sourceArn, engineVersion, replicaEngineVersion }: InstanceProps): string {
  return sourceArn === undefined ? engineVersion : (replicaEngineVersion ?? engineVersion);
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
    allocatedStorage: props.storage,
    dbName: props.databaseName,
    username: master?.username,
    passwordWo: master?.password,
    passwordWoVersion: 1,
  };
}
