import type { AuroraGlobal } from "../aurora-global/aurora-global";
import type { Compute } from "../compute/compute";
import type { FailoverPlan } from "../failover/failover-plan";
import type { PairKeys } from "../keys/pair-keys";
import type { PairNetwork } from "../network/pair-network";
import type { Duration } from "../pair/duration";
import type { RdsReadReplica } from "../rds-read-replica/rds-read-replica";

export interface DrillProps {
  /** The keys that databases, volumes, the failover plan's table and the pair's alerts are encrypted with. */
  readonly keys: PairKeys;
  /** The pair's own: the drill's overlaps neither side's, and has as many zones, since Aurora clones into the same ones alone. */
  readonly network: PairNetwork;
  /** The plan that a drill gives way to, or why there is none. */
  readonly failover: FailoverPlan | { readonly noneBecause: string };
  /** What is cloned or restored. @default - none */
  readonly databases?: readonly (AuroraGlobal | RdsReadReplica)[];
  /** What an instance is launched of. @default - none */
  readonly fleets?: readonly Compute[];
  /** In whole days, 1 to 365. The first drill begins with the schedule. @default 30 days */
  readonly every?: Duration;
  /** When what a drill has made is removed whatever has become of it: 30 min to 12 h. @default 2 h */
  readonly cleanUpAfter?: Duration;
  /** The isolated network, with a prefix of 16 to 25. @default "10.100.0.0/16" */
  readonly cidr?: string;
  /** @default - the pair's RTO */
  readonly rto?: Duration;
  /** @default - the pair's RPO */
  readonly rpo?: Duration;
  readonly waits?: DrillWaits;
  /** Beginning of the bucket's name: `PREFIX-ACCOUNT-REGION`. @default `PAIR-ID` */
  readonly bucketPrefix?: string;
  /** Days until a report is deleted. @default 800 */
  readonly keepReportsForDays?: number;
  /** Allow Terraform to delete a bucket that still has reports. For demonstrations. @default false */
  readonly forceDestroy?: boolean;
  /** Keep the table of drills from being deleted. @default true */
  readonly deletionProtection?: boolean;
}

export interface DrillWaits {
  /** Between two looks. @default 30 s */
  readonly poll?: Duration;
  /** For all databases to be restored; a clone's instance has 15 min more. @default 40 min */
  readonly restore?: Duration;
  /** For all instances to run. @default 10 min */
  readonly boot?: Duration;
  /** For all instances to pass their status checks. @default 10 min */
  readonly probe?: Duration;
  /** For a copy to be gone; an Aurora cluster, which goes after its instance, has as long again. @default 20 min */
  readonly cleanUp?: Duration;
}
