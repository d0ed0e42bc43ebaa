import { onEvent, tell } from "../alerts/events";
import type { Construct } from "../pair/cdk";
import type { Duration } from "../pair/duration";

export interface OtherEndsProps {
  /** Of the drill. */
  readonly name: string;
  readonly machineArn: string;
  readonly cleanUpArn: string;
  readonly cleanUpAfter: Duration;
  readonly topicArn: string;
}

/** What a drill cannot tell itself: being stopped, its time-out, errors that nothing catches; and a clean-up that failed. */
export function reportOtherEnds(scope: Construct, props: OtherEndsProps): void {
  const { name, machineArn, cleanUpArn, cleanUpAfter, topicArn } = props;
  const rule = onEvent(scope, "ended", `${name}-ended`, {
    source: ["aws.states"],
    "detail-type": ["Step Functions Execution Status Change"],
    detail: { status: ["ABORTED", "FAILED", "TIMED_OUT"], stateMachineArn: [machineArn, cleanUpArn] },
  });
  tell(scope, "ended-topic", rule, topicArn, {
    values: { status: "$.detail.status", execution: "$.detail.executionArn" },
    text: `The drill or its clean-up <execution> has ended with <status>. What it made is removed ${cleanUpAfter} after it began; at once by starting ${cleanUpArn} with {}. If that fails, remove by hand what has the tag drparity:drill, since it costs.`,
  });
}
