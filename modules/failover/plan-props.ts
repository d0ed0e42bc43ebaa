import type { Compute } from "../compute/compute";
import type { ContainerService } from "../container-service/container-service";
import type { DriftJob } from "../drift-job/drift-job";
import type { FailoverDns } from "../failover-dns/failover-dns";
import type { PairKeys } from "../keys/pair-keys";
import type { Duration } from "../pair/duration";
import type { Promotable } from "./databases/databases-of";

export interface FailoverPlanProps {
  readonly keys: PairKeys;
  /** What the machine promotes. Tables and buckets need nothing, and are not given. @default - none */
  readonly databases?: readonly Promotable[];
  /** Databases that somebody makes writable while the machine waits, by id, with what to do. @default - none */
  readonly byHand?: Readonly<Record<string, string>>;
  /** What is brought to the primary's capacity, and probed. @default - none */
  readonly fleets?: readonly (Compute | ContainerService)[];
  /** Names whose latch is turned. One without a latch moves by itself. @default - none */
  readonly names?: readonly FailoverDns[];
  /** The job whose history has the analyzer's last verdict, or why a failover does not ask it. */
  readonly verdict: DriftJob | { readonly noneBecause: string };
  /** An older verdict stops a failover like a critical finding. @default 7 days */
  readonly verdictMaxAge?: Duration;
  /** A database that is further behind stops a failover. @default - the pair's RPO */
  readonly maxLag?: Duration;
  /** Whether somebody must say yes once the gate has looked, and how long that is waited for. @default - starting it is the decision */
  readonly approval?: { readonly within: Duration };
  /** How a database, a fleet and the application's health are waited for. */
  readonly waits?: FailoverWaits;
  /** Part of each fleet's targets that must be healthy, above 0 up to 1. @default 0.75 */
  readonly healthyShare?: number;
  /**
   * Names of alarms in the DR region that must be OK before traffic is sent there, of a metric or composite, such as a canary's. None of
   * `DrAlerts`, whose alarms on copies are on once there is no primary. @default - none
   */
  readonly healthAlarms?: readonly string[];
  /** Addresses that are told of each wave. Each confirms once. @default - none: subscribe to `topicArn` yourself */
  readonly emails?: readonly string[];
  /**
   * Where those who are told find what to do, outside the primary region: the pair's runbook, or a copy of drparity's docs/failing-over.md. An
   * address beginning with https. @default - messages name the page in drparity's documentation
   */
  readonly runbookUrl?: string;
  /** Keep the table of failovers from being deleted. @default true */
  readonly deletionProtection?: boolean;
}

export interface FailoverWaits {
  /** Between two looks. @default 30 s */
  readonly poll?: Duration;
  /** For all databases to be promoted. @default 30 min */
  readonly promote?: Duration;
  /** For all instances and tasks to run. @default 20 min */
  readonly scale?: Duration;
  /** For the application to be healthy. @default 15 min */
  readonly probe?: Duration;
  /** For the latch to be turned. @default 10 min */
  readonly takeOver?: Duration;
}
