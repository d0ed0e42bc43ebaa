import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, ends } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Every MSK cluster spans two or three Availability Zones. */
export const rule: ReadinessRule = {
  id: "msk-client-subnets",
  title: "Every MSK cluster has client subnets in two or three Availability Zones",
  checks: "The number of client_subnets of provisioned clusters on either side.",
  impact:
    "A cluster in one zone is lost with it; one that AWS refuses does not come up in the DR region at all.",
  remediation: "Give the cluster two or three client subnets, each in another Availability Zone.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html",
    "https://docs.aws.amazon.com/r53recovery/latest/dg/recovery-readiness.rules-resources.html",
  ],
  replacesArc: ["MskClusterClientSubnet"],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    for (const cluster of graph.managed("aws_msk_cluster")) {
      const subnets = Field.of(cluster, "broker_node_group_info", 0, "client_subnets");
      const count = subnets.elements.length;
      if (subnets.unknown || count === 0 || count === 2 || count === 3) continue;
      yield {
        ...ends(cluster, graph.sideOf(cluster)),
        differences: [
          graph.sideOf(cluster) === "dr" ? difference(undefined, subnets) : difference(subnets, undefined),
        ],
        message: `${called(cluster)} has ${count} client subnets`,
      };
    }
  },
};
