import { Duration } from "./duration";

/** How much of the application runs in the DR region before a failover. */
export type Strategy = "pilot-light" | "warm-standby" | "active-active";

/** What a strategy means when nothing else is said. Times are AWS's orders of magnitude for the strategy. */
export interface StrategyTraits {
  /** Part of the primary's desired capacity that runs in the DR region before a failover. */
  readonly runningShare: number;
  /** Instances of a replicated database in the DR region before a failover, at most: 0 is storage only. */
  readonly databaseInstances: "none" | "one" | "all";
  /** Defaults of the targets. */
  readonly rto: Duration;
  readonly rpo: Duration;
  /** How long it takes to bring the DR region's capacity to the primary's. */
  readonly scaleUp: Duration;
}

export const STRATEGIES: Readonly<Record<Strategy, StrategyTraits>> = {
  "pilot-light": {
    runningShare: 0,
    databaseInstances: "none",
    rto: Duration.hours(1),
    rpo: Duration.minutes(15),
    scaleUp: Duration.minutes(10),
  },
  "warm-standby": {
    runningShare: 0.25,
    databaseInstances: "one",
    rto: Duration.minutes(15),
    rpo: Duration.minutes(15),
    scaleUp: Duration.minutes(5),
  },
  "active-active": {
    runningShare: 1,
    databaseInstances: "all",
    rto: Duration.minutes(5),
    rpo: Duration.minutes(15),
    scaleUp: Duration.seconds(0),
  },
};
