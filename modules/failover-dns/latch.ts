import { CloudwatchMetricAlarm, Route53HealthCheck } from "../pair/aws";
import type { Pair } from "../pair/pair";

/** Whether traffic waits for an operator, or why it need not. */
export type LatchSetting = boolean | { readonly offBecause: string };

/** The switch as health checks see it. */
export interface Latch {
  /** Healthy until it is turned. */
  readonly check: Route53HealthCheck;
  /** Makes its opposite: healthy once it is turned. */
  turned(): Route53HealthCheck;
  /** Of the alarm in the DR region that is in ALARM once it is turned. */
  readonly alarmName: string;
  /** What 1 is written to. */
  readonly metric: LatchMetric;
}

/** A metric in the DR region, of which nobody writes anything but 1 and 0. */
export interface LatchMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/**
 * A switch in the DR region that an operator turns: healthy until 1 is written to a metric, unhealthy until 0 is. Nothing else moves
 * it: Route 53 keeps the last status while nobody writes, and while CloudWatch is away. So traffic goes to DR when the data there is
 * writable and not before, and never back by itself to a database that has been replaced. Writing a metric needs nothing of the
 * primary region, and a permission instead of a public object.
 */
export function createLatch(pair: Pair, id: string): Latch {
  const name = `${pair.name}-${id}-take-over`;
  const alarm = new CloudwatchMetricAlarm(pair.link, `${id}_take-over`, {
    alarmName: name,
    alarmDescription: `Turned by an operator, once the data in ${pair.dr.region} is writable: ${takeOverCommand(pair, id, 1)}. Back: the same with 0.`,
    ...metricOf(pair, id),
    statistic: "Maximum",
    period: 60,
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    treatMissingData: "ignore",
    alarmActions: [pair.alerts.topicArnInLink(pair.dr.region)],
  });
  const check = (
    checkId: string,
    config: Partial<ConstructorParameters<typeof Route53HealthCheck>[2]> = {},
  ) => {
    const made = new Route53HealthCheck(pair.link, `${id}_${checkId}`, {
      type: "CLOUDWATCH_METRIC",
      cloudwatchAlarmName: alarm.alarmName,
      cloudwatchAlarmRegion: pair.dr.region.name,
      insufficientDataHealthStatus: "LastKnownStatus",
      tags: { Name: name },
      ...config,
    });
    pair.design.differs(made, ONE_SWITCH);
    return made;
  };
  pair.design.differs(alarm, ONE_SWITCH);
  return {
    check: check("latch"),
    alarmName: name,
    metric: metricOf(pair, id),
    turned: () => check("latch-turned", { invertHealthcheck: true, tags: { Name: `${name}-turned` } }),
  };
}

const ONE_SWITCH = "one switch for both sides, in the region that takes over";

function metricOf(pair: Pair, id: string): LatchMetric & { readonly dimensions: { readonly Name: string } } {
  return {
    namespace: "drparity",
    metricName: "TakeOver",
    dimensions: { Name: `${pair.name}-${id}` },
  };
}

/** What turns the switch. @param value 1 takes over, 0 gives back */
function takeOverCommand(pair: Pair, id: string, value: 0 | 1): string {
  const { namespace, metricName, dimensions } = metricOf(pair, id);
  return `aws cloudwatch put-metric-data --region ${pair.dr.region} --namespace ${namespace} --metric-name ${metricName} --dimensions Name=${dimensions.Name} --value ${value}`;
}
