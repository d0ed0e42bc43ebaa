import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, ends } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Where Route 53 publishes its metrics, in the commercial partition. */
const METRICS_REGION = "us-east-1";

/** Alarms on Route 53 health checks stand where Route 53 publishes its metrics. */
export const rule: ReadinessRule = {
  id: "cloudwatch-route53-alarm-region",
  title: "Alarms on Route 53 health checks stand in us-east-1, where their metrics are",
  checks: "Alarms on the namespace AWS/Route53 that another region than us-east-1 holds.",
  impact: "The alarm never sees data: nobody is told that a region was found unhealthy.",
  remediation: "Create the alarm, and the topic that it notifies, through a provider for us-east-1.",
  severity: "warning",
  references: ["https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html"],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    for (const alarm of graph.managed("aws_cloudwatch_metric_alarm")) {
      const namespace = Field.of(alarm, "namespace");
      if (namespace.text !== "AWS/Route53" || alarm.region === undefined) continue;
      if (
        alarm.region === METRICS_REGION ||
        !/^(?:us|eu|ap|sa|ca|me|af|il|mx)-(?!gov|iso)/.test(alarm.region)
      )
        continue;
      yield {
        ...ends(alarm, graph.sideOf(alarm)),
        differences: [difference(namespace, undefined)],
        message: `${called(alarm)} watches Route 53 from ${alarm.region}, where its metrics are not`,
      };
    }
  },
};
