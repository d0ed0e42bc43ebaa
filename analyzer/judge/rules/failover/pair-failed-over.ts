import { isFailedOver } from "../../../pair/writer";
import type { ReadinessRule } from "../rule";

/** The primary region takes the writes. */
export const rule: ReadinessRule = {
  id: "pair-failed-over",
  title: "The primary region takes the writes",
  checks:
    "What the manifest says (writer), and what the refreshed state does: the writer of a global cluster, the primary of a " +
    "global datastore, what a replica follows, and a replica that was promoted outside Terraform. The state of a latch, of " +
    "a routing control and of servers in Elastic Disaster Recovery is in no plan. Where these contradict each other it " +
    "cannot be told, and the sides are compared as before a failover.",
  impact: "The pair has been failed over: until it is failed back, the loss of the DR region is not covered.",
  remediation:
    'Fail back in a planned window (docs/failing-back.md). Until then set writer: "dr" on the RegionPair. If nobody failed ' +
    "over, a replica was promoted by mistake: make it anew.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    const { side, signals } = pair.writer;
    const because = (says: string) =>
      [...new Set(signals.filter((one) => one.says === says).map((one) => one.because))].join(", ");
    if (isFailedOver(pair))
      yield { primary: null, dr: null, message: `the DR region takes the writes: ${because("dr")}` };
    if (side === undefined)
      yield {
        primary: null,
        dr: null,
        path: "",
        unresolved: `which side takes the writes cannot be told. For DR: ${because("dr")}. For primary: ${because("primary")}`,
      };
  },
};
