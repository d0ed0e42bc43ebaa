import { rule } from "../../../../analyzer/judge/rules/msk/msk-client-subnets";
import { created, existing, violationsOf, type Planned } from "../../../support/pair";

const cluster = (subnets: string[]): Planned =>
  existing("aws_msk_cluster.events", {
    id: "events",
    cluster_name: "events",
    broker_node_group_info: [{ client_subnets: subnets }],
  });

describe("msk-client-subnets: every MSK cluster has client subnets in two or three zones", () => {
  test("one subnet in DR", () => {
    expect(violationsOf(rule, { dr: [cluster(["subnet-0a"])] })).toEqual([
      expect.objectContaining({
        dr: "aws_msk_cluster.events",
        severity: "warning",
        paths: ["broker_node_group_info[0].client_subnets"],
      }),
    ]);
  });

  test("compliant: two or three", () => {
    expect(
      violationsOf(rule, {
        primary: [cluster(["subnet-0a", "subnet-0b"])],
        dr: [cluster(["subnet-0a", "subnet-0b", "subnet-0c"])],
      }),
    ).toEqual([]);
  });

  test("not applicable: subnets that are known only after apply", () => {
    const planned = created(
      "aws_msk_cluster.events",
      { broker_node_group_info: [{}] },
      { unknown: { broker_node_group_info: [{ client_subnets: true }] } },
    );
    expect(violationsOf(rule, { dr: [planned] })).toEqual([]);
  });
});
