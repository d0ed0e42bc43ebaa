import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, twinOf } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** A subscription that primary has confirmed is confirmed in DR too. */
export const rule: ReadinessRule = {
  id: "sns-subscription-confirmed",
  title: "A DR subscription is confirmed where primary's is",
  checks: "Subscriptions whose state says that their confirmation is pending, while their twin's is not.",
  impact:
    "After a failover the topic does not deliver to this subscriber: a page, a mail or a web hook is lost.",
  remediation: "Confirm the subscription of the DR topic, or let the endpoint confirm it by itself.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html",
    "https://docs.aws.amazon.com/r53recovery/latest/dg/recovery-readiness.rules-resources.html",
  ],
  replacesArc: ["SnsSubscriptionPendingConfirmation"],
  *evaluate(pair) {
    for (const dr of PairGraph.of(pair).managed("aws_sns_topic_subscription", "dr")) {
      const primary = twinOf(pair, dr);
      const pending = Field.of(dr, "pending_confirmation");
      if (!primary || !pending.isTrue) continue;
      const other = Field.of(primary, "pending_confirmation");
      if (other.unknown || other.value !== false) continue;
      yield {
        primary,
        dr,
        differences: [difference(other, pending)],
        message: `${called(dr)} still waits for its confirmation`,
      };
    }
  },
};
