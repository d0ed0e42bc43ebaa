import { onEvent, tell } from "../alerts/events";
import type { Construct } from "../pair/cdk";

/**
 * What the service tells, as far as it is delivered: its events are best effort.
 * Source: https://docs.aws.amazon.com/drs/latest/userguide/monitoring-event-bridge-sample.html
 */
const FAILURES = {
  stalled: {
    type: "DRS Source Server Data Replication Stalled Change",
    states: ["STALLED"],
    text: "The server <server> is not copied any more: its replication has stalled.",
  },
  launch: {
    type: "DRS Source Server Launch Result",
    states: ["RECOVERY_LAUNCH_FAILED"],
    text: "The server <server> could not be launched in the region that it was copied to.",
  },
} as const;

/** Calls for help when a server is not copied any more, or could not be launched. */
export function reportFailures(scope: Construct, name: string, topicArn: string): void {
  for (const [kind, { type, states, text }] of Object.entries(FAILURES)) {
    const rule = onEvent(scope, `${kind}-failed`, `${name}-${kind}`, {
      source: ["aws.drs"],
      "detail-type": [type],
      detail: { state: states },
    });
    tell(scope, `${kind}-failed-topic`, rule, topicArn, { values: { server: "$.resources[0]" }, text });
  }
}
