import { Route53HealthCheck } from "../pair/aws";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import type { PerSide, Side } from "../pair/side";

/** Asks the side over the internet. */
export interface EndpointCheck {
  readonly kind: "endpoint";
  /** A path that answers 2xx or 3xx when the side can serve. @default "/health" */
  readonly path?: string;
  /** @default "HTTPS" */
  readonly protocol?: "HTTPS" | "HTTP";
  /** @default - 443 or 80 */
  readonly port?: number;
  /** Host to ask. @default - the side's target */
  readonly hostnames?: PerSide<string>;
  /** @default 30 */
  readonly intervalInSeconds?: 10 | 30;
  /** Failures in a row, 1 to 10. @default 3 */
  readonly failures?: number;
}

/** Passes while enough of its children do. */
export interface CalculatedCheck {
  readonly kind: "calculated";
  readonly of: readonly EndpointCheck[];
  /** Children that must pass. @default - all */
  readonly healthy?: number;
}

/** Follows a CloudWatch alarm of the side: the only way to judge what the internet cannot reach. */
export interface AlarmCheck {
  readonly kind: "alarm";
  /** Names of alarms on standard-resolution metrics, each in its side's region. */
  readonly alarmNames: PerSide<string>;
  /** Change it when an alarm's settings change: Route 53 copied them, and copies them anew only then. @default "1" */
  readonly settingsVersion?: string;
}

export type Check = EndpointCheck | CalculatedCheck | AlarmCheck;

/** How long Route 53 takes to call a side unhealthy. */
export function detectionOf(check: Check): Duration {
  switch (check.kind) {
    case "endpoint":
      return Duration.seconds((check.intervalInSeconds ?? 30) * (check.failures ?? 3));
    case "calculated":
      return check.of.map(detectionOf).reduce((a, b) => (a.isLongerThan(b) ? a : b), Duration.seconds(0));
    case "alarm":
      // An alarm on a metric of one minute, and its propagation.
      return Duration.minutes(2);
  }
}

/** What is asked over the internet. */
export function endpointsOf(check: Check): readonly EndpointCheck[] {
  if (check.kind === "calculated") return check.of;
  return check.kind === "endpoint" ? [check] : [];
}

/** Whether the sides are asked under host names that were given for each. */
export function hasHostnames(check: Check): boolean {
  return endpointsOf(check).some(({ hostnames }) => hostnames !== undefined);
}

export function createCheck(
  pair: Pair,
  id: string,
  side: Side,
  hostname: string,
  check: Check,
): Route53HealthCheck {
  const tags = { Name: `${pair.name}-${id.replaceAll("_", "-")}` };
  switch (check.kind) {
    case "endpoint":
      return new Route53HealthCheck(pair.link, id, { ...endpoint(check, side, hostname), tags });
    case "calculated": {
      const children = check.of.map((child, index) =>
        createCheck(pair, `${id}-${index + 1}`, side, hostname, child),
      );
      return new Route53HealthCheck(pair.link, id, {
        type: "CALCULATED",
        childHealthchecks: children.map((child) => child.id),
        childHealthThreshold: check.healthy ?? children.length,
        tags,
      });
    }
    case "alarm":
      return new Route53HealthCheck(pair.link, id, {
        type: "CLOUDWATCH_METRIC",
        cloudwatchAlarmName: check.alarmNames[side.name],
        cloudwatchAlarmRegion: side.region.name,
        // No data while the region is away is the very case: it must not count as healthy.
        insufficientDataHealthStatus: "Unhealthy",
        triggers: { settingsVersion: check.settingsVersion ?? "1" },
        tags,
      });
  }
}

function endpoint(check: EndpointCheck, side: Side, hostname: string) {
  const type = check.protocol ?? "HTTPS";
  return {
    type,
    fqdn: check.hostnames?.[side.name] ?? hostname,
    port: check.port ?? (type === "HTTPS" ? 443 : 80),
    resourcePath: check.path ?? "/health",
    requestInterval: check.intervalInSeconds ?? 30,
    failureThreshold: check.failures ?? 3,
    measureLatency: true,
    ...(type === "HTTPS" ? { enableSni: true } : {}),
  };
}
