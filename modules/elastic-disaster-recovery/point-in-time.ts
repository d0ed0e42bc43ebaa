import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";

/** Points in time to which servers can be recovered: one each interval, kept for a while. */
export interface PointsInTime {
  readonly every: Duration;
  readonly keptFor: Duration;
}

/** How far back a server can be recovered, finer for the last hour than for the last week. */
export interface PointInTimePolicy {
  /** In whole minutes, 10 at least. @default every 10 min, kept for 1 h */
  readonly minutes?: PointsInTime;
  /** In whole hours. @default every 1 h, kept for 24 h */
  readonly hours?: PointsInTime;
  /** In whole days, kept for 1 to 365. @default every day, kept for 7 days */
  readonly days?: PointsInTime;
}

/** A rule as the provider writes it. */
export interface PitRule {
  readonly enabled: boolean;
  readonly interval: number;
  readonly retentionDuration: number;
  readonly ruleId: number;
  readonly units: "MINUTE" | "HOUR" | "DAY";
}

const TIERS = [
  {
    field: "minutes",
    units: "MINUTE",
    seconds: 60,
    least: 10,
    most: 60,
    usual: { every: Duration.minutes(10), keptFor: Duration.hours(1) },
  },
  {
    field: "hours",
    units: "HOUR",
    seconds: 3600,
    least: 1,
    most: 24,
    usual: { every: Duration.hours(1), keptFor: Duration.hours(24) },
  },
  {
    field: "days",
    units: "DAY",
    seconds: 86_400,
    least: 1,
    most: 365,
    usual: { every: Duration.days(1), keptFor: Duration.days(7) },
  },
] as const;

/**
 * Rules of a template.
 * Source: https://docs.aws.amazon.com/drs/latest/APIReference/API_PITPolicyRule.html, and "Point in time (PIT) policy" of the user guide
 * @throws ConfigurationError for what the service would refuse
 */
export function rulesOf(field: string, policy: PointInTimePolicy): PitRule[] {
  return TIERS.map(({ field: tier, units, seconds, least, most, usual }, index) => {
    const { every, keptFor } = policy[tier] ?? usual;
    const [interval, retention] = [every.seconds / seconds, keptFor.seconds / seconds];
    const isWhole = Number.isInteger(interval) && Number.isInteger(retention);
    if (!isWhole || interval < least || retention < interval || retention > most) {
      throw new ConfigurationError(
        `${field}.${tier}`,
        `one every ${every}, kept for ${keptFor}, is not possible`,
        `Give whole ${tier}, every ${least} or more, kept for as long at least and for ${most} at most`,
      );
    }
    return { enabled: true, interval, retentionDuration: retention, ruleId: index + 1, units };
  });
}
