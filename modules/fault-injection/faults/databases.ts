import { resourcesOf } from "../../figures/resources-of";
import { allow } from "../../iam/policy";
import { RdsCluster } from "../../pair/aws";
import { arnIn, arnPlace } from "../../pair/arn";
import { type FaultOf, NO_FAULT, tagsOf } from "../fault";

/**
 * The primary's Aurora clusters lose their writer to another of their instances: connections break, as when a region begins to fail.
 * It does not promote the other region: that is what the drill is for.
 * Source: https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html#failover-db-cluster
 */
export const databases: FaultOf = ({ pair }) => {
  const clusters = resourcesOf(pair.primary.workspace, RdsCluster).flatMap(
    ({ clusterIdentifierInput: id }) =>
      id === undefined ? [] : [arnIn(arnPlace(pair, pair.primary), "rds", `cluster:${id}`)],
  );
  if (clusters.length === 0) return NO_FAULT;
  return {
    actions: [
      {
        name: "fail-over-writers",
        actionId: "aws:rds:failover-db-cluster",
        parameters: {},
        target: { key: "Clusters", resourceType: "aws:rds:cluster" },
        tags: tagsOf(pair, "primary"),
      },
    ],
    statements: [
      allow(["rds:DescribeDBClusters", "rds:FailoverDBCluster"], clusters),
      // It finds resources by their tags, and has nothing narrower.
      allow(["tag:GetResources"], "*"),
    ],
  };
};
