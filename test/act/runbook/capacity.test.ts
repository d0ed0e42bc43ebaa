import { existing } from "../../support/pair";
import { BACK, CAPACITY, chapter, lines, runbookOf, STOP } from "../../support/runbook";
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

describe("what is stopped in the primary region", () => {
  const full = runbookOf(FULL);
  const stop = lines(full, STOP);
  const back = lines(full, BACK);

  it("is a service with the bounds within which an alarm would bring its tasks back", () => {
    const bounds = BOUNDS("us-east-1", "service/main-a/api-a");
    const floor = stop.indexOf(`${bounds} --min-capacity 0 --max-capacity 0`);
    expect(floor).toBeGreaterThan(-1);
    expect(stop[floor + 1]).toContain("--service api-a --desired-count 0");
    const again = back.indexOf(`${bounds} --min-capacity 4 --max-capacity 12`);
    expect(back[again + 1]).toContain("--service api-a --desired-count 6");
  });

  it("is a fleet with its ceiling", () => {
    const resize =
      "aws autoscaling update-auto-scaling-group --region us-east-1 --auto-scaling-group-name web-a";
    expect(stop).toContain(`${resize} --min-size 0 --desired-capacity 0 --max-size 0`);
    expect(back).toContain(`${resize} --min-size 2 --desired-capacity 4 --max-size 8`);
  });

  it("is a node group, whose ceiling EKS does not let be none", () => {
    const resize =
      "aws eks update-nodegroup-config --region us-east-1 --cluster-name k-a --nodegroup-name nodes";
    expect(stop.join("\n")).toContain(`${resize} --scaling-config minSize=0,desiredSize=0 `);
    expect(back.join("\n")).toContain(`${resize} --scaling-config minSize=3,desiredSize=5,maxSize=9 `);
  });

  it("may not be all that writes there, which somebody has to say", () => {
    expect((chapter(full, STOP).notes ?? []).flat()).toContainEqual({
      missing: "what else writes there, and how it is stopped",
    });
  });
});
