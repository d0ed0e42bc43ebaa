import { reduced } from "./reduce";

describe("a plan that is reduced", () => {
  const resources = [{ address: "aws_sqs_queue.a" }, { address: "aws_sqs_queue.b" }];
  const plan = {
    resource_changes: resources,
    planned_values: { root_module: { resources } },
    prior_state: { values: { root_module: { resources } } },
    configuration: { root_module: {} },
  };

  it("drops what was applied with what is to be", () => {
    const [kept] = resources;
    expect(reduced(plan, new Set(["aws_sqs_queue.a"]))).toMatchObject({
      resource_changes: [kept],
      planned_values: { root_module: { resources: [kept] } },
      prior_state: { values: { root_module: { resources: [kept] } } },
    });
  });
});
