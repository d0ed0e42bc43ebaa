import { leaves, type Mistake, removed } from "./mistake";

const mistake: Mistake = {
  id: "alarm-missing",
  what: "An alarm was added in one region only.",
  sides: ["dr", "primary"],
  sites: (side) =>
    leaves(side, "aws_cloudwatch_metric_alarm").map((resource) => ({
      resource,
      make: () => removed(side, resource, "warning", "nobody is told when this breaks after failover"),
    })),
};

export default mistake;
