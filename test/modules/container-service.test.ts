import {
  ContainerService,
  type ContainerServiceProps,
} from "../../modules/container-service/container-service";
import { EcrReplication } from "../../modules/ecr-replication/ecr-replication";
import type { Pair } from "../../modules/pair/pair";
import { Parameters } from "../../modules/parameters/parameters";
import { ReplicatedSecret } from "../../modules/secrets/replicated-secret";
import type { RegionPairProps } from "../../stacks/region-pair";
import { type Synthesized, synthesized } from "../stacks/synthesized";
import { base } from "./base";
import { statementsOf } from "./statements";

type On = { pair: Pair } & ReturnType<typeof base>;

const service = (
  props: Partial<ContainerServiceProps> | ((on: On) => Partial<ContainerServiceProps>) = {},
  pairProps: Partial<RegionPairProps> = {},
  use: (made: ContainerService, on: On) => void = () => undefined,
) =>
  synthesized((pair) => {
    const on = { pair, ...base(pair) };
    const made = new ContainerService(pair, "api", {
      network: on.network,
      image: { uri: "public.ecr.aws/acme/api:1" },
      cpu: 512,
      memory: 1024,
      capacity: { min: 2, desired: 4, max: 8 },
      listener: { certificateArns: { primary: "arn:primary", dr: "arn:dr" } },
      ...(typeof props === "function" ? props(on) : props),
    });
    use(made, on);
  }, pairProps);

/** A text of the container's definition, which Terraform encodes. */
const container = (side: Synthesized) =>
  String(side.resource("aws_ecs_task_definition.api_task").container_definitions);
const actionsOf = (side: Synthesized, address: string) =>
  statementsOf(side.resource(address)).flatMap(({ Action }) => Action);

describe("ContainerService", () => {
  it.each([
    [{ cpu: 256, memory: 4096 }, "api.memory: 4096 MiB do not go with 256 CPU units. Give 1024 to 2048 MiB"],
    [{ cpu: 8192, memory: 17 * 1024 }, "in steps of 4096"],
    [{ capacity: { min: 3, desired: 2, max: 4 } }, "api.capacity: 3, 2, 4 are not in order"],
  ] as const)("refuses what Fargate would refuse: %p", (props, message) => {
    expect(() => service(props)).toThrow(message);
  });

  it("takes the smallest task", () => {
    expect(service({ cpu: 256, memory: 512 }).dr.resource("aws_ecs_task_definition.api_task")).toMatchObject({
      cpu: "256",
      memory: "512",
    });
  });

  it("refuses a variable that is said twice", () => {
    expect(() =>
      service(({ pair, keys }) => ({
        environment: { TOKEN: "x" },
        variables: { TOKEN: new ReplicatedSecret(pair, "token", { keys }) },
      })),
    ).toThrow('api.variables: "TOKEN" is in environment too');
  });

  it("runs in the private subnets behind a target group of addresses, once a listener leads there", () => {
    const { primary, dr, link } = service();
    for (const side of [primary, dr]) {
      expect(side.resource("aws_lb_target_group.api_targets")).toMatchObject({ target_type: "ip" });
      expect(side.resource("aws_ecs_service.api_service")).toMatchObject({
        launch_type: "FARGATE",
        network_configuration: { assign_public_ip: false },
        deployment_circuit_breaker: { enable: true, rollback: true },
        depends_on: expect.arrayContaining([
          "aws_lb_listener.api_http",
          "aws_lb_listener.api_https",
        ]) as string[],
        lifecycle: { ignore_changes: ["desired_count"] },
      });
    }
    expect(link.resources).toEqual([]);
  });

  it("calls when fewer tasks run than are wanted, in both regions: nobody asks the standby's for anything", () => {
    const { primary, dr } = service();
    for (const side of [primary, dr])
      expect(side.resource("aws_cloudwatch_metric_alarm.api_missing-tasks")).toMatchObject({
        comparison_operator: "GreaterThanThreshold",
        threshold: 0,
        metric_query: [
          { expression: "wanted - FILL(running, 0)", return_data: true },
          {
            id: "wanted",
            metric: {
              metric_name: "DesiredTaskCount",
              dimensions: {
                ClusterName: "${aws_ecs_cluster.api_cluster.name}",
                ServiceName: "${aws_ecs_service.api_service.name}",
              },
            },
          },
          { id: "running", metric: { metric_name: "RunningTaskCount" } },
        ],
        alarm_actions: ["${aws_sns_topic.alerts_topic.arn}"],
      });
  });

  it.each([
    ["pilot-light", 0],
    ["warm-standby", 1],
    ["active-active", 4],
  ] as const)("runs in the DR region what a %s runs", (strategy, count) => {
    const { primary, dr, manifest } = service({}, { strategy });
    expect(primary.resource("aws_ecs_service.api_service")).toMatchObject({ desired_count: 4 });
    expect(dr.resource("aws_ecs_service.api_service")).toMatchObject({ desired_count: count });
    expect(dr.resource("aws_appautoscaling_target.api_scaling-target")).toMatchObject({
      min_capacity: strategy === "active-active" ? 2 : count,
      max_capacity: 8,
    });
    expect(manifest.byDesign.map(({ address }) => address)).toEqual(
      strategy === "active-active"
        ? []
        : ["aws_ecs_service.api_service", "aws_appautoscaling_target.api_scaling-target"],
    );
  });

  it("pulls the region's own copy of a replicated image, as ECS and not as the application", () => {
    const { dr } = service(({ pair, keys }) => ({
      image: {
        repositories: new EcrReplication(pair, "images", { keys, repositories: ["api"] }),
        repository: "api",
        tag: "1.4.0",
      },
    }));
    expect(container(dr)).toContain("111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/api:1.4.0");
    expect(actionsOf(dr, "aws_iam_role_policy.api_execution_grants")).toContain("ecr:BatchGetImage");
    expect(dr.resources).not.toContain("aws_iam_role_policy.api_grants");
    expect(dr.resource("aws_ecs_service.api_service").depends_on).toContain(
      "aws_iam_role_policy.api_execution_grants",
    );
  });

  it("reads variables from the region's own parameters and secrets", () => {
    const { dr } = service(({ pair, keys }) => ({
      variables: {
        LEVEL: {
          parameters: new Parameters(pair, "config", { keys, values: { level: "info" } }),
          name: "level",
        },
        TOKEN: new ReplicatedSecret(pair, "token", { keys }),
      },
    }));
    for (const arn of [
      "arn:aws:ssm:eu-central-1:111122223333:parameter/shop/config/level",
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/token",
    ])
      expect(container(dr)).toContain(`"valueFrom" = "${arn}"`);
    const actions = actionsOf(dr, "aws_iam_role_policy.api_execution_grants");
    expect(actions).toEqual(expect.arrayContaining(["ssm:GetParameters", "secretsmanager:GetSecretValue"]));
  });

  it("is granted to and connected like a fleet", () => {
    const { primary, dr } = service({ allowHttpsOutbound: false }, {}, (made, { pair, keys, network }) => {
      new ReplicatedSecret(pair, "token", { keys }).grantRead(made);
      made.connections.allowTo(network.peer, 5432);
    });
    for (const [side, cidr] of [
      [primary, "10.10.0.0/16"],
      [dr, "10.20.0.0/16"],
    ] as const) {
      expect(actionsOf(side, "aws_iam_role_policy.api_grants")).toContain("secretsmanager:GetSecretValue");
      expect(side.resource("aws_security_group.api_tasks").egress).toEqual([
        expect.objectContaining({ from_port: 5432, cidr_blocks: [cidr] }),
      ]);
    }
  });
});
