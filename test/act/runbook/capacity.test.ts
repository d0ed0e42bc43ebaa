import { existing } from "../../support/pair";
import { BACK, CAPACITY, lines, runbookOf } from "../../support/runbook";
import { FULL } from "../../support/runbook-pair";

const GROUP = "aws_autoscaling_group.web";
const NODES = "aws_eks_node_group.nodes";
const SERVICE = "aws_ecs_service.api";
const TARGET = "aws_appautoscaling_target.api";

/** A DR region whose ceilings are below what the primary runs. */
const low = runbookOf({
  primary: [
    existing(GROUP, { name: "web-a", min_size: 2, desired_capacity: 4, max_size: 8 }),
    existing(NODES, {
      cluster_name: "k-a",
      node_group_name: "n",
      scaling_config: [{ desired_size: 5, min_size: 3, max_size: 9 }],
    }),
    existing(SERVICE, { name: "api-a", cluster: "main-a", desired_count: 6 }),
  ],
  dr: [
    existing(GROUP, { name: "web-b", min_size: 1, desired_capacity: 2, max_size: 3 }),
    existing(NODES, {
      cluster_name: "k-b",
      node_group_name: "n",
      scaling_config: [{ desired_size: 1, min_size: 0, max_size: 2 }],
    }),
    existing(SERVICE, { name: "api-b", cluster: "main-b", desired_count: 2 }),
    existing(TARGET, { resource_id: "service/main-b/api-b", min_capacity: 1, max_capacity: 3 }),
  ],
});
const BOUNDS = (region: string, id: string) =>
  `aws application-autoscaling register-scalable-target --region ${region} --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id ${id}`;

describe("a floor above the DR region's ceiling, which AWS refuses", () => {
  const all = lines(low, CAPACITY).join("\n");

  it("comes with a ceiling of a service", () => {
    expect(all).toContain(`${BOUNDS("us-west-2", "service/main-b/api-b")} --min-capacity 6 --max-capacity 6`);
  });

  it("comes with a ceiling of a node group", () => {
    expect(all).toContain("--scaling-config minSize=5,desiredSize=5,maxSize=5");
  });

  it("leaves a ceiling with room as it is", () => {
    const roomy = lines(runbookOf(FULL), CAPACITY).join("\n");
    expect(roomy).toContain("--scaling-config minSize=5,desiredSize=5 ");
    expect(roomy).toMatch(/--min-capacity 6$/m);
  });
});

describe("the DR region's sizes come back as they were", () => {
  const back = lines(low, BACK);

  it("a fleet's three", () => {
    expect(back).toContain(
      "aws autoscaling update-auto-scaling-group --region us-west-2 --auto-scaling-group-name web-b --min-size 1 --desired-capacity 2 --max-size 3",
    );
  });

  it("a node group's three", () => {
    expect(back.join("\n")).toContain(
      "--cluster-name k-b --nodegroup-name n --scaling-config minSize=0,desiredSize=1,maxSize=2",
    );
  });

  it("a service's bounds, then its number", () => {
    const bounds = back.indexOf(
      `${BOUNDS("us-west-2", "service/main-b/api-b")} --min-capacity 1 --max-capacity 3`,
    );
    expect(bounds).toBeGreaterThan(-1);
    expect(back[bounds + 1]).toContain("--service api-b --desired-count 2");
  });
});
