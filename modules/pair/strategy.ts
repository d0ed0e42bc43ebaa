import { Duration } from "./duration";

/** How much of the application runs in the DR region before a failover. */
export type Strategy = "backup-and-restore" | "pilot-light" | "warm-standby" | "active-active";

/** What a strategy means when nothing else is said. Times are AWS's orders of magnitude for the strategy. */
export interface StrategyTraits {
  /** Part of the primary's desired capacity that runs in the DR region before a failover. */
  readonly runningShare: number;
  /** Instances of a replicated database in the DR region before a failover, at most: 0 is storage only. */
  readonly databaseInstances: "none" | "one" | "all";
  /** How a database comes to the DR region where its construct leaves the choice. */
  readonly databaseCopy: "replica" | "backups";
  /** Defaults of the targets. */
  readonly rto: Duration;
  readonly rpo: Duration;
  /** How long it takes to bring the DR region's capacity to the primary's. */
  readonly scaleUp: Duration;
}

export const STRATEGIES: Readonly<Record<Strategy, StrategyTraits>> = {
  // "RPO in hours, RTO in 24 hours or less", and a daily backup loses a day at most.
  // https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_disaster_recovery.html
  "backup-and-restore": {
    runningShare: 0,
    databaseInstances: "none",
    databaseCopy: "backups",
    rto: Duration.hours(24),
    rpo: Duration.hours(24),
    scaleUp: Duration.minutes(10),
  },
  "pilot-light": {
    runningShare: 0,
    databaseInstances: "none",
    databaseCopy: "replica",
    rto: Duration.hours(1),
    rpo: Duration.minutes(15),
    scaleUp: Duration.minutes(10),
  },
  "warm-standby": {
    runningShare: 0.25,
    databaseInstances: "one",
    databaseCopy: "replica",
    rto: Duration.minutes(15),
    rpo: Duration.minutes(15),
    scaleUp: Duration.minutes(5),
  },
  "active-active": {
    runningShare: 1,
    databaseInstances: "all",
    databaseCopy: "replica",
    rto: Duration.minutes(5),
    rpo: Duration.minutes(15),
    scaleUp: Duration.seconds(0),
  },
};
